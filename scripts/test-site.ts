/**
 * `npm run test:site`: opens the site that `npm run docs` has built in a real Chromium, and builds it if it is not there.
 * Screenshots are kept in .cache/screenshots.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runNodeTests } from "./node-tests.js";
import { run } from "./package/run.js";
import { ROOT } from "./specs.js";

const DRIVER = join(ROOT, "test/browser");

if (!existsSync(join(DRIVER, "node_modules/.package-lock.json"))) {
  run(DRIVER, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
}
if (!existsSync(join(ROOT, ".cache/site/index.html"))) run(ROOT, "npm", "run", "docs");
const folder = join(DRIVER, "docs");
process.exitCode = await runNodeTests({ name: "site", folder, files: ["site.test.ts"] });
