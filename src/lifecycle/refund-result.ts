import type { Payment } from "../types.js";
import { decimal } from "./amount.js";
import { isPaid, paymentState } from "./payment-state.js";

/**
 * What became of a refund whose answer was lost.
 *
 * - `refunded`: the payment shows it.
 * - `not_refunded`: it was refused, never left, or the payment shows no refund.
 * - `unknown`: the payment shows a refund that may be this one or an earlier one.
 */
export type RefundResult = "refunded" | "not_refunded" | "unknown";

/** Reads the result of a refund out of the payment, and of the payment as it was before where that is known. */
export function refundResult(
  refund: { readonly amount?: number | string },
  payment: Payment,
  before: Payment | undefined,
): RefundResult {
  const state = paymentState(payment);
  if (state === "paid" || state === "markedPaid") return "not_refunded";
  const isWhole = state === "fullyRefunded" || state === "reversed";
  if (!isWhole && state !== "partiallyRefunded") return "unknown";
  if (!before) return isWhole && refund.amount === undefined ? "refunded" : "unknown";
  const earlier = paymentState(before);
  // Whether more is given back than before, where the payments tell how much.
  const total = decimal(payment.total_refunded);
  const known = decimal(before.total_refunded ?? (earlier === "paid" ? 0 : undefined));
  if (total && known) return total === known ? "not_refunded" : "refunded";
  if (earlier !== state) return isPaid(before) ? "refunded" : "unknown";
  // The same state as before: a whole refund cannot have been repeated, a part may have been.
  return isWhole ? "not_refunded" : "unknown";
}
