import { describe, expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FOLDERS } from "../scripts/mutation/folders.js";
import { listSurvivors, type Report, scoreOf } from "../scripts/mutation/report.js";
import { ROOT } from "../scripts/specs.js";

const mutant = (status: string, line = 1) => ({
  mutatorName: "ArithmeticOperator",
  replacement: "leaseMs /\n  0.9",
  status,
  location: { start: { line, column: 9 } },
});
const reportOf = (...statuses: string[]): Report => ({
  files: {
    "src/stores/a.ts": {
      source: "const a = 1;\n  return leaseMs * 0.9;\n",
      mutants: statuses.map((status) => mutant(status, 2)),
    },
  },
});

describe("a mutation report", () => {
  test("counts what ran out of time as noticed, and what no test reaches as not", () => {
    const report = reportOf("Killed", "Timeout", "Survived", "NoCoverage", "Ignored");

    expect(scoreOf(report)).toEqual({ noticed: 2, all: 4, score: 0.5 });
  });

  test("is bad when nothing was changed", () => {
    expect(scoreOf({ files: {} })).toEqual({ noticed: 0, all: 0, score: 0 });
  });

  test("says of each survivor where it is and what it is", () => {
    expect(listSurvivors(reportOf("Killed", "Survived"))).toEqual([
      "src/stores/a.ts:2:9 ArithmeticOperator: return leaseMs * 0.9; -> leaseMs / 0.9",
    ]);
  });
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
