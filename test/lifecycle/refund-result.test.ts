import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import type { Payment } from "../../src/index.js";
import { type RefundResult, refundResult } from "../../src/lifecycle/refund-result.js";
import {
  FULL,
  MARKED,
  PAID,
  part,
  payment,
  refund,
  UNTOLD_PART,
  VOIDED,
} from "../support/refunded.js";

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

    ["a part of what was marked as paid", MARKED, part("1000.0000"), 1000, "refunded"],

    ["nothing", PAID, PAID, 1000, "not_refunded"],
    ["a total of nothing", PAID, payment({ total_refunded: "0.0000" }), 1000, "not_refunded"],
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
    ["a negative total before", part("-1000.0000"), PAID, 1000, "unknown"],
    [
      "less than before, when less than nothing was asked",
      part(3000),
      part(2000),
      -1000,
      "unknown",
    ],
    ["all, told as a part without a total", PAID, UNTOLD_PART, undefined, "unknown"],
    ["a negative total", PAID, part("-1000.0000"), -1000, "unknown"],
    ["more than the payment", PAID, part("6000.0000"), 6000, "unknown"],
    ["a part without a total", PAID, UNTOLD_PART, 1000, "unknown"],
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
    ["all of an amount that is none", payment({ ...FULL, amount: "mucho" }), undefined, "unknown"],
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
