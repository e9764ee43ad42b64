import { fieldsOf } from "../fields.js";
import { isKhipuError, KhipuMismatchError } from "../errors.js";
import { orAbort, sleep } from "../http/deadline.js";
import { retryDelayMs } from "../http/retry.js";
import { assertSettles } from "../lifecycle/assert-settles.js";
import { isPaid, paymentState } from "../lifecycle/payment-state.js";
import type { PaymentReader } from "../lifecycle/payment-reader.js";
import { settlementKey } from "../lifecycle/settlement-key.js";
import { checkLeaseMs } from "../stores/checks.js";
import { settleOnce } from "../stores/settle-once.js";
import type { Payment } from "../types.js";
import { Crew } from "./crew.js";
import type {
  Reconcilable,
  ReconcileContext,
  ReconcileOptions,
  ReconcileSource,
  ReconcileSummary,
} from "./options.js";
import { Pace } from "./pace.js";
import { type Fate, Tally } from "./tally.js";
import { untilAborted } from "./until-aborted.js";

/** How often one payment is asked for while the service refuses for haste. */
const MOST_TRIES = 6;

/**
 * Reads payments from Khipu and settles those that are paid, through the same store as the webhook: what a
 * shop runs every five minutes, so that a notification that was lost costs nothing.
 *
 * It keeps as many reads under way as `concurrency` says, fewer after a 429. Memory does not grow with the
 * source, which is read only as fast as its items are dealt with. Failures of single items are counted and
 * told to `onError`; only the source's own failure, or the signal, ends it. A payment that is answered for another
 * one is such a failure, and is never settled.
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
      for await (const item of untilAborted(source, this.#signal)) {
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
    return this.#tally.summary((this.#options.resumeFrom ?? 0) + this.#crew.dealtFromStart);
  }

  /** Deals with one item, or tells that it did not; never rejects. */
  async #handle(item: Item): Promise<boolean> {
    const context = { item, signal: this.#signal };
    let fate: Fate = "failed";
    try {
      fate = await this.#reconcile(item, context);
    } catch (error) {
      // Cut off, not failed.
      if (this.#signal.aborted) return false;
      await this.#tell(() => this.#options.onError?.(error, context));
    }
    this.#tally.add(fate);
    await this.#tell(() => this.#options.onProgress?.(this.#summary()));
    return fate !== "failed";
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
    if (expect === "skip") return this.#settle(payment, item);
    // The order may have been changed, or closed, since this payment settled it.
    if (await this.#isSettled(payment)) return "already";
    const expected = await this.#orAbort(expect(payment, context));
    if (!expected) throw new TypeError(`no order is known for payment ${payment.payment_id}`);
    try {
      assertSettles(payment, expected);
    } catch (error) {
      if (!isKhipuError(error) || error.name !== "KhipuMismatchError") throw error;
      const { onMismatch, onError } = this.#options;
      // Money that nobody is told of is gone from view.
      await (onMismatch ? onMismatch(error, payment, context) : onError?.(error, context));
      return "mismatched";
    }
    return this.#settle(payment, item);
  }

  async #isSettled({ payment_id }: Payment): Promise<boolean> {
    const { status } = await this.#orAbort(this.#options.store.lookUp(settlementKey(payment_id)));
    return status === "done";
  }

  /** Waits no longer than the signal lets, whether or not what is waited for listens to it. */
  #orAbort<T>(waited: T | PromiseLike<T>): Promise<T> {
    return orAbort(Promise.resolve(waited), this.#signal);
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
        const read = this.#khipu.payments.get(paymentId, { signal: this.#signal });
        const payment = await this.#orAbort(read);
        this.#pace.succeeded();
        return asked(paymentId, payment);
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

/** Lets a payment through that is the one that was asked for: another one would settle the wrong order. */
function asked(paymentId: string, payment: Payment): Payment {
  const { payment_id: actual } = fieldsOf<Payment>(payment);
  if (actual === paymentId) return payment;
  const difference = { field: "payment_id", expected: paymentId, actual };
  throw new KhipuMismatchError("reconcilePayments", [difference]);
}

function checkOptions<Item extends Reconcilable, Tx>(options: ReconcileOptions<Item, Tx>): void {
  const { store, expect, onPaid, concurrency = 1, resumeFrom = 0, leaseMs } = options;
  for (const method of ["claim", "complete", "release", "lookUp"] as const) {
    if (typeof store?.[method] !== "function") {
      throw new TypeError(`store is missing, or has no ${method}`);
    }
  }
  if (typeof onPaid !== "function") throw new TypeError("onPaid must be a function");
  if (expect !== "skip" && typeof expect !== "function") {
    throw new TypeError('expect must be a function, or "skip" to compare nothing');
  }
  for (const name of ["onUnpaid", "onMismatch", "onError", "onProgress"] as const) {
    if (options[name] !== undefined && typeof options[name] !== "function") {
      throw new TypeError(`${name} must be a function`);
    }
  }
  if (leaseMs !== undefined) checkLeaseMs(leaseMs);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 1000) {
    throw new RangeError("concurrency must be a whole number from 1 to 1000");
  }
  if (!Number.isInteger(resumeFrom) || resumeFrom < 0) {
    throw new RangeError("resumeFrom must be a whole number, 0 or more");
  }
}
