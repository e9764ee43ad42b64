import { describe, expect, test } from "@jest/globals";
import { checkMs } from "../src/duration.js";

describe("checkMs", () => {
  test.each([1, 0.5, 30_000, 2 ** 31 - 1])("takes %d", (value) => {
    expect(checkMs("timeoutMs", value)).toBe(value);
  });

  // `setTimeout` turns what it cannot hold into 1 ms.
  test.each([0, -1, NaN, Infinity, 2 ** 31, "5", null, undefined, 5n])("refuses %p", (value) => {
    expect(() => checkMs("timeoutMs", value as number)).toThrow(RangeError);
  });

  test("says what it takes", () => {
    expect(checkMs("intervalMs", 100, 100)).toBe(100);
    expect(() => checkMs("intervalMs", 99, 100)).toThrow(
      new RangeError("intervalMs must be milliseconds from 100 to 2147483647"),
    );
  });
});
