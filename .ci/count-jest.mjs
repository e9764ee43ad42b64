// Prints "passed failed" of a jest result. A suite that did not even start counts as one failure, a run
// that jest itself calls failed has at least one, and a skipped test has not passed. On standard error: which
// they were.
import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

const [file, status] = process.argv.slice(2);
const result = JSON.parse(readFileSync(file, "utf8"));
const skipped = result.numPendingTests + result.numTodoTests;
const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + skipped;
const isBad = status !== "0" || !result.success;
console.log(result.numPassedTests, Math.max(failed, isBad ? 1 : 0));

/** The beginning of what jest says of a failure, without its colours. */
const beginning = (text) => stripVTControlCharacters(text).split("\n").slice(0, 12).join("\n");
for (const suite of result.testResults) {
  const bad = suite.assertionResults.filter((test) => test.status !== "passed");
  for (const test of bad)
    console.error(
      `FAILED  ${test.fullName} (${test.status})\n${beginning(test.failureMessages.join("\n"))}`,
    );
  if (suite.status === "failed" && bad.length === 0)
    console.error(`FAILED  ${suite.name}\n${beginning(suite.message)}`);
}
