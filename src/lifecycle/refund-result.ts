import type { Payment, PaymentRefund } from "../types.js";
import { sameAmount } from "./amount.js";
import { paymentState } from "./payment-state.js";
import { unitsOf } from "./units.js";

/**
 * What became of a refund, or of a void, whose answer was lost.
 *
 * - `refunded`: the payment proves it. What is given back grew by exactly the amount that was asked for.
 * - `reversed`: the payment is voided: all of it is marked for return.
 * - `not_refunded`: it was refused, never left, or nothing more is given back than before.
 * - `unknown`: anything else. Another amount is given back, an earlier refund has expired, or the payment does
 *   not tell.
 */
export type RefundResult = "refunded" | "reversed" | "not_refunded" | "unknown";

/** What was asked for, in an answer that was lost. */
export interface LostRefund {
  /** The `operationId` of the call. */
  readonly operation: string;
  /** Left out when all that is left was to be given back. */
  readonly amount?: number | string | undefined;
}

/** The operation that gives back from the wallet, and the only one that adds to `refunds`. */
const WALLET_REFUND = "postRefund";

/** Reads the result of a refund out of the payment, and of the payment as it was before where that is known. */
export function refundResult(
  lost: LostRefund,
  payment: Payment,
  before: Payment | undefined,
): RefundResult {
  if (lost.operation === "voidPaymentById") return voidResult(payment);
  const after = totalOf(payment, lost);
  if (after === undefined) return "unknown";
  return before
    ? comparedResult(lost, payment, before, after)
    : resultByItself(lost, payment, after);
}

function voidResult(payment: Payment): RefundResult {
  const state = paymentState(payment);
  if (state === "reversed") return "reversed";
  return state === "paid" || state === "markedPaid" ? "not_refunded" : "unknown";
}

/** Without the payment as it was, only nothing and everything tell something. */
function resultByItself({ amount }: LostRefund, payment: Payment, after: number): RefundResult {
  if (after === 0 && listed(payment).length === 0) return "not_refunded";
  const isAll = after === unitsOf(payment.amount, payment.currency);
  return isAll && amount === undefined ? "refunded" : "unknown";
}

function comparedResult(
  lost: LostRefund,
  payment: Payment,
  before: Payment,
  after: number,
): RefundResult {
  const earlier = totalOf(before, lost);
  const whole = unitsOf(payment.amount, payment.currency);
  if (earlier === undefined || whole === undefined) return "unknown";
  if (!sameAmount(before.amount, payment.amount)) return "unknown";
  // What has expired has left the total, and hides what has been added.
  if (someHaveExpired(before, payment)) return "unknown";
  const added = lost.operation === WALLET_REFUND ? addedRefunds(before, payment) : undefined;
  const difference = after - earlier;
  if (difference === 0) return added?.length ? "unknown" : "not_refunded";
  const asked =
    lost.amount === undefined ? whole - earlier : unitsOf(lost.amount, payment.currency);
  if (difference < 0 || difference !== asked) return "unknown";
  // Two refunds that make up the amount together are not the one that was asked for.
  const isOne = added?.length === 1 && unitsOf(added[0]?.amount, payment.currency) === asked;
  return added === undefined || isOne ? "refunded" : "unknown";
}

/** How much is given back in all, in ten-thousandths; `undefined` where the payment does not tell. */
function totalOf(payment: Payment, { operation }: LostRefund): number | undefined {
  const { amount, currency, total_refunded } = payment;
  const whole = unitsOf(amount, currency);
  switch (paymentState(payment)) {
    case "paid":
    case "markedPaid":
      return toldTotal(total_refunded ?? "", 0, whole, currency);
    case "partiallyRefunded":
      return toldTotal(total_refunded ?? "", undefined, whole, currency);
    case "fullyRefunded":
      return toldTotal(total_refunded ?? "", whole, whole, currency);
    case "reversed":
      // No refund from the wallet explains that a payment was voided.
      return operation === WALLET_REFUND ? undefined : whole;
    default:
      return undefined;
  }
}

/** `total_refunded` is there only when there are refunds. */
function toldTotal(
  told: number | string,
  untold: number | undefined,
  whole: number | undefined,
  currency: string,
): number | undefined {
  if (told === "") return untold;
  const total = unitsOf(told, currency);
  const isPossible = total !== undefined && whole !== undefined && total >= 0 && total <= whole;
  return isPossible ? total : undefined;
}

/** The refunds that are new; `undefined` where the payments do not tell. */
function addedRefunds(before: Payment, payment: Payment): readonly PaymentRefund[] | undefined {
  if (!payment.refunds) return undefined;
  // The list is left out where there was none.
  if (!before.refunds && !hasNoTotal(before)) return undefined;
  const earlier = new Set(listed(before).map(({ id }) => id));
  return listed(payment).filter(({ id }) => id === undefined || !earlier.has(id));
}

/** Whether a refund that counted before does so no longer. */
function someHaveExpired(before: Payment, payment: Payment): boolean {
  const counted = listed(before).filter((refund) => !isExpired(refund));
  const areTold = before.refunds !== undefined || hasNoTotal(before);
  return listed(payment)
    .filter(isExpired)
    .some(({ id }) => !areTold || counted.some((refund) => refund.id === id));
}

function isExpired({ status }: PaymentRefund): boolean {
  return String(status).toLowerCase() === "expired";
}

function hasNoTotal({ total_refunded = 0, currency }: Payment): boolean {
  return total_refunded === "" || unitsOf(total_refunded, currency) === 0;
}

function listed({ refunds }: Payment): readonly PaymentRefund[] {
  return Array.isArray(refunds) ? refunds : [];
}
