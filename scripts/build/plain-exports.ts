import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The files that only our own entries require. */
const INTERNAL = ["core.cjs", "shared.cjs", "stores/shared.cjs"];
/** How the bundler exports something from a file of that kind: by a function, in case it is assigned anew. */
const BY_GETTER =
  /Object\.defineProperty\(exports, "([\w$]+)", \{\s+enumerable: true,\s+get: function\(\) \{\s+return ([\w$]+);\s+\}\s+\}\)/g;

/**
 * Has the files that our entries share export by plain assignment. What they export is never assigned anew, and a function
 * for each of a hundred names is a tenth of what is read and compiled at start.
 */
export function exportPlainly(dist: string): void {
  for (const name of INTERNAL) {
    const file = join(dist, name);
    const text = readFileSync(file, "utf8");
    // They stand at the end, where everything is defined.
    const end = text.indexOf('Object.defineProperty(exports, "');
    const exported = text.slice(end).replace(BY_GETTER, "exports.$1 = $2");
    if (end < 0 || !/^(exports\.[\w$]+ = [\w$]+;\s*)+$/.test(exported)) {
      throw new Error(`${file} does not end in its exports as it used to`);
    }
    writeFileSync(file, text.slice(0, end) + exported);
  }
}
