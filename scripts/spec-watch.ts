/**
 * `npm run spec:watch -- --markdown <file>`: takes over what changed of every document that has an address,
 * with `--accept`, and writes what a pull request says. Exits with 1 when a document could not be taken
 * over, except that there is nothing at an address it was never read from; the others are all the same.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { watch } from "./spec/watch.js";
import { ROOT } from "./specs.js";

const { values } = parseArgs({ options: { markdown: { type: "string" } } });
const { markdown, isGood } = await watch(ROOT, new Date().toISOString().slice(0, 10), (line) =>
  console.log(line),
);
if (values.markdown !== undefined) writeFileSync(values.markdown, markdown);
process.exitCode = isGood ? 0 : 1;
