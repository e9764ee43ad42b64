import { dirname, join, resolve } from "node:path";
import type { Rolldown } from "tsdown";
import { entryPoints } from "../entries.js";
import { ROOT } from "../specs.js";

/**
 * Lets a program use the package as its users do: what it imports of an entry point is not bundled into it
 * but loaded from there, and only then. So a program changes nothing about the files that users load.
 */
export const ownEntries: Rolldown.Plugin = {
  name: "own-entries",
  resolveId(source, importer) {
    if (importer === undefined || !source.startsWith(".")) return undefined;
    const path = resolve(dirname(importer), source).replace(/\.js$/, ".ts");
    const entry = entryPoints().find((each) => join(ROOT, each.source) === path);
    return entry && { id: `khipu-sdk${entry.subpath.slice(1)}`, external: true };
  },
};
