import { build, type Plugin } from "esbuild";
import { ROOT } from "../specs.js";

/** Modules by name; `entry` is the one whose exports the bundle has. */
type Modules = Readonly<Record<string, string>> & { readonly entry: string };

/** Bundles modules that are held in memory, and what they require of node_modules, into one without imports. */
export async function bundleModules(modules: Modules): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ["entry"],
    plugins: [inMemory(modules)],
    bundle: true,
    write: false,
    minifyWhitespace: true,
    minifyIdentifiers: true,
    // Not their syntax: what is joined into one statement, no bundler takes apart again.
    minifySyntax: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    charset: "ascii",
    legalComments: "none",
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild wrote nothing");
  return file.text;
}

function inMemory(modules: Modules): Plugin {
  return {
    name: "in-memory",
    setup(bundle) {
      const filter = new RegExp(`^(?:${Object.keys(modules).join("|")})$`);
      bundle.onResolve({ filter }, ({ path }) => ({ path, namespace: "memory" }));
      bundle.onLoad({ filter: /.*/, namespace: "memory" }, ({ path }) => ({
        contents: modules[path] ?? "",
        loader: "js",
        resolveDir: ROOT,
      }));
    },
  };
}
