import { isKhipuError, type NotificationErrorReason } from "./errors.js";
import type { Open } from "./shared-types.js";

/**
 * What became of a message, or of one payment of a reconciliation.
 *
 * - `settled`: your callback has run, now, and what it did is recorded.
 * - `already`: it was settled before; nothing was done.
 * - `busy`: somebody else is settling it.
 * - `mismatch`: genuine, and not what its order expects. A person has to look at it.
 * - `unknown-order`: genuine, and no order is known.
 * - `unpaid`: Khipu, when asked, says that it is not paid, or not yet; `reason` is the payment's state.
 * - `noted`: nothing was to be settled (Openpay verifies its webhook, or tells of no charge).
 * - `refused`: the message counts for nothing; `reason` says why.
 * - `failed`: it is to be tried again; `reason` says whose failure it was.
 */
export type VerdictName =
  | "settled"
  | "already"
  | "busy"
  | "mismatch"
  | "unknown-order"
  | "unpaid"
  | "noted"
  | "refused"
  | "failed";

/** Why a message was refused: the notification's own faults, and those of how it was posted. */
export type RefusalReason =
  | NotificationErrorReason
  | "unknown-to-sender"
  | "method"
  | "encoded"
  | "too-large"
  | "too-slow"
  | "cut-short";

/**
 * What failed: the time was up, the claim ended before the work did, a call to the service went wrong, or it was your
 * code, the store or its database.
 */
export type FailureReason = "timed-out" | "claim-lost" | "service" | "error";

/** Whose failure an error tells of, where the time was not up and the claim not lost. */
export function failureReason(error: unknown): "service" | "error" {
  return isKhipuError(error) && "outcome" in error ? "service" : "error";
}

/** Where a verdict comes from: which handler, or a reconciliation. */
export type VerdictSource = Open<
  | "notification"
  | "notification-1.3"
  | "subscription"
  | "charge-failure"
  | "openpay"
  | "reconciliation"
>;

/** A verdict. All of its texts may be labels of a metric, but for `key`. */
export interface VerdictEvent {
  readonly source: VerdictSource;
  readonly verdict: VerdictName;
  /** One of a fixed set of words; left out where there is nothing to add. */
  readonly reason?: Open<RefusalReason | FailureReason>;
  /** What was answered; left out by a reconciliation, which answers nobody. */
  readonly status?: number;
  /** From the request, or from the start of the item's turn, until the verdict; in milliseconds. */
  readonly durationMs: number;
  /**
   * There for a second verdict on one message: `settled`, after it was answered that the time was up. So every
   * settlement is told, and told once.
   */
  readonly isLate?: true;
  /** What was being settled, e.g. `payment:gqzdy6chjne9`, once that is known. For logs: it is no label. */
  readonly key?: string;
}

/** Told of verdicts. Not waited for, and what it throws is dropped: it changes no answer. */
export type OnVerdict = (event: VerdictEvent) => unknown;
