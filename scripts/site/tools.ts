import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "../package/run.js";
import { ROOT } from "../specs.js";

/** Where the tools of the site are: a package of its own, so that nobody waits for them who does not need them. */
export const SITE = join(ROOT, "site");

/** Installs the tools of the site if they are not there. */
export function installTools(): void {
  if (existsSync(join(SITE, "node_modules/.package-lock.json"))) return;
  run(SITE, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
}
