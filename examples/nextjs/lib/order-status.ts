import type { OrderState } from "./orders";

/** What an order's page says. */
export const SAYS: Readonly<Record<OrderState, string>> = {
  creating: "We are asking Khipu for your payment.",
  waiting: "We are waiting for your payment. This page shows it as soon as Khipu has confirmed it.",
  failed: "The payment could not be prepared, and nothing was charged. You can try again.",
  unknown:
    "We do not know whether the payment was prepared. Nothing was charged. Please write to us before you order again.",
  paid: "Paid. Thank you!",
};

/** Whether waiting is over. A lost payment may still turn up. */
export function isFinal(state: OrderState): boolean {
  return state === "paid" || state === "failed";
}
