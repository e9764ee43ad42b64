import { fieldsOf } from "../fields.js";
import { isKhipuError, KhipuMismatchError } from "../errors.js";
import { orAbort, sleep } from "../http/deadline.js";
import { retryDelayMs } from "../http/retry.js";
import { assertSettles } from "../lifecycle/assert-settles.js";
import { isPaid, paymentState } from "../lifecycle/payment-state.js";
import type { PaymentReader } from "../lifecycle/payment-reader.js";
import { settlementKey } from "../lifecycle/settlement-key.js";
import { observe } from "../observe.js";
import { DEFAULT_LEASE_MS, settleOnce } from "../stores/settle-once.js";
import type { SettlementStore } from "../stores/types.js";
import type { Payment } from "../types.js";
import { checkOptions } from "./check-options.js";
import { Crew } from "./crew.js";
import { type Fate, isLeft, leftError, verdictOf } from "./fate.js";
import type {
  Reconcilable,
  ReconcileContext,
  ReconcileOptions,
  ReconcileSource,
  ReconcileSummary,
} from "./options.js";
import { Pace } from "./pace.js";
import { isOfShard, lockName, whileLocked } from "./shard.js";
import { Tally } from "./tally.js";
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
 * With `shard` it deals with its part of the source alone, and holds a lock meanwhile: while another runner has the
 * same shard, it reads nothing and resolves to `isBusy`.
 *
 * @returns what it did; see {@link ReconcileSummary}.
 * @throws the signal's reason, what the source throws, or that the shard's lock was lost, once all that was under way has ended.
 * @throws TypeError or RangeError for options that make no sense, before anything is read.
 */
export async function reconcilePayments<
  Item extends Reconcilable,
  Tx = undefined,
  Writes = unknown,
>(
  khipu: PaymentReader,
  source: ReconcileSource<Item>,
  options: ReconcileOptions<Item, Tx, Writes>,
): Promise<ReconcileSummary> {
  checkOptions(options);
  const { shard, signal, leaseMs = DEFAULT_LEASE_MS, store, lock = store } = options;
  const run = (until: AbortSignal | undefined) =>
    new Reconciliation(khipu, options, until).over(source);
  if (!shard) return run(signal);
  // Checked: it has a lock.
  const locking = lock as Required<Pick<SettlementStore<Tx>, "lock">>;
  const summary = await whileLocked(locking, lockName(shard), { leaseMs, signal }, run);
  return summary ?? { ...new Tally().summary(options.resumeFrom ?? 0), isBusy: true };
}

class Reconciliation<Item extends Reconcilable, Tx> {
  readonly #khipu: PaymentReader;
  readonly #options: ReconcileOptions<Item, Tx>;
  readonly #signal: AbortSignal;
  readonly #pace: Pace;
  readonly #crew = new Crew();
  readonly #tally = new Tally();

  constructor(
    khipu: PaymentReader,
    options: ReconcileOptions<Item, Tx>,
    signal = new AbortController().signal,
  ) {
    this.#khipu = khipu;
    this.#options = options;
    this.#signal = signal;
    this.#pace = new Pace(options.concurrency ?? 8);
  }

  async over(source: ReconcileSource<Item>): Promise<ReconcileSummary> {
    const { shard, resumeFrom = 0 } = this.#options;
    let skip = resumeFrom;
    try {
      this.#signal.throwIfAborted();
      for await (const item of untilAborted(source, this.#signal)) {
        if (skip-- > 0) continue;
        const isOurs = !shard || isOfShard(idOf(item), shard);
        // Another shard's item is dealt with as far as this one goes.
        this.#crew.start(isOurs ? () => this.#handle(item) : () => Promise.resolve(true));
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
    const startedAt = performance.now();
    let fate: Fate = "failed";
    let error: unknown;
    try {
      fate = await this.#reconcile(item, context);
      error = leftError(fate, idOf(item));
    } catch (failure) {
      error = failure;
    }
    if (isLeft(fate)) {
      // Cut off, not failed.
      if (this.#signal.aborted) return false;
      await this.#tell(() => this.#options.onError?.(error, context));
    }
    this.#tally.add(fate);
    observe(() =>
      this.#options.onVerdict?.({
        source: "reconciliation",
        ...verdictOf(fate, error),
        durationMs: performance.now() - startedAt,
        key: settlementKey(idOf(item)),
      }),
    );
    await this.#tell(() => this.#options.onProgress?.(this.#summary()));
    return !isLeft(fate);
  }

  async #reconcile(item: Item, context: ReconcileContext<Item>): Promise<Fate> {
    const payment = await this.#read(idOf(item));
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
    if (!expected) return "unknownOrder";
    try {
      assertSettles(payment, expected);
    } catch (error) {
      if (!(error instanceof KhipuMismatchError)) throw error;
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
    return outcome;
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

function idOf(item: Reconcilable): string {
  return typeof item === "string" ? item : item.payment_id;
}

/** Lets a payment through that is the one that was asked for: another one would settle the wrong order. */
function asked(paymentId: string, payment: Payment): Payment {
  const { payment_id: actual } = fieldsOf<Payment>(payment);
  if (actual === paymentId) return payment;
  const difference = { field: "payment_id", expected: paymentId, actual };
  throw new KhipuMismatchError("reconcilePayments", [difference]);
}
