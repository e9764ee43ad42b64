import type { AnyStore } from "../../stores/types.js";
import type { OnVerdict } from "../../verdict.js";

/** What is known of a failure besides the error. Nothing in it is secret or personal. */
export interface FailureContext {
  /** What was answered. */
  readonly status: number;
  /** What was being settled, e.g. `payment:gqzdy6chjne9`, once that is known. */
  readonly key?: string;
}

/** What every callback of yours is given. */
export interface CallbackContext {
  /** Aborts at `timeoutMs`. Pass it on, so that your work ends before the answer is due. */
  readonly signal: AbortSignal;
}

/** What a callback that settles is given. */
export interface SettlingContext<Tx> extends CallbackContext {
  /**
   * What your own writes go through, if the store has transactions: they are kept together with the mark
   * "settled", or not at all.
   */
  readonly tx: Tx;
}

/**
 * What all handlers share.
 *
 * @typeParam Tx - what your own writes go through, if the store has transactions.
 * @typeParam Writes - what the callback that settles returns: with a batch store its list of writes.
 */
export interface HandlerOptions<Tx = undefined, Writes = unknown> {
  /**
   * Where "already settled" is remembered: `postgresStore(pool)`, `sqliteStore(db)`, `redisStore(client)`; or a batch
   * store, such as `d1Store(db)`: then the callback that settles returns its writes.
   */
  store: AnyStore<Tx, Writes>;
  /**
   * Told of everything that was not settled and is not a repeat: refused signatures, mismatches that have no
   * `onMismatch`, what your callbacks throw, what is too late. `console.error` will do.
   *
   * Nothing takes its place: this package never writes to the console, and a wrong secret that nobody hears of is a
   * row of 400s. What it throws is dropped.
   */
  onError: (error: unknown, context: FailureContext) => unknown;
  /**
   * Told what becomes of each request, settled or not, in words that may be labels of a metric: "no notification settled
   * for an hour" is an alarm on these. Not waited for; what it throws is dropped.
   */
  onVerdict?: OnVerdict | undefined;
  /**
   * When `signal` aborts, in milliseconds from the request; at most 28,000, because Khipu waits 30 seconds.
   * A tenth of it later, and at most a second, it is answered 503, whatever your code does. What succeeds after that is
   * recorded all the same, and the next notification is answered 200.
   *
   * @defaultValue 25000
   */
  timeoutMs?: number | undefined;
  /**
   * How long a claim lasts if this process dies, in milliseconds; not less than `timeoutMs`.
   *
   * @defaultValue 60000
   */
  leaseMs?: number | undefined;
  /**
   * The largest body that is read, in bytes; a larger one is answered 413. Raise it if your payments carry a
   * large `custom`.
   *
   * @defaultValue 1048576 (1 MiB)
   */
  maxBodyBytes?: number | undefined;
  /**
   * Answers a refusal with its reason in words, for development. They hold no secret, but tell a stranger
   * what is wrong with your setup.
   *
   * @defaultValue false
   */
  diagnostics?: boolean | undefined;
}

/** How handlers that compare a payment with an order answer when it is not the order's. */
export interface OrderOptions {
  /**
   * Answered when the payment is genuine but not what the order expects. A retry cannot mend that.
   *
   * @defaultValue 200
   */
  mismatchStatus?: number | undefined;
  /**
   * Answered when no order is known. It may be one that is not committed yet or not replicated, so Khipu is
   * asked to try again. 200 where others charge with the same account, whose payments are none of yours.
   *
   * @defaultValue 404
   */
  unknownOrderStatus?: number | undefined;
}
