import { isKhipuError } from "../errors.js";
import { sleep } from "../http/deadline.js";
import { retryDelayMs } from "../http/retry.js";
import { assertSettles } from "../lifecycle/assert-settles.js";
import { isPaid, paymentState } from "../lifecycle/payment-state.js";
import { settlementKey } from "../lifecycle/settlement-key.js";
import { settleOnce } from "../stores/settle-once.js";
import type { Payment } from "../types.js";
import { Crew } from "./crew.js";
import type {
  PaymentReader,
  Reconcilable,
  ReconcileContext,
  ReconcileOptions,
  ReconcileSource,
  ReconcileSummary,
} from "./options.js";
import { Pace } from "./pace.js";
import { type Fate, Tally } from "./tally.js";

/** How often one payment is asked for while the service refuses for haste. */
const MOST_TRIES = 6;

/**
 * Reads payments from Khipu and settles those that are paid, through the same store as the webhook: what a
 * shop runs every five minutes, so that a notification that was lost costs nothing.
 *
 * It keeps as many reads under way as `concurrency` says, fewer after a 429. Memory does not grow with the
 * source, which is read only as fast as its items are dealt with. Failures of single items are counted and
 * told to `onError`; only the source's own failure, or the signal, ends it.
 *
 * @returns what it did; see {@link ReconcileSummary}.
 * @throws the signal's reason, or what the source throws, once all that was under way has ended.
 * @throws TypeError or RangeError for options that make no sense, before anything is read.
 */
export async function reconcilePayments<Item extends Reconcilable, Tx = undefined>(
  khipu: PaymentReader,
  source: ReconcileSource<Item>,
  options: ReconcileOptions<Item, Tx>,
): Promise<ReconcileSummary> {
  checkOptions(options);
  const run = new Reconciliation(khipu, options);
  return run.over(source);
}

class Reconciliation<Item extends Reconcilable, Tx> {
  readonly #khipu: PaymentReader;
  readonly #options: ReconcileOptions<Item, Tx>;
  readonly #signal: AbortSignal;
  readonly #pace: Pace;
  readonly #crew = new Crew();
  readonly #tally = new Tally();

  constructor(khipu: PaymentReader, options: ReconcileOptions<Item, Tx>) {
    this.#khipu = khipu;
    this.#options = options;
    this.#signal = options.signal ?? new AbortController().signal;
    this.#pace = new Pace(options.concurrency ?? 8);
  }

  async over(source: ReconcileSource<Item>): Promise<ReconcileSummary> {
    let skip = this.#options.resumeFrom ?? 0;
    try {
      this.#signal.throwIfAborted();
      for await (const item of source) {
        if (skip-- > 0) continue;
        this.#crew.start(() => this.#handle(item));
        // Asked before the source is: it must not run ahead.
        await this.#crew.room(() => this.#pace.limit);
        this.#signal.throwIfAborted();
      }
    } finally {
      await this.#crew.room(() => 1);
    }
    this.#signal.throwIfAborted();
    return this.#summary();
  }

  #summary(): ReconcileSummary {
    return this.#tally.summary((this.#options.resumeFrom ?? 0) + this.#crew.endedFromStart);
  }

  /** Deals with one item; never rejects. */
  async #handle(item: Item): Promise<void> {
    const context = { item, signal: this.#signal };
    let fate: Fate = "failed";
    try {
      fate = await this.#reconcile(item, context);
    } catch (error) {
      // Cut off, not failed: it stays before `resumeFrom`.
      if (this.#signal.aborted) return;
      await this.#tell(() => this.#options.onError?.(error, context));
    }
    this.#tally.add(fate);
    await this.#tell(() => this.#options.onProgress?.(this.#summary()));
  }

  async #reconcile(item: Item, context: ReconcileContext<Item>): Promise<Fate> {
    const payment = await this.#read(typeof item === "string" ? item : item.payment_id);
    const state = paymentState(payment);
    // A partial refund is reported too, and yet the rest of it is paid.
    if (!isPaid(payment) || state === "partiallyRefunded") {
      await this.#options.onUnpaid?.(payment, state, context);
    }
    if (!isPaid(payment)) return state;
    const { expect } = this.#options;
    if (expect !== "skip") {
      const expected = await expect(payment, context);
      if (!expected) throw new TypeError(`no order is known for payment ${payment.payment_id}`);
      try {
        assertSettles(payment, expected);
      } catch (error) {
        if (!isKhipuError(error) || error.name !== "KhipuMismatchError") throw error;
        await this.#options.onMismatch?.(error, payment, context);
        return "mismatched";
      }
    }
    return this.#settle(payment, item);
  }

  async #settle(payment: Payment, item: Item): Promise<Fate> {
    const { store, onPaid, leaseMs } = this.#options;
    const { outcome } = await settleOnce(
      store,
      settlementKey(payment.payment_id),
      ({ tx, signal }) => onPaid(payment, { item, tx, signal }),
      { leaseMs, signal: this.#signal },
    );
    if (outcome === "settled" || outcome === "already") return outcome;
    throw new Error(
      outcome === "busy"
        ? `payment ${payment.payment_id} is being settled elsewhere`
        : `the claim of payment ${payment.payment_id} ran out while it was settled`,
    );
  }

  /** Reads one payment; a 429 slows everybody down and is tried again. */
  async #read(paymentId: string): Promise<Payment> {
    for (let tries = 1; ; tries++) {
      await this.#pause();
      try {
        const payment = await this.#khipu.payments.get(paymentId, { signal: this.#signal });
        this.#pace.succeeded();
        return payment;
      } catch (error) {
        const isHaste =
          isKhipuError(error) && error.name === "KhipuApiError" && error.status === 429;
        if (!isHaste || tries >= MOST_TRIES) throw error;
        this.#pace.refused(performance.now(), 250 + retryDelayMs(tries + 1, null));
      }
    }
  }

  async #pause(): Promise<void> {
    for (;;) {
      const ms = this.#pace.pauseMs(performance.now());
      if (ms <= 0) return;
      await sleep(ms, this.#signal);
    }
  }

  /** What a callback that only listens throws ends nothing. */
  async #tell(callback: () => unknown): Promise<void> {
    try {
      await callback();
    } catch {
      // See ReconcileOptions: one failure ends nothing.
    }
  }
}

function checkOptions<Item extends Reconcilable, Tx>(options: ReconcileOptions<Item, Tx>): void {
  const { store, expect, onPaid, concurrency = 1, resumeFrom = 0 } = options;
  if (typeof store?.claim !== "function") throw new TypeError("store is missing");
  if (typeof onPaid !== "function") throw new TypeError("onPaid must be a function");
  if (expect !== "skip" && typeof expect !== "function") {
    throw new TypeError('expect must be a function, or "skip" to compare nothing');
  }
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 1000) {
    throw new RangeError("concurrency must be a whole number from 1 to 1000");
  }
  if (!Number.isInteger(resumeFrom) || resumeFrom < 0) {
    throw new RangeError("resumeFrom must be a whole number, 0 or more");
  }
}
