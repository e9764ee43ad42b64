/**
 * `npm run spec:diff -- <file or address> [--api <id>] [--markdown]`: what a newly published document
 * changes. Exits with 0 when nothing breaks, 1 when something does, 2 when the document is of no use.
 */
import { parseArgs } from "node:util";
import { changesBetween } from "./spec/compare.js";
import { identify } from "./spec/identify.js";
import { comparable } from "./spec/operations.js";
import { readGiven } from "./spec/read-document.js";
import { levelOf, markdownOf, rowsOf, tableOf } from "./spec/report.js";
import { readFacade } from "./spec/touches.js";
import { UnusableDocument } from "./spec/unusable.js";
import { ROOT } from "./specs.js";

const USAGE = "usage: npm run spec:diff -- <file or address> [--api <id>] [--markdown]";

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UnusableDocument)) throw error;
  console.error(`spec:diff: ${error.message}`);
  process.exitCode = 2;
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  const [source, ...more] = positionals;
  if (source === undefined || more.length > 0) throw new UnusableDocument(USAGE);
  const given = await readGiven(source);
  const theirs = comparable(given.content);
  const known = await identify(ROOT, theirs, values.api);
  const facade = readFacade(ROOT, known.spec);
  const changes = changesBetween(known, theirs, (value) => facade.awaiting(value).length > 0);
  const rows = rowsOf(changes, known, facade);
  const level = levelOf(changes);
  if (values.markdown) {
    console.log(`### ${known.spec.id}: ${level}\n\n${markdownOf(rows)}`);
  } else {
    console.log(`${known.spec.document} against ${source}\n`);
    console.log(tableOf(rows, level));
  }
  return level === "major" ? 1 : 0;
}

function parsed(args: readonly string[]) {
  try {
    const options = { api: { type: "string" }, markdown: { type: "boolean" } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw new UnusableDocument(USAGE);
  }
}
