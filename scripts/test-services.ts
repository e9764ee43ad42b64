/**
 * Runs test/services against a real PostgreSQL and a real Redis: `npm run test:services`.
 *
 * Installs the drivers if they are not there, starts the servers, and runs the tests on this Node, and those of
 * `node:sqlite` on Node 22. A server or a driver that is missing is a failure.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runNodeTests } from "./node-tests.js";
import { run } from "./package/run.js";
import { installTools, programOf, RUNTIMES } from "./package/runtimes.js";
import { withServices } from "./services.js";
import { ROOT } from "./specs.js";

const FOLDER = join(ROOT, "test/services");
const BINDING = "node_modules/better-sqlite3/build/Release/better_sqlite3.node";

installDrivers();
installTools();
const node22 = RUNTIMES.find(({ name }) => name === "node 22");
if (!node22) throw new Error("node 22 is not among the runtimes");

process.exitCode = await withServices(async (addresses) => {
  const here = await runTests(addresses, process.execPath, ".");
  const there = await runTests(addresses, programOf(node22), "node22");
  return here || there;
});

function runTests(
  env: Readonly<Record<string, string>>,
  node: string,
  folder: string,
): Promise<number> {
  const files = readdirSync(join(FOLDER, folder))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(folder, name));
  return runNodeTests({ name: "services", folder: FOLDER, files, node, env });
}

/** Nothing of what users install runs a script; here one driver has to be compiled. */
function installDrivers(): void {
  if (!existsSync(join(FOLDER, "node_modules/.package-lock.json"))) {
    run(FOLDER, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
  }
  if (existsSync(join(FOLDER, BINDING))) return;
  console.log("compiling better-sqlite3, which takes a minute");
  run(FOLDER, "npm", "rebuild", "better-sqlite3", "--build-from-source");
}
