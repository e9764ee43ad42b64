import type { Attempt } from "./attempts.js";
import type { Order } from "./orders.js";

/** What a visitor is told of an order. */
export type OrderStatus =
  | "paid"
  | "partlyRefunded"
  | "refunded"
  | "verifying"
  | "preparing"
  | "payable"
  | "expired"
  | "rejected"
  | "failed"
  | "lost";

/**
 * What an order's page says.
 *
 * Paid is what was settled, and nothing else: not what Khipu's script answers, not that the payer came back.
 *
 * @param attempts - the last one first.
 */
export function statusOf(
  order: Order,
  attempts: readonly Attempt[],
  now = Date.now(),
): OrderStatus {
  if (order.paidAt !== null) return afterPayment(attempts);
  const [last] = attempts;
  switch (last?.state) {
    case undefined:
    case "failed":
      return "failed";
    case "creating":
      return "preparing";
    case "lost":
    case "expired":
      return last.state;
    case "pending":
      return last.expiresAt <= now ? "expired" : "payable";
    case "rejected":
    case "abuse":
    case "deleted":
      return "rejected";
    // Also what Khipu calls paid, as long as nobody has settled it.
    default:
      return "verifying";
  }
}

/** Whether nothing more happens by itself. */
export function isFinal(status: OrderStatus): boolean {
  return ["paid", "partlyRefunded", "refunded"].includes(status);
}

/** Whether a payment may be begun, because no other one can be paid any more. */
export function canBegin(status: OrderStatus): boolean {
  return ["expired", "rejected", "failed", "lost"].includes(status);
}

function afterPayment(attempts: readonly Attempt[]): OrderStatus {
  const states = attempts.map(({ state }) => state);
  // One that is still paid outweighs a second one that was given back.
  if (states.includes("paid") || states.includes("markedPaid")) return "paid";
  if (states.includes("partiallyRefunded")) return "partlyRefunded";
  if (states.includes("fullyRefunded") || states.includes("reversed")) return "refunded";
  return "paid";
}
