import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import { assertSettles, type Claim, type KhipuMismatchError } from "../../src/index.js";
import { untyped } from "../support/untyped.js";
import { differences, EXPECTED, NOTIFICATION, PAYMENT } from "./support/claims.js";

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
