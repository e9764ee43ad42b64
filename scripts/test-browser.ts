/**
 * Runs test/browser in a real Chromium: `npm run test:browser`, or `npm run test:browser -- shop payer` for some.
 *
 * Installs the driver and the shop's packages and builds the package if they are not there. Chromium comes from
 * the system (`apt-get install -y chromium`). What is missing is a failure. Screenshots are kept in
 * .cache/screenshots.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runNodeTests } from "./node-tests.js";
import { run } from "./package/run.js";
import { prepareShop } from "./shop.js";
import { ROOT } from "./specs.js";

const FOLDER = join(ROOT, "test/browser");

const wanted = process.argv.slice(2);
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (files.length === 0) throw new Error(`no test in test/browser is called ${wanted.join(", ")}`);

install();
process.exitCode = await runNodeTests({ name: "browser", folder: FOLDER, files });

function install(): void {
  if (!existsSync(join(FOLDER, "node_modules/.package-lock.json"))) {
    run(FOLDER, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
  }
  if (files.some((name) => name.startsWith("shop"))) prepareShop();
  else if (!existsSync(join(ROOT, "dist/index.mjs"))) run(ROOT, "npm", "run", "build");
}
