import { afterAll, beforeAll } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { JsonObject } from "../../scripts/generate/json.js";
import { tableOf } from "../../scripts/spec/report.js";
import { makeScratch, type Scratch } from "../../scripts/spec/scratch.js";
import { type Update, update } from "../../scripts/spec/update.js";
import { ROOT } from "../../scripts/specs.js";
import { khipusWay } from "./khipus-way.js";

/** The day of every rehearsal. */
export const TODAY = "2026-11-23";

/** A copy of the repository in which Khipu published a new version, and what taking it over did. */
export interface Rehearsal {
  scratch: Scratch;
  result: Update;
  read(path: string): string;
}

/** Takes a changed document over, once for a block of tests. */
export function rehearsal(change: (document: JsonObject) => void): Rehearsal {
  const held = {} as Rehearsal;
  beforeAll(async () => {
    const scratch = await makeScratch(ROOT);
    const document = khipusWay("instant-payments.v3");
    change(document);
    const source = join(scratch.root, "new.json");
    writeFileSync(source, JSON.stringify(document));
    const options = { accept: false, skipChecks: true, today: TODAY };
    const result = await update(scratch.root, source, options);
    const read = (path: string) => readFileSync(join(scratch.root, path), "utf8");
    Object.assign(held, { scratch, result, read });
  }, 60_000);
  afterAll(() => held.scratch.remove());
  return held;
}

/** What is said of the changes, by line. */
export const table = ({ result }: Rehearsal) => tableOf(result.rows, result.level).split("\n");

/** What the compiler says of one file of a copy. */
export function typeErrors({ scratch }: Rehearsal, path: string): string[] {
  const { config } = ts.readConfigFile(join(scratch.root, "tsconfig.json"), (file) =>
    ts.sys.readFile(file),
  ) as { config: { compilerOptions: unknown } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, scratch.root);
  const program = ts.createProgram([join(scratch.root, path)], options);
  const found = program.getSemanticDiagnostics(program.getSourceFile(join(scratch.root, path)));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}
