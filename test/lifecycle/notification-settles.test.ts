import { describe, expect, test } from "@jest/globals";
import type { Payment, PaymentNotification } from "../../src/index.js";
import {
  assertNotificationSettles,
  assertPaidTo,
  assertSettles,
} from "../../src/lifecycle/assert-settles.js";
import { untyped } from "../support/untyped.js";

const EXPECTED = { receiver_id: 985101, amount: 5900, currency: "CLP", transaction_id: "1042" };
const FACTS = {
  payment_id: "gqzdy6chjne9",
  receiver_id: 985101,
  transaction_id: "1042",
  amount: "5900.0000",
  currency: "CLP",
};

/** The fields in which something differs from what is expected; none when it settles. */
function fieldsThatDiffer(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    const { differences } = error as { differences: readonly { field: string }[] };
    return differences.map(({ field }) => field);
  }
}

describe("assertNotificationSettles", () => {
  test.each<[string, object, string[]]>([
    ["says nothing of a status", {}, []],
    ["has a status alone", { status: "pending" }, []],
    ["is paid", { status: "done", status_detail: "normal" }, []],
    ["is pending", { status: "pending", status_detail: "pending" }, ["status"]],
    ["is of another amount", { amount: "59000.0000" }, ["amount"]],
    [
      "is neither paid nor the order's",
      { status: "pending", status_detail: "pending", transaction_id: "1043" },
      ["status", "transaction_id"],
    ],
  ])("reads one that %s", (_, facts, differing) => {
    const notification = untyped<PaymentNotification>({ ...FACTS, ...facts });

    expect(fieldsThatDiffer(() => assertNotificationSettles(notification, EXPECTED))).toEqual(
      differing,
    );
  });

  test.each<[object, string]>([
    [{ ...EXPECTED, currency: undefined }, "expected.currency is missing"],
    [{ ...EXPECTED, transaction_id: "" }, "expected.transaction_id must be a non-empty string"],
    [
      { ...EXPECTED, transaction_id: undefined },
      "expected needs transaction_id or payment_id: without it any payment of that amount fits",
    ],
  ])("refuses %j to compare with", (expected, message) => {
    const check = () =>
      assertNotificationSettles(untyped<PaymentNotification>(FACTS), untyped(expected));

    expect(check).toThrow(new TypeError(message));
  });
});

describe("assertPaidTo", () => {
  test.each<[string, object, string[]]>([
    ["paid to the receiver", { status: "done", status_detail: "normal" }, []],
    ["pending", { status: "pending", status_detail: "pending" }, ["status"]],
    [
      "paid to another",
      { status: "done", status_detail: "normal", receiver_id: 1 },
      ["receiver_id"],
    ],
  ])("reads a payment that is %s", (_, facts, differing) => {
    const payment = untyped<Payment>({ ...FACTS, ...facts });

    expect(fieldsThatDiffer(() => assertPaidTo("985101", payment))).toEqual(differing);
  });
});

test("an id that is neither text nor a number is nobody's, whatever it says of itself", () => {
  const payment = { ...FACTS, status: "done", status_detail: "normal", transaction_id: ["1042"] };

  expect(fieldsThatDiffer(() => assertSettles(untyped(payment), EXPECTED))).toEqual([
    "transaction_id",
  ]);
});
