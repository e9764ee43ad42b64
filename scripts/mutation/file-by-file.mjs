// Stryker's own runner for jest has every test file loaded for every change, to run a few tests of them by name: ten
// seconds of work for a change that the first file notices. This one runs the files that reach the change, one after
// the other, until one notices.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { strykerPlugins as ofJestRunner } from "@stryker-mutator/jest-runner";

const [jest] = ofJestRunner;
/** Which file holds which test: the first run leaves it in the copy of the tree, and every process reads it. */
const TESTS = "mutation-tests.json";

function makeRunner(injector) {
  const runner = jest.factory(injector);
  /** The test file that noticed a change last, by the source: it is likely to notice the next one, too. */
  const noticedBy = new Map();

  /** Looks for tests in one folder only: to look through the tree takes longer than most tests. */
  const runFile = (file, options) => {
    runner.jestConfig = { ...runner.jestConfig, roots: [dirname(file)], testMatch: [file] };
    return runner.mutantRun(options);
  };

  return {
    init: () => runner.init(),
    capabilities: () => runner.capabilities(),
    async dryRun(options) {
      const result = await runner.dryRun(options);
      writeFileSync(TESTS, JSON.stringify(result.tests ?? []));
      return result;
    },
    async mutantRun(options) {
      const { sandboxFileName: source, testFilter } = options;
      const files = filesOf(testFilter);
      const first = files.filter((file) => file === noticedBy.get(source));
      let result = { status: "survived", nrOfTests: 0 };
      for (const file of new Set([...first, ...files])) {
        const { nrOfTests } = result;
        result = await runFile(file, options);
        if (result.status !== "survived") {
          noticedBy.set(source, file);
          return result;
        }
        result.nrOfTests += nrOfTests;
      }
      return result;
    },
  };
}
makeRunner.inject = jest.factory.inject;

/**
 * The files of these tests, the quickest first: real servers come last. Which tests reach what is run when a file is
 * loaded, nobody knows: there, all files.
 */
function filesOf(testFilter) {
  const wanted = testFilter && new Set(testFilter);
  const times = new Map();
  for (const { id, fileName, timeSpentMs } of JSON.parse(readFileSync(TESTS, "utf8"))) {
    if (wanted && !wanted.has(id)) continue;
    times.set(fileName, (times.get(fileName) ?? 0) + timeSpentMs);
  }
  return [...times].sort(([, a], [, b]) => a - b).map(([file]) => file);
}

export const strykerPlugins = [{ ...jest, name: "jest-file-by-file", factory: makeRunner }];
