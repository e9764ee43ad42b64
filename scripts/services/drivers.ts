import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "../package/run.js";
import { ROOT } from "../specs.js";

/** Where the drivers are, and what runs on them. */
export const SERVICES = join(ROOT, "test/services");
const BINDING = "node_modules/better-sqlite3/build/Release/better_sqlite3.node";

/** Installs the drivers if they are not there. Nothing of what users install runs a script. */
export function installDrivers(): void {
  if (existsSync(join(SERVICES, "node_modules/.package-lock.json"))) return;
  run(SERVICES, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
}

/** Compiles the one driver that has to be. */
export function compileDrivers(): void {
  if (existsSync(join(SERVICES, BINDING))) return;
  console.log("compiling better-sqlite3, which takes a minute");
  run(SERVICES, "npm", "rebuild", "better-sqlite3", "--build-from-source");
}
