import { SimulatorError } from "../simulator-error.js";
import { isExpired } from "./payment.js";
import type { PaymentRow } from "./payment.js";

/** What payers, receivers and Khipu can do with a payment, apart from API calls. */
export type Transition = "verify" | "pay" | "reject" | "markAsAbuse" | "markPaid" | "reverse";

/** From where each of them is possible. */
const FROM: Record<Transition, readonly string[]> = {
  verify: ["pending"],
  pay: ["pending", "verifying"],
  reject: ["pending", "verifying"],
  markAsAbuse: ["pending", "verifying"],
  markPaid: ["pending", "verifying"],
  reverse: ["normal"],
};

/** Why something cannot happen to a payment now, or `undefined` when it can. */
export function obstacleTo(
  row: PaymentRow,
  transition: Transition,
  nowMs: number,
): string | undefined {
  const state = row.status === "done" ? row.detail : row.status;
  if (!FROM[transition].includes(state)) {
    return `payment ${row.id} is ${state}: ${transition} is not possible`;
  }
  const isPaying = transition === "verify" || transition === "pay";
  return isPaying && isExpired(row, nowMs)
    ? `payment ${row.id} has expired: nobody can begin to pay it`
    : undefined;
}

/**
 * Checks that something can happen to a payment now.
 *
 * @throws {@link SimulatorError} when it cannot.
 */
export function checkTransition(row: PaymentRow, transition: Transition, nowMs: number): void {
  const obstacle = obstacleTo(row, transition, nowMs);
  if (obstacle !== undefined) throw new SimulatorError(obstacle);
}
