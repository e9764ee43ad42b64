import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { pythonWith } from "../package/python.js";
import { run } from "../package/run.js";
import { ROOT } from "../specs.js";
import { compileSqliteDriver } from "./sqlite-driver.js";

/** Where the drivers are, and what runs on them. */
export const SERVICES = join(ROOT, "test/services");
/** What Prisma's clients are generated from, by where they are. */
const PRISMA_SCHEMAS = {
  ".cache/prisma/client.ts": "support/orms/schema.prisma",
  ".cache/prisma-mysql/client.ts": "support/orms/schema-mysql.prisma",
};
/** Where the emulator of DynamoDB is, and what it wants; its extra "server" would bring that of all of AWS. */
const MOTO = join(ROOT, ".cache/services/moto");
const MOTO_PACKAGES = [
  "moto==5.2.5",
  "flask==3.1.3",
  "flask-cors==6.0.5",
  "py-partiql-parser==0.6.3",
];

/** Installs the drivers unless they are there as the lock file has them. Nothing of what users install runs a script. */
export function installDrivers(): void {
  if (!isOlder("node_modules/.package-lock.json", "package-lock.json")) return;
  run(SERVICES, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
}

/** Compiles the one driver that has to be, generates Prisma's clients, and installs the emulator of DynamoDB. */
export function compileDrivers(): void {
  compileSqliteDriver(SERVICES);
  for (const [client, schema] of Object.entries(PRISMA_SCHEMAS)) {
    if (isOlder(client, schema)) generatePrismaClient(schema);
  }
  if (!existsSync(join(MOTO, "bin/flask"))) pythonWith(MOTO, MOTO_PACKAGES);
}

/** Whether what is made of a file is not there, or was made before the file changed. */
function isOlder(made: string, source: string): boolean {
  const at = (path: string): number =>
    statSync(join(SERVICES, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return at(made) < at(source);
}

/** Prisma would download the engine of its migrations, which generating does not use: any program passes for it. */
function generatePrismaClient(schema: string): void {
  const withoutEngine = `PRISMA_SCHEMA_ENGINE_BINARY=${process.execPath}`;
  run(SERVICES, "env", withoutEngine, "npx", "prisma", "generate", "--schema", schema);
}
