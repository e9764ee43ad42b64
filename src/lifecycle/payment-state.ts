import type { Payment } from "../types.js";

/** What has become of a payment. An answer nobody has seen before is `unknown`, and unknown is not paid. */
export type PaymentState =
  | "pending"
  | "verifying"
  | "expired"
  | "paid"
  | "markedPaid"
  | "rejected"
  | "abuse"
  | "reversed"
  | "partiallyRefunded"
  | "fullyRefunded"
  | "deleted"
  | "unknown";

/** As much of a payment as its state depends on. */
export type PaymentStatus = Pick<Payment, "status" | "status_detail"> &
  Partial<Pick<Payment, "expires_date">>;

/** Options of {@link paymentState}. */
export interface PaymentStateOptions {
  /**
   * Milliseconds since 1970; decides when a pending payment has expired.
   *
   * @defaultValue `Date.now`
   */
  now?: () => number;
}

/** What `done` means, by `status_detail`. */
const DONE: ReadonlyMap<string, PaymentState> = new Map([
  ["normal", "paid"],
  ["marked-paid-by-receiver", "markedPaid"],
  ["rejected-by-payer", "rejected"],
  ["marked-as-abuse", "abuse"],
  ["reversed", "reversed"],
  ["partially-refunded", "partiallyRefunded"],
  ["fully-refunded", "fullyRefunded"],
]);

/**
 * Reads a payment's state out of `status`, `status_detail` and `expires_date`.
 *
 * `done` alone is not paid: a rejected payment is done too. Khipu has no expired state, an expired
 * payment stays `pending`; it may still be reconciled late if it was being paid at that moment.
 */
export function paymentState(
  { status, status_detail, expires_date = "" }: PaymentStatus,
  options?: PaymentStateOptions,
): PaymentState {
  if (status === "verifying") return "verifying";
  if (status === "deleted") return "deleted";
  const state = DONE.get(status_detail);
  if (status === "done") return state ?? "unknown";
  if (status !== "pending") return "unknown";
  // A rejection that Khipu tells beside `pending` is one all the same: which status goes with it is not
  // documented.
  if (state === "rejected" || state === "abuse") return state;
  const { now = Date.now } = options ?? {};
  // An absent or unreadable date is NaN, and NaN is not past.
  return Date.parse(expires_date) <= now() ? "expired" : "pending";
}

/**
 * Tells whether the order may be delivered: the payment is `paid`, `markedPaid` or `partiallyRefunded`.
 *
 * It does not tell whose payment it is: see `assertSettles`.
 */
export function isPaid(payment: PaymentStatus): boolean {
  return ["paid", "markedPaid", "partiallyRefunded"].includes(paymentState(payment));
}

/** Tells whether waiting on can bring nothing: everything but `pending`, `verifying` and `unknown`. */
export function isFinal(state: PaymentState): boolean {
  return !["pending", "verifying", "unknown"].includes(state);
}
