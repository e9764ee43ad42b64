import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { formatAmount, sameAmount } from "../../src/index.js";
import { decimal, wireAmount } from "../../src/lifecycle/amount.js";
import { untyped } from "../support/untyped.js";

/** An independent reading: digits before and after the point, scaled to 40 decimals. */
function scaled(text: string): bigint {
  const negative = text.startsWith("-");
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole + fraction.padEnd(40, "0"));
  return negative ? -size : size;
}

/** Amounts as Khipu, or somebody, may spell them. */
const spelled = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.stringMatching(/^0{0,3}\d{1,9}$/),
    fc.option(fc.stringMatching(/^\d{1,6}0{0,4}$/), { nil: undefined }),
  )
  .map(
    ([sign, whole, fraction]) => `${sign}${whole}${fraction === undefined ? "" : `.${fraction}`}`,
  );

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
  ])("of %p and %p is %p", (a, b, expected) => {
    expect(sameAmount(a, b)).toBe(expected);
    expect(sameAmount(b, a)).toBe(expected);
  });

  test("agrees with whole numbers of arbitrary size", () => {
    fc.assert(
      fc.property(spelled, spelled, (a, b) => {
        expect(sameAmount(a, b)).toBe(scaled(a) === scaled(b));
        expect(sameAmount(a, a)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("agrees with them also for amounts that differ in their spelling alone", () => {
    fc.assert(
      fc.property(spelled, fc.nat(5), fc.nat(5), (a, zeros, more) => {
        const longer = (a.includes(".") ? a : `${a}.0`) + "0".repeat(zeros);
        const [sign = "", digits = ""] = /^(-?)(.*)$/.exec(longer)?.slice(1) ?? [];
        expect(sameAmount(a, sign + "0".repeat(more) + digits)).toBe(true);
      }),
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
    ["0010.500", "10.5"],
    [10.5, "10.5"],
    ["-0.000", "0"],
    [1e20, "100000000000000000000"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    [0.000001, "0.000001"],
  ])("of %p is %s", (amount, spelling) => {
    expect(decimal(amount)).toBe(spelling);
  });

  test("is stable: an amount in its spelling keeps it", () => {
    fc.assert(
      fc.property(spelled, (text) => {
        const spelling = decimal(text);
        expect(decimal(spelling)).toBe(spelling);
        expect(scaled(spelling ?? "")).toBe(scaled(text));
      }),
    );
  });

  test("is quick with what is long", () => {
    const started = performance.now();

    for (const text of ["0".repeat(1e6), "1".repeat(1e6), `${"0".repeat(39)}x`]) {
      expect(decimal(text)).toBeUndefined();
    }
    expect(performance.now() - started).toBeLessThan(100);
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
    ["1", "toString", "1.00"],
    ["1", "__proto__", "1.00"],
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

  test.each<[unknown, string]>([
    ["5900.50", "CLP"],
    [0.5, "CLP"],
    ["1.234", "USD"],
    ["0.12345", "CLF"],
    ["1.000,00", "CLP"],
    [NaN, "CLP"],
    ["", "CLP"],
    [null, "CLP"],
    [undefined, "USD"],
  ])("refuses %p %s: an amount is never rounded", (amount, currency) => {
    expect(() => formatAmount(untyped(amount), currency)).toThrow(RangeError);
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
    );
  });
});

describe("wireAmount", () => {
  test.each<[unknown, string | undefined, number]>([
    ["1000.0000", "CLP", 1000],
    [1000, "CLP", 1000],
    ["0.0001", undefined, 0.0001],
    [9007199254740991, "CLP", 9007199254740991],
    ["00012.50", "USD", 12.5],
  ])("of %p %s is %d", (amount, currency, value) => {
    expect(wireAmount("amount", amount, currency)).toBe(value);
  });

  test.each<[unknown, string | undefined, RegExp]>([
    [0.5, "CLP", /^price: CLP has at most 0 decimals, got 0.5/],
    [0.0000001, "USD", /^price must be a number or a decimal/],
    ["0.00001", "USD", /^price: USD has at most 4 decimals/],
    ["1.23456", undefined, /^price: an amount has at most 4 decimals/],
    [0, "CLP", /^price must be more than 0 and fit a number, got 0/],
    ["-0.00", "CLP", /^price must be more than 0/],
    [-5, "CLP", /^price must be more than 0 and fit a number, got -5/],
    ["9007199254740993", "CLP", /^price must be more than 0 and fit a number/],
    ["123456789012345.6789", "USD", /^price must be more than 0 and fit a number/],
    ["1".repeat(30), "CLP", /^price must be more than 0 and fit a number/],
    ["cinco mil", "CLP", /^price must be a number or a decimal/],
    [undefined, "CLP", /^price must be a number or a decimal/],
  ])("refuses %p %s by its name", (amount, currency, message) => {
    expect(() => wireAmount("price", amount, currency)).toThrow(RangeError);
    expect(() => wireAmount("price", amount, currency)).toThrow(message);
  });

  test("sends the amount that was given, or none", () => {
    fc.assert(
      fc.property(fc.oneof(spelled, fc.double(), fc.integer()), (amount) => {
        let value: number;
        try {
          value = wireAmount("amount", amount, "USD");
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        expect(scaled(JSON.stringify(value))).toBe(scaled(String(amount)));
        expect(decimal(amount)).toBe(String(value));
      }),
      { numRuns: 500 },
    );
  });
});
