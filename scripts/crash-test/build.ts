import { build } from "esbuild";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../specs.js";

const SERVICES = join(ROOT, "test/services");

/** Makes one file of the process that is killed: it starts thousands of times. Resolves to its path. */
export async function buildProcess(): Promise<string> {
  // Beside the drivers, where one that is not bundled is found.
  const folder = join(SERVICES, "node_modules/.cache");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, "crash-process.cjs");
  await build({
    entryPoints: [join(SERVICES, "crash/process.ts")],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // The one is compiled, the other is optional.
    external: ["better-sqlite3", "pg-native"],
    alias: { "#crypto": join(ROOT, "src/crypto/node.ts") },
    logLevel: "error",
  });
  return outfile;
}
