import type { Payment, PaymentRefund } from "../types.js";
import { paymentState } from "./payment-state.js";
import { amountText, unitsOf } from "./units.js";
import type { WaitOptions } from "./wait.js";

/**
 * What has become of one refund.
 *
 * - `pending`: asked for.
 * - `authorized`: Khipu answers for it; it is on its way.
 * - `paid`: at the payer, confirmed by the bank.
 * - `expired`: not confirmed within 15 business days. It never will be paid.
 * - `unknown`: a status nobody has seen before.
 */
export type RefundState = "pending" | "authorized" | "paid" | "expired" | "unknown";

/** How much of a payment is given back, by how far it has come. Decimal strings, as Khipu writes them. */
export interface MoneyReturned extends Readonly<Record<RefundState, string>> {
  /** All that counts as given back: everything but what has expired. */
  readonly total: string;
  /** Whether something is given back and none of it is under way: each refund is paid or has expired. */
  readonly isOver: boolean;
}

const STATES: readonly RefundState[] = ["pending", "authorized", "paid", "expired"];

/** Reads what has become of a refund that a payment lists. Its status is compared without case. */
export function refundState({ status }: Pick<PaymentRefund, "status">): RefundState {
  const plain = String(status).toLowerCase();
  return STATES.find((state) => state === plain) ?? "unknown";
}

/**
 * Says how much of a payment has really reached its payer. `status_detail` does not: `reversed` and
 * `fully-refunded` say that money is marked for return, not that it has arrived.
 *
 * What Khipu counts in `total_refunded` and does not list is `unknown`. A voided payment is returned as a whole: it
 * is `pending` until it has a `void_payout_date`.
 *
 * @throws RangeError when an amount of the payment cannot be read.
 */
export function moneyReturned(payment: Payment): MoneyReturned {
  const units = payment.refunds ? sumOf(payment) : { ...NOTHING };
  const counted = () => units.pending + units.authorized + units.paid + units.unknown;
  if (paymentState(payment) === "reversed") {
    const left = unitsIn(payment, payment.amount) - counted();
    units[payment.void_payout_date ? "paid" : "pending"] += left;
  } else {
    const { total_refunded: told = "" } = payment;
    // Left out, or empty, where there are no refunds.
    const total = told === "" ? 0 : unitsIn(payment, told);
    units.unknown += Math.max(0, total - counted());
  }
  const isUnderWay = units.pending > 0 || units.authorized > 0 || units.unknown > 0;
  return {
    pending: amountText(units.pending),
    authorized: amountText(units.authorized),
    paid: amountText(units.paid),
    expired: amountText(units.expired),
    unknown: amountText(units.unknown),
    total: amountText(counted()),
    isOver: !isUnderWay && counted() + units.expired > 0,
  };
}

/** What reads a payment again and again: a `Khipu` or a `KhipuV2`. */
export interface PaymentWaiter {
  readonly payments: {
    waitFor(
      paymentId: string,
      options: WaitOptions & { until: (payment: Payment) => boolean },
    ): Promise<Payment>;
  };
}

/** Options of {@link waitForReturn}. */
export interface WaitForReturnOptions extends WaitOptions {
  /** Waits for this refund only: the `id` that `refunds.create` gave. */
  refundId?: string;
}

/**
 * Waits until what is given back of a payment has reached its payer or has expired, and says how much it is. It
 * takes days: give a `timeoutMs` and an `intervalMs` that suit, or ask `moneyReturned` once a day.
 *
 * @throws {@link KhipuTimeoutError} when the time is up; `last` is the payment as last read.
 * @throws {@link KhipuApiError} when Khipu refuses (a lost answer or a 5xx only delays).
 * @throws RangeError when an amount of the payment cannot be read.
 */
export async function waitForReturn(
  khipu: PaymentWaiter,
  paymentId: string,
  { refundId, ...options }: WaitForReturnOptions = {},
): Promise<MoneyReturned> {
  const isThere = (payment: Payment) =>
    refundId === undefined ? moneyReturned(payment).isOver : hasEnded(payment, refundId);
  return moneyReturned(await khipu.payments.waitFor(paymentId, { ...options, until: isThere }));
}

function hasEnded({ refunds = [] }: Payment, refundId: string): boolean {
  // One that does not show yet may still come.
  return refunds.some(
    (refund) => refund.id === refundId && ["paid", "expired"].includes(refundState(refund)),
  );
}

const NOTHING: Readonly<Record<RefundState, number>> = {
  pending: 0,
  authorized: 0,
  paid: 0,
  expired: 0,
  unknown: 0,
};

function sumOf(payment: Payment): Record<RefundState, number> {
  const units = { ...NOTHING };
  for (const refund of payment.refunds ?? []) {
    units[refundState(refund)] += unitsIn(payment, refund.amount);
  }
  return units;
}

function unitsIn({ currency, payment_id }: Payment, amount: unknown): number {
  const units = unitsOf(amount, currency);
  if (units !== undefined) return units;
  throw new RangeError(`payment ${payment_id} has an amount that cannot be read`);
}
