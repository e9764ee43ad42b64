import { build } from "esbuild";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../specs.js";
import { SERVICES } from "./drivers.js";

/**
 * Makes one file of a program of test/services, as a shop runs what it has bundled. Resolves to its path.
 *
 * @param entry - relative to test/services.
 */
export async function buildProcess(entry: string): Promise<string> {
  // Beside the drivers, where one that is not bundled is found.
  const folder = join(SERVICES, "node_modules/.cache");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${entry.replaceAll(/\W/g, "-")}.cjs`);
  await build({
    entryPoints: [join(SERVICES, entry)],
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
