import { dirname, join, resolve } from "node:path";
import type { Rolldown } from "tsdown";
import { entryPoints } from "../entries.js";
import { ROOT } from "../specs.js";

/** Types that an entry hands on from a file which is no entry itself. */
const TYPES: Readonly<Record<string, string>> = {
  "src/types.ts": "khipu-sdk",
  "src/openpay/types.ts": "khipu-sdk/openpay",
};

/**
 * Lets code use the packages as their users do: what it imports of an entry point is not bundled into it but loaded
 * from there, and only then. So the simulator and the programs change nothing about the files that shops load.
 */
export const ownEntries: Rolldown.Plugin = external(
  Object.fromEntries(entryPoints().map(({ source, name }) => [source, name])),
);

/** The same for declarations. */
export const ownTypes: Rolldown.Plugin = external({
  ...Object.fromEntries(entryPoints().map(({ source, name }) => [source, name])),
  ...TYPES,
});

function external(names: Readonly<Record<string, string>>): Rolldown.Plugin {
  const byPath = new Map(Object.entries(names).map(([source, name]) => [join(ROOT, source), name]));
  return {
    name: "own-entries",
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith(".")) return undefined;
      const id = byPath.get(resolve(dirname(importer), source).replace(/\.js$/, ".ts"));
      return id === undefined ? undefined : { id, external: true };
    },
  };
}
