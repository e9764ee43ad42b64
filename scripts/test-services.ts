/**
 * Runs test/services against a real PostgreSQL and a real Redis: `npm run test:services`.
 *
 * Installs the drivers if they are not there, starts the servers, and runs the tests on this Node, and those of
 * `node:sqlite` on Node 22. A server or a driver that is missing is a failure.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runNodeTests } from "./node-tests.js";
import { installTools, programOf, RUNTIMES } from "./package/runtimes.js";
import { compileDrivers, installDrivers, SERVICES } from "./services/drivers.js";
import { withServices } from "./services.js";

installDrivers();
compileDrivers();
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
  const files = readdirSync(join(SERVICES, folder))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(folder, name));
  return runNodeTests({ name: "services", folder: SERVICES, files, node, env });
}
