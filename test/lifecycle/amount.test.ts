import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import { cpuClock } from "../support/timers.js";
import { formatAmount, sameAmount } from "../../src/index.js";
import { decimal, hasTwoMeanings } from "../../src/lifecycle/amount.js";
import { RUNS, scaled, spelled } from "../support/amounts.js";
import { untyped } from "../support/untyped.js";

describe("sameAmount", () => {
  test.each<[unknown, unknown, boolean]>([
    [1000, "1000", true],
    ["1000.0000", 1000, true],
    ["1000.0000", "1000.00", true],
    ["0.10", 0.1, true],
    ["007", 7, true],
    ["0.0000", 0, true],
    ["-0.0", 0, true],
    [-0, "0", true],
    ["-5.50", -5.5, true],
    ["12345678901234567890.1230", "12345678901234567890.123", true],
    ["12345678901234567890.1", "12345678901234567890.2", false],
    [1000, 1000.01, false],
    ["1000", "100", false],
    ["5", "-5", false],
    ["1,000", 1000, false],
    ["1.000,00", 1000, false],
    ["1e3", 1000, false],
    ["0x3e8", 1000, false],
    [" 1000", 1000, false],
    ["1000 ", 1000, false],
    ["1000\n", 1000, false],
    ["+1000", 1000, false],
    ["1000.", 1000, false],
    [".5", 0.5, false],
    ["", 0, false],
    ["", "", false],
    ["abc", "abc", false],
    [NaN, NaN, false],
    [Infinity, Infinity, false],
    [1e21, 1e21, false],
    [1e-7, 1e-7, false],
    [null, null, false],
    [undefined, undefined, false],
    [true, 1, false],
    [[1000], 1000, false],
    [{}, {}, false],
    [1000n, 1000, false],
    ["١٠٠٠", 1000, false],
    ["1".repeat(41), "1".repeat(41), false],
    // Five, or five thousand.
    ["5.000", 5, false],
    ["5.000", 5000, false],
    ["5.000", "5.000", false],
    ["005.000", 5, false],
    ["-12.000", -12, false],
    ["1.234.567", 1234567, false],
    // As Khipu writes.
    ["5.0000", 5, true],
    ["5.00", 5, true],
    ["5000.000", 5000, true],
    [0.1 + 0.2, "0.3", false],
    [0.1 + 0.2, 0.3, false],
    [2 ** 53, 2 ** 53, false],
    ["9007199254740992", "9007199254740992", true],
  ])("of %p and %p is %p", (a, b, expected) => {
    expect(sameAmount(a, b)).toBe(expected);
    expect(sameAmount(b, a)).toBe(expected);
  });

  test("agrees with whole numbers of arbitrary size", () => {
    fc.assert(
      fc.property(spelled, spelled, (a, b) => {
        const isClear = !hasTwoMeanings(a) && !hasTwoMeanings(b);
        expect(sameAmount(a, b)).toBe(isClear && scaled(a) === scaled(b));
        expect(sameAmount(a, a)).toBe(!hasTwoMeanings(a));
      }),
      RUNS,
    );
  });

  test("agrees with them also for amounts that differ in their spelling alone", () => {
    fc.assert(
      fc.property(spelled, fc.nat(5), fc.nat(5), (a, zeros, more) => {
        const longer = (a.includes(".") ? a : `${a}.0`) + "0".repeat(zeros);
        const [sign = "", digits = ""] = /^(-?)(.*)$/.exec(longer)?.slice(1) ?? [];
        const b = sign + "0".repeat(more) + digits;
        expect(sameAmount(a, b)).toBe(!hasTwoMeanings(a) && !hasTwoMeanings(b));
      }),
      RUNS,
    );
  });

  test("never throws, and takes nothing odd for an amount", () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
        (odd) => {
          const isAmount = typeof odd === "number" || typeof odd === "string";
          expect(sameAmount(odd, odd) && !isAmount).toBe(false);
        },
      ),
      RUNS,
    );
    const trap = {
      toString: () => {
        throw new Error("looked at");
      },
    };
    expect(sameAmount(trap, trap)).toBe(false);
    expect(sameAmount(Symbol("1"), 1)).toBe(false);
  });
});

describe("decimal", () => {
  test.each([
    ["0010.5000", "10.5"],
    [10.5, "10.5"],
    ["-0.00", "0"],
    ["100000000000000000000", "100000000000000000000"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    [0.000001, "0.000001"],
  ])("of %p is %s", (amount, spelling) => {
    expect(decimal(amount)).toBe(spelling);
  });

  test("is stable: an amount in its spelling keeps it", () => {
    fc.assert(
      fc.property(spelled, (text) => {
        const spelling = decimal(text, "USD");
        expect(decimal(spelling, "USD")).toBe(spelling);
        expect(scaled(spelling ?? "")).toBe(scaled(text));
      }),
      RUNS,
    );
  });

  test("is quick with what is long", () => {
    const computedMs = cpuClock();

    for (const text of ["0".repeat(1e6), "1".repeat(1e6), `${"0".repeat(39)}x`]) {
      expect(decimal(text)).toBeUndefined();
    }
    expect(computedMs()).toBeLessThan(100);
  });
});

describe("formatAmount", () => {
  test.each<[number | string, string, string]>([
    ["5900.0000", "CLP", "5900"],
    [5900, "CLP", "5900"],
    [0, "CLP", "0"],
    ["-1200.00", "CLP", "-1200"],
    ["36000.5", "CLF", "36000.5000"],
    ["0.1234", "CLF", "0.1234"],
    [10, "USD", "10.00"],
    ["10.5", "EUR", "10.50"],
    ["350.0000", "BOB", "350.00"],
    ["1.500", "USD", "1.50"],
    ["123456789012345678901234567890", "CLP", "123456789012345678901234567890"],
  ])("writes %p %s as %s", (amount, currency, text) => {
    expect(formatAmount(amount, currency)).toBe(text);
  });

  test.each<[number | string, string, string, string]>([
    ["5900.0000", "CLP", "es-CL", "$5.900"],
    [1234567, "CLP", "es-CL", "$1.234.567"],
    ["1234.5", "USD", "en-US", "$1,234.50"],
    // More digits than a number keeps.
    ["12345678901234567.89", "USD", "en-US", "$12,345,678,901,234,567.89"],
  ])("writes %p %s for a reader of %s as %s", (amount, currency, locale, text) => {
    expect(formatAmount(amount, currency, { locale }).replace(/\u00a0/g, " ")).toBe(text);
  });

  test.each<[unknown, unknown]>([
    ["5900.50", "CLP"],
    [0.5, "CLP"],
    ["1.234", "USD"],
    ["0.12345", "CLF"],
    ["1.000,00", "CLP"],
    [NaN, "CLP"],
    ["", "CLP"],
    [null, "CLP"],
    [undefined, "USD"],
    ["5.000", "CLP"],
    ["1.234.567", "USD"],
    // How many decimals these have would be a guess.
    [1, "clp"],
    ["1", "toString"],
    ["1", "__proto__"],
    [1, "JPY"],
    [1, undefined],
  ])("refuses %p %s: an amount is never rounded", (amount, currency) => {
    expect(() => formatAmount(untyped(amount), untyped(currency))).toThrow(RangeError);
  });

  test.each<[unknown, string, string]>([
    ["5900.50", "CLP", 'amount: CLP has at most 0 decimals, got "5900.50"'],
    [1, "clp", 'currency must be one of CLP, CLF, ARS, PEN, MXN, USD, EUR, BOB, COP, got "clp"'],
  ])("names what it refuses of %p %s", (amount, currency, message) => {
    expect(() => formatAmount(untyped(amount), currency)).toThrow(
      expect.objectContaining({ name: "RangeError", message }),
    );
  });

  test("is read back as the same amount", () => {
    fc.assert(
      fc.property(spelled, fc.constantFrom("CLP", "CLF", "USD"), (amount, currency) => {
        let text: string;
        try {
          text = formatAmount(amount, currency);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        expect(scaled(text)).toBe(scaled(amount));
      }),
      RUNS,
    );
  });
});
