import { beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FOLDER = join(ROOT, "test/types");
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith(".test-d.ts"));
/** Not on the disk: what a mistake in a type test looks like. */
const WRONG = join(FOLDER, "wrong.test-d.ts");
const MISTAKES = `
import { Khipu } from "../../src/index.js";
const khipu = new Khipu({ apiKey: "key" });
khipu.payments.create({ amount: 1 });
// @ts-expect-error there is nothing wrong with this
khipu.banks.list();
`;

function compile(): ts.Program {
  const path = join(ROOT, "tsconfig.json");
  const { config } = ts.parseConfigFileTextToJson(path, readFileSync(path, "utf8")) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT, { skipLibCheck: true });
  const host = ts.createCompilerHost(options);
  const withMistakes: ts.CompilerHost = {
    ...host,
    fileExists: (file) => file === WRONG || host.fileExists(file),
    readFile: (file) => (file === WRONG ? MISTAKES : host.readFile(file)),
    getSourceFile: (file, version, ...rest) =>
      file === WRONG
        ? ts.createSourceFile(file, MISTAKES, version)
        : host.getSourceFile(file, version, ...rest),
  };
  const files = [...FILES.map((name) => join(FOLDER, name)), WRONG];
  return ts.createProgram(files, options, withMistakes);
}

describe("types", () => {
  let program: ts.Program;
  const errorsOf = (path: string) => {
    const source = program.getSourceFile(path);
    const found = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    return found.map(({ start = 0, messageText }) => {
      const line = source?.getLineAndCharacterOfPosition(start).line ?? 0;
      return `${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, "\n").split("\n")[0] ?? ""}`;
    });
  };
  beforeAll(() => {
    program = compile();
  });

  test.each(FILES)("are as %s says", (name) => {
    expect(errorsOf(join(FOLDER, name))).toEqual([]);
  });

  test("are really looked at: a mistake is found, and so is an expected error that is none", () => {
    expect(errorsOf(WRONG)).toEqual([
      expect.stringMatching(/^4: Argument of type '{ amount: number; }' is not assignable/),
      "5: Unused '@ts-expect-error' directive.",
    ]);
  });

  test.each(FILES)("in %s are wrong for a reason that is told", (name) => {
    const lines = readFileSync(join(FOLDER, name), "utf8").split("\n");

    expect(lines.filter((line) => /@ts-expect-error\s*$/.test(line))).toEqual([]);
  });
});
