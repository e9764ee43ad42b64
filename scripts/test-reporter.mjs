import { inspect } from "node:util";

/**
 * One line for each test, in the form that this repository's scripts count, and the error of each that failed.
 *
 * @param {AsyncIterable<import("node:test/reporters").TestEvent>} events
 */
export default async function* report(events) {
  const path = [];
  for await (const { type, data } of events) {
    if (type === "test:start") {
      path.length = data.nesting;
      path.push(data.name);
    } else if (type === "test:pass" && data.details.type !== "suite") {
      // Nothing here may be skipped: a missing server is a failure.
      yield line(data.skip === undefined && data.todo === undefined, path);
    } else if (type === "test:fail" && data.details.error.failureType !== "subtestsFailed") {
      yield line(false, path);
      yield `${inspect(data.details.error.cause ?? data.details.error)}\n`;
    }
  }
}

function line(isGood, path) {
  return `${process.env.REPORT_AS ?? "tests"}: ${isGood ? "ok    " : "FAILED"}  ${path.join(" > ")}\n`;
}
