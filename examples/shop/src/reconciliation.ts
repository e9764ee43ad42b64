import { reconcilePayments, type ReconcileSummary } from "khipu-sdk";
import {
  type Attempt,
  attemptLookedAt,
  attemptsOf,
  attemptsThatMayBePaid,
  attemptUnpaid,
} from "./attempts.js";
import type { Context } from "./context.js";
import type { Order } from "./orders.js";

type Needs = Pick<
  Context,
  "closing" | "config" | "database" | "khipu" | "log" | "settlement" | "store"
>;

const MINUTE_MS = 60_000;
/** A transfer that was under way when its payment expired is found within days, not within weeks. */
const LATE_MS = 3 * 24 * 60 * MINUTE_MS;
/** A page that is opened again and again asks Khipu no more often than this. */
const PAUSE_MS = 5_000;
/** A page is worth waiting for so long. */
const PAGE_TIMEOUT_MS = 8_000;

/**
 * Asks Khipu about payments, and settles those that are paid: what a lost notification costs is some minutes.
 *
 * It also is how the shop learns what Khipu notifies nobody of: that a payer refused, or that a payment expired.
 */
async function reconcile(
  { closing, database, khipu, log, settlement, store }: Needs,
  attempts: readonly Attempt[],
  timeoutMs: number,
): Promise<ReconcileSummary> {
  const items = attempts.flatMap(({ paymentId }) => (paymentId ? [{ payment_id: paymentId }] : []));
  return reconcilePayments(khipu, items, {
    store,
    expect: settlement.expect,
    onPaid: settlement.onPaid,
    onMismatch: settlement.onMismatch,
    onUnpaid: (payment, state) => attemptUnpaid(database, payment.payment_id, state),
    onError: (error) => log(error),
    signal: AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]),
  });
}

/** Asks Khipu about all that may still be paid. */
export function reconcileAll(needs: Needs): Promise<ReconcileSummary> {
  const attempts = attemptsThatMayBePaid(needs.database, Date.now() - LATE_MS);
  // Ends before the next run begins.
  return reconcile(needs, attempts, (needs.config.reconcileMinutes * MINUTE_MS) / 2);
}

/**
 * Asks Khipu about what may still be paid of one order, unless it was asked a moment ago.
 *
 * Rejects never: who cannot be asked now is asked again later.
 */
export async function lookAgain(needs: Needs, order: Order, pauseMs = PAUSE_MS): Promise<void> {
  if (order.paidAt !== null || needs.closing.aborted) return;
  try {
    const open = attemptsOf(needs.database, order).filter(
      ({ state, lookedAt }) =>
        ["pending", "verifying", "unknown"].includes(state) && lookedAt <= Date.now() - pauseMs,
    );
    for (const attempt of open) attemptLookedAt(needs.database, attempt);
    if (open.length > 0) await reconcile(needs, open, PAGE_TIMEOUT_MS);
  } catch (error) {
    if (!needs.closing.aborted) needs.log(error);
  }
}

/** Reconciles now and every few minutes, one run at a time; the function that it returns waits for the last. */
export function startReconciling(needs: Needs): () => Promise<void> {
  const run = async (): Promise<void> => {
    try {
      await reconcileAll(needs);
    } catch (error) {
      // Out of time: the next run goes on. Or closing: then there is none.
      if (!needs.closing.aborted) needs.log(error);
    }
  };
  let last = run();
  const timer = setInterval(() => {
    last = last.then(run);
  }, needs.config.reconcileMinutes * MINUTE_MS);
  return () => {
    clearInterval(timer);
    return last;
  };
}
