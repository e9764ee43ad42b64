import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import { sameAmount } from "../../src/index.js";
import { checkIntegratorFee, decimal, wireAmount } from "../../src/lifecycle/amount.js";
import { RUNS, scaled, spelled } from "../support/amounts.js";
import { untyped } from "../support/untyped.js";

describe("wireAmount", () => {
  test.each<[unknown, string | undefined, number]>([
    ["1000.0000", "CLP", 1000],
    [1000, "CLP", 1000],
    ["0.0001", undefined, 0.0001],
    [9007199254740991, "CLP", 9007199254740991],
    ["00012.50", "USD", 12.5],
    // What Khipu sends can be sent back.
    ["5000.0000", "CLP", 5000],
    ["5000.00", "CLP", 5000],
    ["5.0000", "CLP", 5],
    ["5.00", "CLP", 5],
    ["12.000", "USD", 12],
    ["36.123", "CLF", 36.123],
  ])("of %p %s is %d", (amount, currency, value) => {
    expect(wireAmount("amount", amount, currency)).toBe(value);
  });

  test.each<[unknown, unknown, RegExp]>([
    [0.5, "CLP", /^price: CLP has at most 0 decimals, got 0.5/],
    [0.0000001, "USD", /^price must be a number or a decimal/],
    ["0.00001", "USD", /^price: USD has at most 4 decimals/],
    ["1.23456", undefined, /^price: an amount has at most 4 decimals/],
    ["5.9", "CLP", /^price: CLP has at most 0 decimals, got "5.9"$/],
    [0.1 + 0.2, "USD", /^price: USD has at most 4 decimals, got 0.30000000000000004$/],
    [0, "CLP", /^price must be more than 0 and fit a number, got 0/],
    [-0, "CLP", /^price must be more than 0/],
    ["-0.00", "CLP", /^price must be more than 0 and fit a number, got "-0.00"$/],
    [-5, "CLP", /^price must be more than 0 and fit a number, got -5/],
    ["9007199254740993", "CLP", /^price must be more than 0 and fit a number/],
    ["123456789012345.6789", "USD", /^price must be more than 0 and fit a number/],
    ["1".repeat(30), "CLP", /^price must be more than 0 and fit a number/],
    [2 ** 53, "CLP", /^price must fit a number, and 9007199254740992 is not kept exactly/],
    [1e21, "CLP", /^price must fit a number, and 1e\+21 is not kept exactly/],
    ["cinco mil", "CLP", /^price must be a number or a decimal like "1000.5", got "cinco mil"$/],
    [undefined, "CLP", /^price must be a number or a decimal/],
    [{ toString: () => "5" }, "CLP", /^price must be a number or a decimal.*, got an object$/],
    [Symbol("5"), "CLP", /^price must be a number or a decimal.*, got Symbol\(5\)$/],
    [5n, "CLP", /^price must be a number or a decimal .* got 5n$/],
    [5, "clp", /^currency must be one of CLP, CLF, .*, got "clp"$/],
    [5, "BTC", /^currency must be one of CLP, CLF, .*, got "BTC"$/],
    [5, null, /^currency must be one of CLP, CLF, .*, got null$/],
    [5, "", /^currency must be one of CLP, CLF, .*, got ""$/],
  ])("refuses %p %s by its name", (amount, currency, message) => {
    expect(() => wireAmount("price", amount, untyped(currency))).toThrow(RangeError);
    expect(() => wireAmount("price", amount, untyped(currency))).toThrow(message);
  });

  test.each([
    ["5.000", "CLP", 'write "5000" for thousands, or "5.0000" for decimals'],
    ["12.000", "CLP", 'write "12000" for thousands, or "12.0000" for decimals'],
    ["5.900", "CLP", 'write "5900" for thousands, or "5.9000" for decimals'],
    ["123.456", undefined, 'write "123456" for thousands, or "123.4560" for decimals'],
    ["0.500", "CLP", 'write "0500" for thousands, or "0.5000" for decimals'],
    ["1.234.567", "CLP", 'write "1234567" for thousands'],
    ["1.234.567", "USD", 'write "1234567" for thousands'],
    ["12.345.678", "USD", 'write "12345678" for thousands'],
    ["123.456.789", "USD", 'write "123456789" for thousands'],
  ])("asks which of the two %p %s is", (amount, currency, wayOut) => {
    expect(() => wireAmount("price", amount, currency)).toThrow(
      new RangeError(`price: "${amount}" can mean two amounts; ${wayOut}`),
    );
  });

  const odd = [
    ...["5,000", "5.000,00", "5 000", "5\u00a0000", "5\u202f000", "5\u2009000", " 5000", "5000 "],
    ...["5000\n", "\ufeff5000", "$5000", "5000 CLP", "€5", "5e3", "5E3", "+5000", "0x1388"],
    ...["５０００", "٥٠٠٠", "", " ", "NaN", "Infinity", "-Infinity", ".5", "5.", "5..0", "5_000"],
    ...["5'000", "−5", "--5", "5-", "1/2", "null", "0b1", "0o7", "5000n", "\u202e5000"],
    ...["$1.234.567", "1.234.567,00", "$5.000"],
  ];

  test.each(odd)("refuses %j as no decimal, and shows it", (amount) => {
    let message = "";
    try {
      wireAmount("price", amount, "CLP");
    } catch (error) {
      ({ message } = error as RangeError);
    }
    expect(message).toMatch(/^price must be a number or a decimal like "1000.5", got "/);
    // Nothing in it that cannot be seen.
    expect(message).not.toMatch(/(?! )[\p{Z}\p{C}]/u);
  });

  test("shows the space that is not one", () => {
    expect(() => wireAmount("price", "5\u00a0000", "CLP")).toThrow('got "5\\u{a0}000"');
    expect(() => wireAmount("price", "5€", "CLP")).toThrow('got "5€"');
  });

  test("shows no more of a long text than any amount has", () => {
    expect(() => wireAmount("price", "x".repeat(1000), "CLP")).toThrow(/"x{60}…"$/);
    expect(() => wireAmount("price", "x".repeat(61), "CLP")).toThrow(/"x{60}…"$/);
    expect(() => wireAmount("price", "x".repeat(60), "CLP")).toThrow(/"x{60}"$/);
  });

  test("of pesos, never sends less than what a reader in Chile reads", () => {
    const written = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 999 }));
    fc.assert(
      fc.property(written, ([thousands, rest]) => {
        const text = `${thousands}.${String(rest).padStart(3, "0")}`;
        expect(() => wireAmount("amount", text, "CLP")).toThrow("can mean two amounts");
        expect(sameAmount(text, thousands)).toBe(false);
      }),
      RUNS,
    );
  });

  test("of pesos, takes back whatever Khipu writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 11 }), fc.constantFrom(2, 4), (pesos, zeros) => {
        expect(wireAmount("amount", `${pesos}.${"0".repeat(zeros)}`, "CLP")).toBe(pesos);
      }),
      RUNS,
    );
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
        expect(decimal(amount, "USD")).toBe(String(value));
      }),
      RUNS,
    );
  });
});

describe("the fee of an integrator", () => {
  test.each([
    ["12.5", "CLP", 'integrator_fee: CLP has at most 0 decimals, got "12.5"'],
    ["1", "clp", 'currency must be one of CLP, CLF, ARS, PEN, MXN, USD, EUR, BOB, COP, got "clp"'],
  ])("%p %s is refused by name", (fee, currency, message) => {
    expect(() => checkIntegratorFee(fee, currency)).toThrow(
      expect.objectContaining({ name: "RangeError", message }),
    );
  });

  test.each([undefined, "", "0", "100"])("may be %p", (fee) => {
    expect(() => checkIntegratorFee(fee, "CLP")).not.toThrow();
  });
});
