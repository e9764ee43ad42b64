import { describe, expect, test } from "@jest/globals";
import { assertSettles, type Claim } from "../../src/index.js";
import { untyped } from "../support/untyped.js";
import { differences, EXPECTED, NOTIFICATION, PAYMENT } from "./support/claims.js";

describe("an expectation", () => {
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "expected.receiver_id is missing"],
    ["null", null, "expected.receiver_id is missing"],
    ["an empty object", {}, "expected.receiver_id is missing"],
    ["no receiver", { ...EXPECTED, receiver_id: undefined }, "expected.receiver_id is missing"],
    ["an empty receiver", { ...EXPECTED, receiver_id: "" }, "expected.receiver_id is missing"],
    ["null for a receiver", { ...EXPECTED, receiver_id: null }, "expected.receiver_id is missing"],
    ["no currency", { ...EXPECTED, currency: undefined }, "expected.currency is missing"],
    [
      "no amount",
      { ...EXPECTED, amount: undefined },
      "expected.amount must be a number or a decimal, got undefined",
    ],
    [
      "an amount that is none",
      { ...EXPECTED, amount: "a lot" },
      'expected.amount must be a number or a decimal, got "a lot"',
    ],
    [
      "NaN for an amount",
      { ...EXPECTED, amount: NaN },
      "expected.amount must be a number or a decimal, got NaN",
    ],
    [
      "no reference",
      { ...EXPECTED, transaction_id: undefined },
      "expected needs transaction_id or payment_id: without it any payment of that amount fits",
    ],
    ["an empty payer", { ...EXPECTED, payer: "" }, "expected.payer must be a non-empty string"],
    ["null for a payer", { ...EXPECTED, payer: null }, "expected.payer must be a non-empty string"],
    [
      "an empty reference",
      { ...EXPECTED, transaction_id: "" },
      "expected.transaction_id must be a non-empty string",
    ],
    [
      "null for a reference",
      { ...EXPECTED, transaction_id: null },
      "expected.transaction_id must be a non-empty string",
    ],
    [
      "an empty payment id beside a reference",
      { ...EXPECTED, payment_id: "" },
      "expected.payment_id must be a non-empty string",
    ],
    [
      "null for a payment id",
      { ...EXPECTED, payment_id: null },
      "expected.payment_id must be a non-empty string",
    ],
    ["an object for a currency", { ...EXPECTED, currency: {} }, "expected.currency is missing"],
  ])("of %s is a TypeError, even for a payment that has the same", (_, expected, message) => {
    const payment = untyped<Claim>({ ...PAYMENT, ...Object(expected) });
    const refusal = expect.objectContaining({ name: "TypeError", message });

    expect(() => assertSettles(PAYMENT, untyped(expected))).toThrow(refusal);
    expect(() => assertSettles(payment, untyped(expected))).toThrow(refusal);
  });

  test.each(["5.000", "12.000", "005.000", "1.234.567"])(
    "of %s pesos can mean two amounts, and is a RangeError even for a payment that has the same",
    (amount) => {
      for (const actual of [amount, "5.0000", "5000.0000"]) {
        expect(() =>
          assertSettles({ ...NOTIFICATION, amount: actual }, { ...EXPECTED, amount }),
        ).toThrow(new RegExp(`^expected.amount: "${amount}" can mean two amounts`));
      }
    },
  );

  test("of three decimals is met where the currency has decimals", () => {
    const dollars = { ...NOTIFICATION, currency: "USD", amount: "12.5000" };

    expect(
      differences(dollars, { ...EXPECTED, currency: "USD", amount: "12.500" }),
    ).toBeUndefined();
  });

  test.each([undefined, null])("is not met by %p", (payment) => {
    expect(() => assertSettles(untyped(payment), EXPECTED)).toThrow(TypeError);
  });
});
