import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import type { Payment, PaymentRefund } from "../../src/index.js";
import { type RefundResult, refundResult } from "../../src/lifecycle/refund-result.js";
import { untyped } from "../support/untyped.js";

type Facts = Partial<Pick<Payment, "status_detail" | "total_refunded" | "amount" | "refunds">>;

/** A payment of 5000 pesos, as much of it as a refund changes. */
function payment(facts: Facts = {}): Payment {
  const base = { payment_id: "gqzdy6chjne9", amount: "5000.0000", currency: "CLP", status: "done" };
  return untyped({ ...base, status_detail: "normal", ...facts });
}

const PAID = payment();
const part = (total_refunded: string | number, more: Facts = {}) =>
  payment({ status_detail: "partially-refunded", total_refunded, ...more });
const FULL = payment({ status_detail: "fully-refunded", total_refunded: "5000.0000" });
const VOIDED = payment({ status_detail: "reversed" });
const refund = (id: string, amount: string, status = "pending"): PaymentRefund => ({
  ...{ id, amount, status, currency: "CLP", request_date: "2026-09-01T12:00:00Z" },
});

const asked = (amount?: number | string) => ({ operation: "postRefund", amount });

describe("the result of a refund from the wallet", () => {
  test.each<[string, Payment, Payment, string | number | undefined, RefundResult]>([
    ["nothing before, the part after", PAID, part("1000.0000"), 1000, "refunded"],
    ["a part more", part("1000.0000"), part("3000.0000"), "2000.00", "refunded"],
    ["in other words", part("1000.0000"), part(3000), "2000", "refunded"],
    ["the rest, as a part", part("1000.0000"), FULL, 4000, "refunded"],
    ["the rest, as all", part("1000.0000"), FULL, undefined, "refunded"],
    ["all", PAID, FULL, undefined, "refunded"],
    ["all, as a part", PAID, FULL, 5000, "refunded"],

    ["nothing", PAID, PAID, 1000, "not_refunded"],
    ["nothing of all", PAID, PAID, undefined, "not_refunded"],
    ["nothing more", part("1000.0000"), part("1000.00"), 1000, "not_refunded"],
    ["all was given back before", FULL, FULL, undefined, "not_refunded"],

    ["less than was asked", PAID, part("999.0000"), 1000, "unknown"],
    ["more than was asked", PAID, part("2000.0000"), 1000, "unknown"],
    ["all for a part", PAID, FULL, 1000, "unknown"],
    ["a part for all", PAID, part("1000.0000"), undefined, "unknown"],
    ["less than all that was left", part("1000.0000"), part("3000.0000"), undefined, "unknown"],
    ["less than before", part("3000.0000"), part("1000.0000"), 2000, "unknown"],
    ["nothing any more", part("1000.0000"), PAID, 1000, "unknown"],
    ["a total that is none", PAID, part("mucho"), 1000, "unknown"],
    ["a total of two meanings", PAID, part("1.000"), 1000, "unknown"],
    ["a negative total", PAID, part("-1000.0000"), -1000, "unknown"],
    ["more than the payment", PAID, part("6000.0000"), 6000, "unknown"],
    [
      "a part without a total",
      PAID,
      payment({ status_detail: "partially-refunded" }),
      1000,
      "unknown",
    ],
    ["another amount", payment({ amount: "6000.0000" }), part("1000.0000"), 1000, "unknown"],
    ["a payment that was voided instead", PAID, VOIDED, undefined, "unknown"],
    ["a state nobody knows", PAID, payment({ status_detail: "of-tomorrow" }), 1000, "unknown"],
    [
      "a payment that was not paid",
      payment({ status_detail: "pending" }),
      part("1000"),
      1000,
      "unknown",
    ],
  ])("of %s", (_, before, after, amount, result) => {
    expect(refundResult(asked(amount), after, before)).toBe(result);
  });

  test.each<[string, Facts["refunds"], string, Facts["refunds"], string, number, RefundResult]>([
    [
      "one more",
      [refund("a", "1000")],
      "1000",
      [refund("a", "1000"), refund("b", "500")],
      "1500",
      500,
      "refunded",
    ],
    ["the first", undefined, "", [refund("a", "500")], "500", 500, "refunded"],
    [
      "two that make it up",
      undefined,
      "",
      [refund("a", "300"), refund("b", "200")],
      "500",
      500,
      "unknown",
    ],
    [
      "one that expired hides another",
      [refund("a", "500")],
      "500",
      [refund("a", "500", "expired"), refund("b", "500")],
      "500",
      500,
      "unknown",
    ],
    [
      "one that expired",
      [refund("a", "500")],
      "500",
      [refund("a", "500", "EXPIRED")],
      "",
      500,
      "unknown",
    ],
    [
      "one that had expired before",
      [refund("a", "500", "expired")],
      "",
      [refund("a", "500", "expired"), refund("b", "500")],
      "500",
      500,
      "refunded",
    ],
    [
      "one that came and expired",
      undefined,
      "",
      [refund("a", "500", "expired")],
      "",
      500,
      "unknown",
    ],
    [
      "the same list",
      [refund("a", "500")],
      "500",
      [refund("a", "500", "paid")],
      "500",
      500,
      "not_refunded",
    ],
    ["a total that its list does not explain", undefined, "", [], "500", 500, "unknown"],
  ])("reads the list: %s", (_, listBefore, totalBefore, list, total, amount, result) => {
    const told = (total_refunded: string, refunds: Facts["refunds"]) =>
      payment({
        status_detail: total_refunded ? "partially-refunded" : "normal",
        ...(total_refunded && { total_refunded }),
        ...(refunds && { refunds }),
      });

    const before = told(totalBefore, listBefore);
    expect(refundResult(asked(amount), told(total, list), before)).toBe(result);
  });

  test.each<[string, Payment, number | undefined, RefundResult]>([
    ["nothing of a part", PAID, 1000, "not_refunded"],
    ["nothing of all", PAID, undefined, "not_refunded"],
    [
      "nothing, but a refund that expired",
      payment({ refunds: [refund("a", "5", "expired")] }),
      5,
      "unknown",
    ],
    ["all", FULL, undefined, "refunded"],
    ["all of a part", FULL, 5000, "unknown"],
    ["a part", part("1000.0000"), 1000, "unknown"],
    ["a part of all", part("1000.0000"), undefined, "unknown"],
  ])("without the payment before, of %s", (_, after, amount, result) => {
    expect(refundResult(asked(amount), after, undefined)).toBe(result);
  });

  test("is refunded for no other difference than the amount, whatever the totals", () => {
    const total = fc.integer({ min: 0, max: 5000 });
    const told = (pesos: number) => (pesos === 0 ? PAID : part(`${pesos}.0000`));

    fc.assert(
      fc.property(total, total, fc.option(fc.integer({ min: 1, max: 5000 })), (from, to, pesos) => {
        const result = refundResult(asked(pesos ?? undefined), told(to), told(from));
        const isIt = to > from && to - from === (pesos ?? 5000 - from);
        expect(result).toBe(isIt ? "refunded" : to === from ? "not_refunded" : "unknown");
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the result of a refund of the payment itself", () => {
  const whole = { operation: "postPaymentRefundsById" };

  test.each<[string, Payment | undefined, Payment, RefundResult]>([
    ["paid, then reversed", PAID, VOIDED, "refunded"],
    ["paid, then all given back", PAID, payment({ status_detail: "fully-refunded" }), "refunded"],
    ["reversed", undefined, VOIDED, "refunded"],
    ["paid", undefined, PAID, "not_refunded"],
    ["reversed before", VOIDED, VOIDED, "not_refunded"],
    ["paid, then a part given back", PAID, part("1000.0000"), "unknown"],
  ])("that was %s", (_, before, after, result) => {
    expect(refundResult(whole, after, before)).toBe(result);
  });
});

describe("the result of a void", () => {
  const voided = { operation: "voidPaymentById" };

  test.each<[Payment, RefundResult]>([
    [VOIDED, "reversed"],
    [PAID, "not_refunded"],
    [payment({ status_detail: "marked-paid-by-receiver" }), "not_refunded"],
    [part("1000.0000"), "unknown"],
    [FULL, "unknown"],
    [payment({ status_detail: "of-tomorrow" }), "unknown"],
  ])("of %j is %s", (after, result) => {
    expect(refundResult(voided, after, undefined)).toBe(result);
    expect(refundResult(voided, after, PAID)).toBe(result);
  });
});
