import { existsSync, readFileSync } from "node:fs";
import { ROOT } from "./specs.js";

/** One thing that users import, as package.json's `exports` names it. */
export interface Entry {
  /** What follows the package's name in an import: `.`, `./webhooks`. */
  readonly subpath: string;
  /** Its name in `dist`, without an extension: `index`, `stores/memory`. */
  readonly output: string;
  /** Its source, relative to the repository. */
  readonly source: string;
  /** Whether it is built as CommonJS alone, with a module that hands it on: for what only Node runs, and is large. */
  readonly isBuiltOnce: boolean;
}

/** What package.json says of one entry and one way to load it. */
export interface Target {
  readonly types: string;
  readonly default: string;
}

interface Manifest {
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { import?: Target; require?: Target }>>;
}

/** Every entry point with code, in the order of package.json. Build, types and tests start here. */
export function entryPoints(): Entry[] {
  const { exports } = readManifest();
  return Object.entries(exports).flatMap(([subpath, target]) => {
    if (typeof target === "string") return [];
    const file = (target.import ?? target.require)?.default ?? "";
    return [entryOf(subpath, file)];
  });
}

/** The programs of the package. They are nobody's import. */
export function programs(): Entry[] {
  return Object.entries(readManifest().bin ?? {}).map(([name, file]) => entryOf(name, file));
}

function entryOf(subpath: string, file: string): Entry {
  const output = /^\.\/dist\/(.+)\.[mc]?js$/.exec(file)?.[1];
  if (output === undefined) throw new Error(`package.json: ${subpath} does not point into dist`);
  const source = sourceOf(output);
  return { subpath, output, source, isBuiltOnce: /^src\/(simulator|cli)\b/.test(source) };
}

function readManifest(): Manifest {
  return JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as Manifest;
}

function sourceOf(output: string): string {
  const candidates = [`src/${output}.ts`, `src/${output}/index.ts`];
  const found = candidates.find((path) => existsSync(ROOT + path));
  if (found === undefined) throw new Error(`package.json: no source for ${output} in src`);
  return found;
}
