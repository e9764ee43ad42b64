import type { SettlementStore } from "../../stores/types.js";

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

/** What all handlers share. */
export interface HandlerOptions<Tx = undefined> {
  /** Where "already settled" is remembered: `postgresStore(pool)`, `sqliteStore(db)`, `redisStore(client)`. */
  store: SettlementStore<Tx>;
  /**
   * Told of everything that was not settled and is not a repeat: refused signatures, mismatches that have no
   * `onMismatch`, what your callbacks throw, what is too late. `console.error` will do.
   *
   * Give it: this package never writes to the console, and without it a wrong secret is a row of 400s that
   * nobody sees. What it throws is dropped.
   *
   * @defaultValue nobody is told
   */
  onError?: ((error: unknown, context: FailureContext) => unknown) | undefined;
  /**
   * When `signal` aborts, in milliseconds from the request; at most 28,000, because Khipu waits 30 seconds.
   * A tenth of it later, and at most a second, it is answered 503, whatever your code does. What succeeds after that is
   * recorded all the same, and the next notification is answered 200.
   *
   * @defaultValue 25000
   */
  timeoutMs?: number | undefined;
  /**
   * How long a claim lasts if this process dies, in milliseconds.
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

/** The options once read: complete, and within their limits. */
export interface Settings<Tx> {
  readonly store: SettlementStore<Tx>;
  readonly onError: HandlerOptions["onError"];
  readonly timeoutMs: number;
  readonly leaseMs: number | undefined;
  readonly maxBodyBytes: number;
  readonly diagnostics: boolean;
  readonly mismatchStatus: number;
  readonly unknownOrderStatus: number;
}

/** Checks the options when a handler is made, not when the first payment comes. */
export function readSettings<Tx>(options: HandlerOptions<Tx> & OrderOptions): Settings<Tx> {
  const { store, onError } = Object(options) as HandlerOptions<Tx>;
  if (typeof store?.claim !== "function") {
    throw new TypeError("store is missing: postgresStore(pool), or memoryStore() to try it out");
  }
  if (onError !== undefined) requireFunction("onError", onError);
  return {
    store,
    onError,
    leaseMs: options.leaseMs,
    diagnostics: options.diagnostics ?? false,
    timeoutMs: within("timeoutMs", options.timeoutMs ?? 25_000, 1, 28_000),
    maxBodyBytes: within("maxBodyBytes", options.maxBodyBytes ?? 2 ** 20, 1, 2 ** 30),
    mismatchStatus: within("mismatchStatus", options.mismatchStatus ?? 200, 200, 599),
    unknownOrderStatus: within("unknownOrderStatus", options.unknownOrderStatus ?? 404, 200, 599),
  };
}

/** Refuses a callback that was left out or misspelt, which would otherwise fail with the first payment. */
export function requireFunction(name: string, value: unknown): void {
  if (typeof value !== "function") throw new TypeError(`${name} must be a function`);
}

/** Refuses a client that was left out. */
export function requireClient(name: string, resource: unknown): void {
  if (!resource) throw new TypeError(`${name} is missing: it reads what the message speaks of`);
}

/** Refuses a number that is not whole, or out of range. */
export function within(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${name} must be a whole number from ${least} to ${most}`);
}
