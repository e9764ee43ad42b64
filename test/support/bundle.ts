import { build, type BuildOptions } from "esbuild";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { ROOT } from "../../scripts/specs.js";
import { SOURCES } from "./sources.js";

const PATHS = { ...SOURCES, "#crypto": [join(ROOT, "src/crypto/node.ts")] };

/**
 * A program as Node runs it without help, with the packages' sources in it: compiling it once takes a tenth of what a
 * loader of TypeScript takes at each start.
 *
 * @param packages Whether those of others are in it too, or loaded from where it is.
 * @returns its path.
 */
export async function bundleOf(
  file: string,
  into = newFolder(),
  packages: "bundle" | "external" = "bundle",
): Promise<string> {
  const name = basename(file, extname(file));
  await bundle({ entryPoints: { [name]: file }, packages }, into);
  return join(into, `${name}.mjs`);
}

/** The same of code that imports by paths of the repository: `./src/index.ts`. */
export async function bundleOfCode(contents: string): Promise<string> {
  const into = newFolder();
  await bundle({ stdin: { contents, resolveDir: ROOT, loader: "ts" } }, into);
  return join(into, "stdin.mjs");
}

async function bundle(what: BuildOptions, outdir: string): Promise<void> {
  await build({
    ...what,
    outdir,
    bundle: true,
    // What is loaded when it is called stays so.
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    outExtension: { ".js": ".mjs" },
    // The command line's library is CommonJS, and asks for what is Node's own.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    // NestJS has decorators.
    tsconfigRaw: { compilerOptions: { paths: PATHS, experimentalDecorators: true } },
    logLevel: "silent",
  });
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "khipu-program-"));
}
