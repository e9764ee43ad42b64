import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { entryPoints } from "../entries.js";
import { type Lab, program } from "./lab.js";
import { run } from "./run.js";

/** The folders of `test/consumers`. */
export function consumers({ folder }: Lab): string[] {
  return readdirSync(join(folder, "consumers")).sort();
}

/** Compiles a consumer when it is in TypeScript, bundles it when it needs a bundler, and runs it. */
export async function tryConsumer({ folder }: Lab, name: string): Promise<void> {
  const consumer = join(folder, "consumers", name);
  if (existsSync(join(consumer, "tsconfig.json"))) run(consumer, program("tsc"), "-p", ".");
  if (existsSync(join(consumer, "index.ts"))) await bundle(consumer);
  const out = existsSync(join(consumer, "out")) ? join(consumer, "out") : consumer;
  const programs = readdirSync(out).filter((file) => /\.[mc]js$/.test(file));
  if (programs.length === 0) throw new Error(`${name} has nothing to run`);
  for (const file of programs) run(out, process.execPath, file);
}

/** Every entry of both packages can be loaded in both ways, by its name, and gives the same names in both. */
export function tryEntries({ folder }: Lab): void {
  const names = entryPoints().map(({ name }) => name);
  writeFileSync(join(folder, "entries.cjs"), ENTRIES);
  run(folder, process.execPath, "entries.cjs", ...names);
}

const ENTRIES = `
const assert = require("node:assert/strict");
(async () => {
  for (const name of process.argv.slice(2)) {
    const imported = Object.keys(await import(name)).filter((key) => key !== "module.exports");
    const required = Object.keys(require(name));
    assert.notEqual(imported.length, 0, name);
    assert.deepEqual(required.sort(), imported.sort(), name);
  }
})();
`;

/** For a runtime that is not Node: what a worker or a browser gets. */
async function bundle(consumer: string): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: consumer,
    entryPoints: ["index.ts"],
    outdir: "out",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    metafile: true,
    logLevel: "silent",
  });
  const nodeOnly = Object.keys(metafile.inputs).filter((path) => /crypto-node|node:/.test(path));
  if (nodeOnly.length > 0) throw new Error(`a bundle for the web holds ${nodeOnly.join(", ")}`);
}
