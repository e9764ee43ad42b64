import { describe, expect, test } from "@jest/globals";
import { amountText, unitsOf } from "../../src/lifecycle/units.js";

describe("an amount in ten-thousandths", () => {
  test.each<[unknown, string | undefined, number]>([
    [1000, "CLP", 10_000_000],
    ["1000.0000", "CLP", 10_000_000],
    ["0.0001", undefined, 1],
    ["1.2345", "USD", 12_345],
    ["1.23450", "USD", 12_345],
    ["0.1", "USD", 1_000],
    ["-1.5", "USD", -15_000],
    [0, "CLP", 0],
    ["900719925474.0991", "USD", 9_007_199_254_740_991],
  ])("is exact: %p %s is %d", (amount, currency, units) => {
    expect(unitsOf(amount, currency)).toBe(units);
  });

  test.each<[unknown, string | undefined]>([
    ["1.23456", "USD"],
    ["0.00001", undefined],
    ["900719925474.0992", "USD"],
    ["5.000", "CLP"],
    ["", "CLP"],
    ["many", "CLP"],
    [NaN, "CLP"],
    [undefined, "CLP"],
  ])("is none where it would not be: %p %s", (amount, currency) => {
    expect(unitsOf(amount, currency)).toBeUndefined();
  });

  test.each([
    [0, "0.0000"],
    [1, "0.0001"],
    [9_999, "0.9999"],
    [10_000, "1.0000"],
    [12_345_678, "1234.5678"],
  ])("is written as Khipu does: %d is %s", (units, text) => {
    expect(amountText(units)).toBe(text);
  });
});
