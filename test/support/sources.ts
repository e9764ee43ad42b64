import { join } from "node:path";
import { entryPoints } from "../../scripts/entries.js";
import { ROOT } from "../../scripts/specs.js";

/** The sources that compilers are to take in the place of the packages. */
export const SOURCES: Readonly<Record<string, string[]>> = Object.fromEntries(
  entryPoints().map(({ name, source }) => [name, [join(ROOT, source)]]),
);
