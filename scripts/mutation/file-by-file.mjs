// Stryker's own runner for jest has every test file loaded for every change, to run a few tests of them by name: ten
// seconds of work for a change that the first file notices. This one runs the files that reach the change, one after
// the other, until one notices.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { strykerPlugins as ofJestRunner } from "@stryker-mutator/jest-runner";

const [jest] = ofJestRunner;
/** Which file holds which test: the first run leaves it in the copy of the tree, and every process reads it. */
const TESTS = "mutation-tests.json";
/** As Stryker counts a test that was left out. */
const SKIPPED = 2;

function makeRunner(injector) {
  const runner = jest.factory(injector);
  /** The test file that noticed a change last, by the source: it is likely to notice the next one, too. */
  const noticedBy = new Map();

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
      const last = noticedBy.get(source);
      const inOrder = [
        ...files.filter(({ name }) => name === last),
        ...files.filter(({ name }) => name !== last),
      ];
      let nrOfTests = 0;
      for (const file of inOrder) {
        const result = await runFile(runner, file, options);
        if (result.status !== "survived") {
          if (result.status !== "error") noticedBy.set(source, file.name);
          return result;
        }
        nrOfTests += result.nrOfTests;
      }
      return { status: "survived", nrOfTests };
    },
  };
}
makeRunner.inject = jest.factory.inject;

/** Looks for tests in one folder only: to look through the tree takes longer than most tests. */
async function runFile(runner, { name, count }, options) {
  runner.jestConfig = { ...runner.jestConfig, roots: [dirname(name)], testMatch: [name] };
  const result = await runner.mutantRun(options);
  // jest could not begin with a file with which it could: the change is why.
  if (result.status === "error")
    return { status: "killed", killedBy: [], failureMessage: result.errorMessage, nrOfTests: 0 };
  if (result.status !== "survived" || result.nrOfTests >= count) return result;
  // Tests that did not run have noticed nothing, and prove nothing.
  const errorMessage = `only ${result.nrOfTests} of ${count} tests of ${name} ran`;
  return { status: "error", errorMessage };
}

/**
 * The files of these tests and how many each holds, the quickest first: real servers come last. Which tests reach what
 * is run when a file is loaded, nobody knows: there, all files.
 */
function filesOf(testFilter) {
  const wanted = testFilter && new Set(testFilter);
  const files = new Map();
  for (const { id, fileName: name, timeSpentMs, status } of JSON.parse(
    readFileSync(TESTS, "utf8"),
  )) {
    if (status === SKIPPED || (wanted && !wanted.has(id))) continue;
    const { ms, count } = files.get(name) ?? { ms: 0, count: 0 };
    files.set(name, { name, ms: ms + timeSpentMs, count: count + 1 });
  }
  return [...files.values()].sort((a, b) => a.ms - b.ms);
}

export const strykerPlugins = [{ ...jest, name: "jest-file-by-file", factory: makeRunner }];
