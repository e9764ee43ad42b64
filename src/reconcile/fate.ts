import type { PaymentState } from "../lifecycle/payment-state.js";
import { failureReason, type VerdictEvent } from "../verdict.js";

/** What became of one item. */
export type Fate = "settled" | "already" | "mismatched" | Left | PaymentState;

const LEFT = ["unknownOrder", "busy", "lost", "failed"] as const;
type Left = (typeof LEFT)[number];

/** Whether the item was not dealt with, and is the next run's. */
export function isLeft(fate: Fate): fate is Left {
  return LEFT.some((left) => left === fate);
}

/** What `onError` is told of an item that is left though nothing was thrown. */
export function leftError(fate: Fate, paymentId: string): Error | undefined {
  switch (fate) {
    case "unknownOrder":
      return new TypeError(`no order is known for payment ${paymentId}`);
    case "busy":
      return new Error(`payment ${paymentId} is being settled elsewhere`);
    case "lost":
      return new Error(`the claim of payment ${paymentId} ran out while it was settled`);
    default:
      return undefined;
  }
}

/** The same in the words of `onVerdict`. */
export function verdictOf(
  fate: Fate,
  error: unknown,
): Pick<VerdictEvent, "verdict"> & Pick<VerdictEvent, "reason"> {
  switch (fate) {
    case "settled":
    case "already":
    case "busy":
      return { verdict: fate };
    case "mismatched":
      return { verdict: "mismatch" };
    case "unknownOrder":
      return { verdict: "unknown-order" };
    case "lost":
      return { verdict: "failed", reason: "claim-lost" };
    case "failed":
      return { verdict: "failed", reason: failureReason(error) };
    default:
      return { verdict: "unpaid", reason: fate };
  }
}
