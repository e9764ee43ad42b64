import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import {
  assertSettles,
  type Claim,
  type ExpectedPayment,
  isKhipuError,
  type KhipuMismatchError,
} from "../../src/index.js";
import { fixture } from "../support/client.js";
import { untyped } from "../support/untyped.js";

const EXPECTED: ExpectedPayment = {
  receiver_id: 985101,
  amount: 5900,
  currency: "CLP",
  transaction_id: "1042",
};
const PAYMENT = untyped<Claim>({
  ...fixture("payment.done"),
  receiver_id: 985101,
  payment_id: "gqzdy6chjne9",
  transaction_id: "1042",
  amount: "5900.0000",
  currency: "CLP",
});
/** A notification says nothing of a status. */
const NOTIFICATION = untyped<Claim>({
  payment_id: "gqzdy6chjne9",
  receiver_id: 985101,
  transaction_id: "1042",
  amount: "5900.00",
  currency: "CLP",
});

/** What differs, or `undefined` when it settles. */
function differences(payment: Claim, expected: ExpectedPayment) {
  try {
    assertSettles(payment, expected);
    return undefined;
  } catch (error) {
    if (!isKhipuError(error) || error.name !== "KhipuMismatchError") throw error;
    return error.differences;
  }
}

describe.each([
  ["a payment", PAYMENT],
  ["a notification", NOTIFICATION],
])("assertSettles of %s", (_, claim) => {
  test.each<[string, object]>([
    ["the order's amount as a number", {}],
    ["as text", { amount: "5900" }],
    ["with decimals", { amount: "5900.000" }],
    ["the receiver as text", { receiver_id: "985101" }],
    ["the payment's id too", { payment_id: "gqzdy6chjne9" }],
    ["only the payment's id", { payment_id: "gqzdy6chjne9", transaction_id: undefined }],
    ["a number for a reference", { transaction_id: 1042 }],
  ])("passes for %s", (_name, more) => {
    expect(differences(claim, untyped({ ...EXPECTED, ...more }))).toBeUndefined();
  });

  test.each<[string, unknown, unknown]>([
    ["receiver_id", 985102, 985101],
    ["receiver_id", "0985101", 985101],
    ["amount", 5901, undefined],
    ["amount", "59", undefined],
    ["amount", "5900.0001", undefined],
    ["currency", "USD", "CLP"],
    ["currency", "clp", "CLP"],
    ["transaction_id", "1043", "1042"],
    ["transaction_id", "1042 ", "1042"],
    ["transaction_id", "01042", "1042"],
    ["payment_id", "GQZDY6CHJNE9", "gqzdy6chjne9"],
  ])("tells that %s should be %j", (field, expected, actual) => {
    const found = differences(claim, untyped({ ...EXPECTED, [field]: expected }));

    const seen = actual ?? (claim as unknown as Record<string, unknown>)[field];
    expect(found).toEqual([{ field, expected, actual: seen }]);
  });

  test("tells everything that differs at once", () => {
    const found = differences(claim, {
      receiver_id: 1,
      amount: 1,
      currency: "USD",
      transaction_id: "1",
      payment_id: "1",
    });

    expect(found?.map(({ field }) => field)).toEqual([
      "receiver_id",
      "payment_id",
      "transaction_id",
      "currency",
      "amount",
    ]);
  });

  test.each([
    ["12.345.678-5", "12345678-5"],
    ["20347878-k", "20.347.878-K"],
    ["11.000.111-9", "11000111-9"],
    ["DNI 1234", "DNI 1234"],
  ])("takes the payer %s in the form %s", (payer, personal_identifier) => {
    const paid = { ...claim, personal_identifier };

    expect(differences(paid, { ...EXPECTED, payer })).toBeUndefined();
  });

  test.each([
    ["another person", "12.345.678-5", "16.142.874-4"],
    ["another digit", "12.345.678-5", "12.345.678-6"],
    ["another paper", "DNI 1234", "DNI 1235"],
    ["nobody known", "12.345.678-5", ""],
  ])("tells %s from the payer", (_what, payer, personal_identifier) => {
    const paid = { ...claim, personal_identifier };

    expect(differences(paid, { ...EXPECTED, payer })).toEqual([
      { field: "personal_identifier", expected: payer, actual: personal_identifier },
    ]);
  });

  test("tells a payment that names no payer from the payer's", () => {
    const { personal_identifier: _payer, ...unnamed } = claim;

    expect(differences(untyped(unnamed), { ...EXPECTED, payer: "12.345.678-5" })).toMatchObject([
      { field: "personal_identifier" },
    ]);
  });

  test.each(["receiver_id", "amount", "currency", "transaction_id"])(
    "takes a %s that is missing for one that differs",
    (field) => {
      const rest = Object.entries(claim).filter(([name]) => name !== field);

      expect(differences(untyped(Object.fromEntries(rest)), EXPECTED)).toMatchObject([
        { field, actual: undefined },
      ]);
      for (const odd of [null, undefined, NaN, {}, [], ["5900"], true, ""]) {
        const broken = untyped<Claim>({ ...claim, [field]: odd });
        expect(differences(broken, EXPECTED)).toMatchObject([{ field, actual: odd }]);
      }
    },
  );
});

describe("assertSettles of a payment that is not paid", () => {
  test.each([
    ["pending", "pending", "expired"],
    ["verifying", "pending", "verifying"],
    ["done", "rejected-by-payer", "rejected"],
    ["done", "marked-as-abuse", "abuse"],
    ["done", "reversed", "reversed"],
    ["done", "fully-refunded", "fullyRefunded"],
    ["done", "", "unknown"],
    ["deleted", "normal", "deleted"],
    ["paid", "normal", "unknown"],
    [undefined, undefined, "unknown"],
  ])("(%s / %s) says so before all else", (status, status_detail, state) => {
    const payment = untyped<Claim>({ ...PAYMENT, status, status_detail, amount: "1" });

    expect(differences(payment, EXPECTED)).toEqual([
      { field: "status", expected: "paid", actual: state },
      { field: "amount", expected: 5900, actual: "1" },
    ]);
  });

  test.each(["normal", "marked-paid-by-receiver", "partially-refunded"])(
    "is not meant when it is done / %s",
    (status_detail) => {
      const payment = untyped<Claim>({ ...PAYMENT, status: "done", status_detail });

      expect(differences(payment, EXPECTED)).toBeUndefined();
    },
  );
});

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

describe("assertSettles", () => {
  test("never passes a payment that differs in anything", () => {
    const differing = fc.record(
      {
        receiver_id: fc.oneof(fc.integer(), fc.string()),
        amount: fc.oneof(fc.integer(), fc.string()),
        currency: fc.constantFrom("CLP", "USD"),
        transaction_id: fc.string(),
      },
      { requiredKeys: [] },
    );
    const isOrders = (claim: Record<string, unknown>) =>
      String(claim["receiver_id"]) === "985101" &&
      Number(claim["amount"]) === 5900 &&
      claim["currency"] === "CLP" &&
      claim["transaction_id"] === "1042";

    fc.assert(
      fc.property(differing, (more) => {
        const claim = { ...NOTIFICATION, ...more };
        if (isOrders(claim)) return;
        expect(differences(claim, EXPECTED)).not.toBeUndefined();
      }),
    );
  });

  test("throws an error that keeps a payer's data out of its message", () => {
    const error = (() => {
      try {
        assertSettles(PAYMENT, { ...EXPECTED, transaction_id: "payer@example.com" });
      } catch (thrown) {
        return thrown as KhipuMismatchError;
      }
      throw new Error("it passed");
    })();

    expect(error).toMatchObject({ name: "KhipuMismatchError", operation: "assertSettles" });
    expect(error.message).not.toContain("payer@example.com");
  });
});
