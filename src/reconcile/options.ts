import type { KhipuMismatchError } from "../errors.js";
import type { ExpectedPayment } from "../lifecycle/assert-settles.js";
import type { PaymentState } from "../lifecycle/payment-state.js";
import type { AnyStore, SettlementStore } from "../stores/types.js";
import type { Payment } from "../types.js";
import type { OnVerdict } from "../verdict.js";
import type { Shard } from "./shard.js";

/** One payment to look at: its id, or an order that holds it. */
export type Reconcilable = string | { readonly payment_id: string };

/** Any source of payments; an async one is read only as fast as they are dealt with. */
export type ReconcileSource<Item extends Reconcilable> = Iterable<Item> | AsyncIterable<Item>;

/** What your callbacks are told besides the payment. */
export interface ReconcileContext<Item> {
  /** What the source gave. */
  readonly item: Item;
  readonly signal: AbortSignal;
}

/** What {@link ReconcileOptions.onPaid} is told besides the payment. */
export interface ReconcilePaidContext<Item, Tx> extends ReconcileContext<Item> {
  /** The transaction in which the payment is claimed, if the store has them. */
  readonly tx: Tx;
}

/** What a reconciliation did, so far or in all. */
export interface ReconcileSummary {
  /** How many items were dealt with. */
  readonly done: number;
  /** Settled now: `onPaid` was called, and what it did is recorded. */
  readonly settled: number;
  /** Paid, and settled before. */
  readonly already: number;
  /** Paid, but not what the order expects. */
  readonly mismatched: number;
  /** Could not be read or settled this time; the next run tries again. */
  readonly failed: number;
  /** Payments that are not paid, or no longer, by their state. */
  readonly states: Readonly<Partial<Record<PaymentState, number>>>;
  /**
   * All items before this number are dealt with: the `resumeFrom` of a run that goes on from here. The first one
   * that failed or was cut off holds it back, so that none is passed over.
   */
  readonly resumeFrom: number;
  /** There when nothing was done, because another runner has the shard. */
  readonly isBusy?: true;
}

/** How to reconcile. */
export interface ReconcileOptions<Item extends Reconcilable, Tx = undefined, Writes = unknown> {
  /** The same store as the webhook's, so that a payment is settled once, whoever comes first. */
  store: AnyStore<Tx, Writes>;
  /** What the order expects, or `undefined` when there is none; `"skip"` compares nothing. */
  expect:
    | "skip"
    | ((
        payment: Payment,
        context: ReconcileContext<Item>,
      ) => ExpectedPayment | undefined | PromiseLike<ExpectedPayment | undefined>);
  /**
   * Settles the order; called at most once for each payment, whatever the webhook does meanwhile. With a batch store it
   * returns the writes that settle it, of which one batch is committed for each payment.
   */
  onPaid: (
    payment: Payment,
    context: ReconcilePaidContext<Item, Tx>,
  ) => Writes | PromiseLike<Writes>;
  /** Told of each payment that is not paid or no longer: expired, rejected, reversed, refunded, pending… */
  onUnpaid?: (payment: Payment, state: PaymentState, context: ReconcileContext<Item>) => unknown;
  /** Told of each payment that is paid but not its order's; without it, `onError` is. */
  onMismatch?: (
    error: KhipuMismatchError,
    payment: Payment,
    context: ReconcileContext<Item>,
  ) => unknown;
  /** Told of each item that failed. One failure ends nothing. */
  onError?: (error: unknown, context: ReconcileContext<Item>) => unknown;
  /** Told what becomes of each item, in words that may be labels of a metric. Not waited for. */
  onVerdict?: OnVerdict;
  /** Called after each item. */
  onProgress?: (summary: ReconcileSummary) => unknown;
  /**
   * The most payments under way at once, from 1 to 1000. A 429 halves it for a while.
   *
   * @defaultValue 8
   */
  concurrency?: number;
  /** How many items to skip: `resumeFrom` of an earlier run over the same source. @defaultValue 0 */
  resumeFrom?: number;
  /** How long a claim, and a shard's lock, last if this process dies, in milliseconds. @defaultValue 60000 */
  leaseMs?: number;
  /**
   * Deals with one part of the source alone, by one runner at a time: any number of pods may be started with the same
   * shards. One that finds its shard taken reads nothing, and resolves to `isBusy`. Divide as you like: a single shard,
   * `{ index: 0, count: 1 }`, lets one of two pods work.
   *
   * Needs a store with locks (postgres, redis, memory), or `lock`. In PostgreSQL a lock holds a connection of the pool, which needs another one to settle with.
   */
  shard?: Shard;
  /** What the shard is locked in, where `store` has no locks: `postgresStore(pool)`, `redisStore(client)`. */
  lock?: Required<Pick<SettlementStore<unknown>, "lock">>;
  /**
   * Ends the reconciliation: no read and no source is waited for any longer; `onPaid` and the other callbacks that
   * are under way end first, then it rejects with the signal's reason.
   */
  signal?: AbortSignal;
}
