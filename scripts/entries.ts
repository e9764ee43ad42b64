import { existsSync } from "node:fs";
import { manifestOf, type Package, PACKAGES } from "./packages.js";
import { ROOT } from "./specs.js";

/** One thing that users import, as the `exports` of a package.json name it. */
export interface Entry {
  /** What users import: `khipu-sdk/webhooks`. Of a program: its name. */
  readonly name: string;
  /** Its name in `dist`, without an extension: `index`, `stores/memory`. */
  readonly output: string;
  /** Its source, relative to the repository. */
  readonly source: string;
  /**
   * Whether it is built as CommonJS alone, with an ES module that hands it on. So the stores, which have nothing for a
   * bundler to take out: what one of them remembers of a connection is the same for who imports and who requires it.
   * And what only Node runs.
   */
  readonly isBuiltOnce: boolean;
}

/** Every entry point with code, in the order of its package.json. Build, types and tests start here. */
export function entryPoints(...packages: readonly Package[]): Entry[] {
  return (packages.length > 0 ? packages : PACKAGES).flatMap((from) =>
    Object.entries(manifestOf(from).exports).flatMap(([subpath, target]) => {
      if (typeof target === "string") return [];
      const file = (target.import ?? target.require)?.default ?? "";
      return [entryOf(from.name + subpath.slice(1), file)];
    }),
  );
}

/** The programs of a package. They are nobody's import. */
export function programs(from: Package): Entry[] {
  return Object.entries(manifestOf(from).bin ?? {}).map(([name, file]) => entryOf(name, file));
}

function entryOf(name: string, file: string): Entry {
  const output = /^(?:\.\/)?dist\/(.+)\.[mc]?js$/.exec(file)?.[1];
  if (output === undefined) throw new Error(`package.json: ${name} does not point into dist`);
  const isBuiltOnce = !name.startsWith("khipu-sdk") || output.startsWith("stores/");
  return { name, output, source: sourceOf(output), isBuiltOnce };
}

function sourceOf(output: string): string {
  const candidates = [`src/${output}.ts`, `src/${output}/index.ts`];
  const found = candidates.find((path) => existsSync(ROOT + path));
  if (found === undefined) throw new Error(`package.json: no source for ${output} in src`);
  return found;
}
