import { sameAmount } from "../lifecycle/amount.js";
import type { Charge } from "./types.js";

/** What has become of a charge. A status nobody has seen before is `unknown`, and unknown is not paid. */
export type ChargeState =
  | "pending"
  | "verifying"
  | "paid"
  | "refundPending"
  | "partiallyRefunded"
  | "fullyRefunded"
  | "failed"
  | "cancelled"
  | "chargeback"
  | "unknown";

/** As much of a charge as its state depends on. */
export type ChargeStatusFields = Pick<Charge, "status" | "amount"> &
  Partial<Pick<Charge, "transaction_type" | "operation_type">> & {
    refund?: Pick<NonNullable<Charge["refund"]>, "status" | "amount">;
  };

/** What a status means by itself, in small letters. */
const STATES: ReadonlyMap<string, ChargeState> = new Map([
  ["charge_pending", "pending"],
  ["pending_confirmation", "verifying"],
  ["in_progress", "verifying"],
  ["failed", "failed"],
  ["cancelled", "cancelled"],
  ["chargeback_pending", "chargeback"],
  ["chargeback_accepted", "chargeback"],
  ["chargeback_adjustment", "chargeback"],
]);

/**
 * Reads a charge's state out of `status` and `refund`.
 *
 * - `pending`: the customer has not paid. `payment_method.url` is where to send them; without one the charge
 *   is paid on your own page (`payment_method.khipu_data`), or from Khipu's e-mail.
 * - `verifying`: the provider has yet to confirm it. Show that it is being confirmed; deliver nothing.
 * - `refundPending`: it was paid, and money is on its way back. A refund that failed leaves it `paid`.
 * - `chargeback`: the customer's bank takes the money back, or wants to.
 *
 * `method` and `conciliated` say nothing about it. What is no incoming charge (a refund, a payout) is `unknown`.
 */
export function chargeState(charge: ChargeStatusFields): ChargeState {
  const { transaction_type = "charge", operation_type = "in" } = charge;
  if (transaction_type !== "charge" || operation_type !== "in") return "unknown";
  const status = plain(charge.status);
  if (status === "completed") return completedState(charge);
  if (status === "refunded") return charge.refund ? refundedState(charge) : "fullyRefunded";
  return STATES.get(status) ?? "unknown";
}

/**
 * Tells whether the order may be delivered: the charge is `paid` or `partiallyRefunded`.
 *
 * It does not tell whose charge it is: see `assertChargeSettles`.
 */
export function isChargePaid(charge: ChargeStatusFields): boolean {
  const state = chargeState(charge);
  return state === "paid" || state === "partiallyRefunded";
}

function completedState(charge: ChargeStatusFields): ChargeState {
  if (!charge.refund) return "paid";
  switch (plain(charge.refund.status)) {
    case "failed":
    case "cancelled":
      return "paid";
    case "completed":
      return refundedState(charge);
    case "pending_confirmation":
    case "in_progress":
      return "refundPending";
    default:
      return "unknown";
  }
}

/** Compared, not subtracted; what cannot be compared is not known. */
function refundedState({ amount, refund }: ChargeStatusFields): ChargeState {
  if (sameAmount(refund?.amount, amount)) return "fullyRefunded";
  const part = Number(refund?.amount);
  return part > 0 && part < Number(amount) ? "partiallyRefunded" : "unknown";
}

/** Openpay writes statuses in small letters, and in capitals where they filter a list. */
function plain(status: unknown): string {
  return String(status).toLowerCase();
}
