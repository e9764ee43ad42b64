import { expect, test } from "@jest/globals";
import { expectTypeOf } from "expect-type";
import type { OrderWatch, PaymentResult } from "../../src/browser/index.js";
import { openPayment, watchOrder } from "../../src/browser/index.js";

test("no outcome is called paid, and only one has somewhere to continue", () => {
  expectTypeOf<PaymentResult["outcome"]>().toEqualTypeOf<
    "verifying" | "doubtful" | "notAuthorised" | "continues"
  >();
  const next = (payment: PaymentResult): string => {
    // @ts-expect-error Not before it is known that there is one.
    expect(payment.continueUrl).toBeUndefined();
    // @ts-expect-error A browser cannot know it.
    if (payment.outcome === "paid") return "thanks";
    return payment.outcome === "continues" ? payment.continueUrl : payment.outcome;
  };

  expect(next({ outcome: "verifying", result: "OK", operationId: "a", events: [] })).toBe(
    "verifying",
  );
});

test("options and statuses are typed", () => {
  const misuses = () => [
    // @ts-expect-error A theme that Khipu does not have.
    openPayment("a", { style: { theme: "blue" } }),
    // @ts-expect-error Without it there is no reason to watch.
    watchOrder("/status", {}),
    // @ts-expect-error The default status has no amount.
    watchOrder("/status", { onChange: ({ amount }) => !amount }),
  ];
  const own = () => watchOrder<{ step: number }>("/status", { onChange: ({ step }) => !step });

  expectTypeOf(own).returns.toEqualTypeOf<OrderWatch<{ step: number }>>();
  expect(misuses).toHaveLength(0);
});
