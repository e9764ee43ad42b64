import { describe, expect, test } from "@jest/globals";
import type { Payment, PaymentRefund } from "../../src/index.js";
import { type RefundResult, refundResult } from "../../src/lifecycle/refund-result.js";
import { type Facts, PAID, part, payment, refund, VOIDED } from "../support/refunded.js";
import { untyped } from "../support/untyped.js";

const asked = (amount?: number | string) => ({ operation: "postRefund", amount });

describe("the result of a refund from the wallet", () => {
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
    [
      "one beside another that came and expired",
      undefined,
      "",
      [refund("a", "500"), refund("b", "300", "expired")],
      "500",
      500,
      "unknown",
    ],
    [
      "one more, of several of which one had expired before",
      [refund("a", "500", "expired"), refund("b", "300")],
      "300",
      [refund("a", "500", "expired"), refund("b", "300"), refund("c", "500")],
      "800",
      500,
      "refunded",
    ],
    [
      "one more, where there was no list yet",
      undefined,
      "500",
      [refund("a", "500"), refund("b", "200")],
      "700",
      200,
      "refunded",
    ],
    [
      "one that expired, where there was no list yet, and hides another",
      undefined,
      "500",
      [refund("a", "500", "expired"), refund("b", "700")],
      "700",
      200,
      "unknown",
    ],
    [
      "no more, of those that have no id to be told apart by",
      [untyped({ amount: "500" })],
      "500",
      [untyped({ amount: "500" })],
      "500",
      500,
      "unknown",
    ],
    [
      "one more, of another amount than the total grew by",
      [refund("a", "500")],
      "500",
      [refund("a", "500"), refund("b", "300")],
      "1000",
      500,
      "unknown",
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
});

describe("the result of a refund of the payment itself", () => {
  const whole = { operation: "postPaymentRefundsById" };
  const COUNTED = refund("a", "500");
  const EXPIRED = refund("a", "500", "expired");
  const voidedBeside = (one: PaymentRefund) =>
    payment({ status_detail: "reversed", refunds: [one] });

  test.each<[string, Payment | undefined, Payment, RefundResult]>([
    ["paid, then reversed", PAID, VOIDED, "refunded"],
    ["paid, then all given back", PAID, payment({ status_detail: "fully-refunded" }), "refunded"],
    ["reversed", undefined, VOIDED, "refunded"],
    ["paid", undefined, PAID, "not_refunded"],
    ["reversed before", VOIDED, VOIDED, "not_refunded"],
    ["paid, then reversed beside a refund", PAID, voidedBeside(refund("a", "1")), "refunded"],
    ["paid, then reversed beside one that expired", PAID, voidedBeside(EXPIRED), "refunded"],
    [
      "the same, of a total of none",
      payment({ total_refunded: "" }),
      voidedBeside(EXPIRED),
      "refunded",
    ],
    [
      "a part given back, which expired",
      part(500, { refunds: [COUNTED] }),
      voidedBeside(EXPIRED),
      "unknown",
    ],
    ["paid, then a part given back", PAID, part("1000.0000"), "unknown"],
  ])("that was %s", (_, before, after, result) => {
    expect(refundResult(whole, after, before)).toBe(result);
  });
});
