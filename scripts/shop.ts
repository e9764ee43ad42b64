/** Gets what the example shop needs: the built packages, and the packages of `examples/shop`. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "./package/run.js";
import { SDK, SIMULATOR } from "./packages.js";
import { compileSqliteDriver } from "./services/sqlite-driver.js";
import { ROOT } from "./specs.js";

export const SHOP = join(ROOT, "examples/shop");

const INSTALLED = join(SHOP, "node_modules/.package-lock.json");

/** What `dist` is made of. */
const SOURCES = ["src", "generated", "package.json", "tsdown.config.ts"];
/** The entries that the shop imports. */
const BUILT = ["index", "webhooks", "stores/sqlite", "browser"]
  .map((entry) => join(SDK.dist, `${entry}.mjs`))
  .concat(join(SIMULATOR.dist, "simulator.mjs"));

/** Builds the packages and installs what the shop needs, as far as that has not been done. */
export function prepareShop(): void {
  buildPackage();
  installShop();
}

function buildPackage(): void {
  const builtAt = Math.min(...BUILT.map(newest));
  if (builtAt >= Math.max(...SOURCES.map((path) => newest(join(ROOT, path))))) return;
  console.log("building khipu-sdk and khipu-simulator");
  run(ROOT, "npm", "run", "build");
}

function installShop(): void {
  if (newest(INSTALLED) < newest(join(SHOP, "package-lock.json"))) {
    console.log("installing the shop's packages, which takes a minute the first time");
    run(SHOP, "npm", "ci", "--no-audit", "--no-fund");
  }
  // Where install scripts are turned off, SQLite's driver is not there yet.
  compileSqliteDriver(SHOP);
}

/** When a file, or the last one of a folder, was written; 0 when there is none. */
function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
