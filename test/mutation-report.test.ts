import { describe, expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FOLDERS } from "../scripts/mutation/folders.js";
import { EQUIVALENT } from "../scripts/mutation/equivalent.js";
import { lineOf, outcomeOf, type Report } from "../scripts/mutation/report.js";
import { ROOT } from "../scripts/specs.js";

/** `return leaseMs * 0.9;`, with the product changed. */
const mutant = (status: string) => ({
  mutatorName: "ArithmeticOperator",
  replacement: "leaseMs /\n  0.9",
  status,
  statusReason: status === "RuntimeError" ? "only 2 of 3 tests ran" : "a test failed",
  location: { start: { line: 2, column: 10 }, end: { line: 2, column: 23 } },
});
const reportOf = (...statuses: string[]): Report => ({
  files: {
    "src/stores/a.ts": {
      source: "const a = 1;\n  return leaseMs * 0.9;\n",
      mutants: statuses.map(mutant),
    },
  },
});
const LISTED = { path: "src/stores/a.ts", code: "leaseMs * 0.9", change: "leaseMs / 0.9" };
const listed = (changes: Partial<typeof LISTED & { on: string }> = {}) => [
  { ...LISTED, ...changes, why: "a test" },
];

describe("a mutation report", () => {
  test("counts what ran out of time as noticed, and what no test reaches as not", () => {
    const report = reportOf("Killed", "Timeout", "Survived", "NoCoverage", "Ignored");

    expect(outcomeOf(report, [])).toMatchObject({ noticed: 2, all: 4, listed: 0, score: 0.5 });
  });

  test("takes tests that did not run for no proof, and says why they did not", () => {
    const report = reportOf("Killed", "RuntimeError");
    const { noticed, all, survivors } = outcomeOf(report, []);

    expect({ noticed, all }).toEqual({ noticed: 1, all: 2 });
    expect(survivors.map(lineOf)).toEqual([
      "src/stores/a.ts:2:10 leaseMs * 0.9 -> leaseMs / 0.9: only 2 of 3 tests ran",
    ]);
  });

  test("is bad when nothing was changed", () => {
    expect(outcomeOf({ files: {} }, [])).toMatchObject({ noticed: 0, all: 0, score: 0 });
  });

  test("says of each survivor where it is and what it is", () => {
    expect(outcomeOf(reportOf("Killed", "Survived"), []).survivors.map(lineOf)).toEqual([
      "src/stores/a.ts:2:10 leaseMs * 0.9 -> leaseMs / 0.9",
    ]);
  });

  test.each([{}, { on: "return" }])("leaves out what is listed as changing nothing: %j", (on) => {
    expect(outcomeOf(reportOf("Killed", "Survived"), listed(on))).toEqual({
      ...{ noticed: 1, all: 1, listed: 1, score: 1 },
      survivors: [],
      stale: [],
    });
  });

  test.each([
    ["what was noticed", ["Killed"], {}],
    ["what is not there any more", ["Survived"], { code: "leaseMs * 0.8" }],
    ["another change", ["Survived"], { change: "leaseMs * 0.8" }],
    ["the same on another line", ["Survived"], { on: "const" }],
  ])("calls an entry stale that lists %s", (_, statuses, changes) => {
    expect(outcomeOf(reportOf(...statuses), listed(changes)).stale).toEqual(listed(changes));
  });

  test("asks nothing of entries for files that were not changed in the run", () => {
    expect(outcomeOf(reportOf("Killed"), listed({ path: "src/stores/b.ts" })).stale).toEqual([]);
  });
});

test.each(EQUIVALENT)("$path has $code, and why it may be $change is said", (entry) => {
  const source = readFileSync(join(ROOT, entry.path), "utf8");

  expect(source.replaceAll(/\s+/gu, " ")).toContain(entry.code);
  expect(source.split("\n").some((line) => line.includes(entry.on ?? ""))).toBe(true);
  expect(entry.why.length).toBeGreaterThan(20);
});

test.each(Object.entries(FOLDERS))(
  "src/%s and its tests are where they are looked for",
  (folder, proof) => {
    const paths = [`src/${folder}`, ...proof.tests, ...(proof.services ?? [])];

    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  },
);

test("jest's runner has a path that Stryker takes for jest-circus", () => {
  expect(readFileSync(join(ROOT, "jest.config.js"), "utf8")).toMatch(
    /testRunner: "\S*jest-circus\S*"/,
  );
});
