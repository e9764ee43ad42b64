/**
 * better-sqlite3 is compiled, for a minute, and once for all folders that have installed the same version of it:
 *
 *   tsx scripts/services/sqlite-driver.ts FOLDER...
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "../package/run.js";
import { ROOT } from "../specs.js";

const DRIVER = "node_modules/better-sqlite3";
const BINDING = join(DRIVER, "build/Release/better_sqlite3.node");

/** Gives the driver that is installed in a folder the code that it is compiled to, unless it has it. */
export function compileSqliteDriver(folder: string): void {
  const binding = join(folder, BINDING);
  if (existsSync(binding)) return;
  const kept = compiledBefore(folder);
  if (!existsSync(kept)) {
    console.log("compiling better-sqlite3, which takes a minute");
    // Where install scripts are turned off, this one still is to run.
    const flags = ["--build-from-source", "--ignore-scripts=false"];
    run(folder, "npm", "rebuild", "better-sqlite3", ...flags);
    copy(binding, kept);
  }
  copy(kept, binding);
}

/** Where what was compiled is kept: for one version, one Node and one kind of machine. */
function compiledBefore(folder: string): string {
  const manifest = readFileSync(join(folder, DRIVER, "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const made = `${version}-${process.versions.modules}-${process.platform}-${process.arch}`;
  return join(ROOT, `.cache/services/better-sqlite3-${made}.node`);
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const folder of process.argv.slice(2)) compileSqliteDriver(resolve(ROOT, folder));
}
