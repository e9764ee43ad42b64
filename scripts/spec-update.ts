/**
 * `npm run spec:update -- <file or address> [--api <id>] [--accept] [--skip-checks] [--markdown <file>]`:
 * takes a newly published document over. Exits with 0 when it did, 1 when types or tests say that a person
 * has to mend something first (then nothing is written, unless --accept), 2 when the document is of no use.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { problemOf, UnusableDocument } from "./spec/unusable.js";
import { update } from "./spec/update.js";
import { markdownReportOf, reportOf } from "./spec/update-report.js";
import { ROOT } from "./specs.js";

const USAGE =
  "usage: npm run spec:update -- <file or address> [--api <id>] [--accept] [--skip-checks] [--markdown <file>]";

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // Whatever is in a document, its reader gets a sentence: files move in last, and all or none.
  const problem =
    error instanceof UnusableDocument ? error.message : `cannot be taken over: ${problemOf(error)}`;
  console.error(`spec:update: ${problem}\nnothing was written`);
  process.exitCode = 2;
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  const [source, ...more] = positionals;
  if (source === undefined || more.length > 0) throw new UnusableDocument(USAGE);
  const result = await update(ROOT, source, {
    api: values.api,
    accept: values.accept === true,
    skipChecks: values["skip-checks"] === true,
    today: new Date().toISOString().slice(0, 10),
  });
  if (result.alreadyTaken !== undefined) {
    console.log(`${source} has not changed since it was taken on ${result.alreadyTaken}`);
    return 0;
  }
  console.log(reportOf(result));
  if (values.markdown !== undefined) writeFileSync(values.markdown, markdownReportOf(result));
  return result.written.length > 0 ? 0 : 1;
}

function parsed(args: readonly string[]) {
  const options = {
    api: { type: "string" },
    accept: { type: "boolean" },
    "skip-checks": { type: "boolean" },
    markdown: { type: "string" },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw new UnusableDocument(USAGE);
  }
}
