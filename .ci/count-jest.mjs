// Prints "passed failed" of a jest result. A suite that did not even start counts as one failure, a run
// that jest itself calls failed has at least one, and a skipped test has not passed.
import { readFileSync } from "node:fs";

const [file, status] = process.argv.slice(2);
const result = JSON.parse(readFileSync(file, "utf8"));
const skipped = result.numPendingTests + result.numTodoTests;
const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + skipped;
const isBad = status !== "0" || !result.success;
console.log(result.numPassedTests, Math.max(failed, isBad ? 1 : 0));
