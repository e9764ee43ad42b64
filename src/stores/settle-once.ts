import { checkKey, checkLeaseMs } from "./checks.js";
import { isBatchStore, settleInBatch } from "./settle-in-batch.js";
import type { AnyStore, HeldClaim, SettlementStore } from "./types.js";
import { unlessAborted } from "./unless-aborted.js";

/** Twice the time within which Khipu expects its answer. */
export const DEFAULT_LEASE_MS = 60_000;

/** What the work is given. */
export interface SettlementContext<Tx> {
  /** The transaction in which the key is claimed, or `undefined` when the store has none. */
  readonly tx: Tx;
  /** Aborts when the caller's signal does, and when nine tenths of the lease have passed. */
  readonly signal: AbortSignal;
}

/** How a key is settled. */
export interface SettleOnceOptions {
  /**
   * How long the claim lasts if this process dies, in milliseconds.
   *
   * @defaultValue 60,000
   */
  readonly leaseMs?: number | undefined;
  /** Aborts the wait for the claim, and the work: see {@link settleOnce}. */
  readonly signal?: AbortSignal | undefined;
}

/** What became of a settlement. */
export type Settlement<T> =
  /** The work ran, and is recorded. */
  | { readonly outcome: "settled"; readonly value: T }
  /** The key was settled before. The work was not called. */
  | { readonly outcome: "already" }
  /** Somebody else is settling it now. The work was not called. */
  | { readonly outcome: "busy" }
  /**
   * The claim was over before the work was, because its lease had run out or its connection was lost: what the work
   * wrote through `tx` is gone; what it did elsewhere may be done again by the next holder.
   */
  | { readonly outcome: "lost" };

/**
 * Claims a key, runs the work, and records that it is done; runs nothing if the key is settled or being settled.
 *
 * When the signal aborts, or nine tenths of the lease have passed, a transactional store's claim is given up, whether
 * the work listens or not: `tx` is dead, what was written through it is rolled back, and its connection is free. What
 * the work comes to after that is passed over, and the outcome of a lease that is over is `lost`. Without a transaction nothing could be rolled back, so the work is
 * waited for, always, and recorded if it succeeds late. Who must answer by a deadline races the returned promise.
 *
 * A batch store has no claim and no lease. The work returns its writes; when the signal aborts before they are
 * committed they are dropped, and nothing is written.
 *
 * @throws what the work throws, after giving the claim back, so that the next call tries again.
 * @throws the signal's reason, when it aborted before the work had begun or its claim was given up.
 * @throws what the store throws. When that happens on completing, the claim is not given back: the mark may have
 * been made, and the end of the lease or of the transaction decides.
 */
export async function settleOnce<Tx, T>(
  store: AnyStore<Tx, T>,
  key: string,
  work: (context: SettlementContext<Tx>) => T | PromiseLike<T>,
  options: SettleOnceOptions = {},
): Promise<Settlement<T>> {
  const { signal } = options;
  const leaseMs = checkLeaseMs(options.leaseMs ?? DEFAULT_LEASE_MS);
  checkKey(key);
  signal?.throwIfAborted();
  // Whose store has no `tx` wants none: `Tx` is then inferred to be `undefined`.
  if (isBatchStore(store)) {
    return settleInBatch(
      store,
      key,
      (signal) => run(work, { tx: undefined as Tx, signal }),
      signal,
    );
  }

  const result = await claimUnlessAborted(store, key, leaseMs, signal);
  if (result.status === "done") return { outcome: "already" };
  if (result.status === "busy") return { outcome: "busy" };

  const done = await runOrRelease(store, result.claim, work, leaseMs, signal);
  const isRecorded = done !== undefined && (await store.complete(result.claim));
  return isRecorded ? { outcome: "settled", value: done.value } : { outcome: "lost" };
}

/** Claims; a claim that arrives after the caller has gone is given back. */
async function claimUnlessAborted<Tx>(
  store: SettlementStore<Tx>,
  key: string,
  leaseMs: number,
  signal: AbortSignal | undefined,
) {
  const claiming = store.claim(key, { leaseMs });
  try {
    return await unlessAborted(claiming, signal);
  } catch (error) {
    giveBackLater(store, claiming);
    throw error;
  }
}

/** Nobody waits for this any more, so its failure has nowhere to go; the lease ends such a claim. */
function giveBackLater<Tx>(
  store: SettlementStore<Tx>,
  claiming: ReturnType<SettlementStore<Tx>["claim"]>,
): void {
  claiming
    .then((result) => (result.status === "claimed" ? store.release(result.claim) : undefined))
    .catch(() => undefined);
}

/** Resolves to what the work returned, or to nothing when the lease was over before it. */
async function runOrRelease<Tx, T>(
  store: SettlementStore<Tx>,
  claim: HeldClaim<Tx>,
  work: (context: SettlementContext<Tx>) => T | PromiseLike<T>,
  leaseMs: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly value: T } | undefined> {
  const lease = new LeaseEnd(leaseMs, signal);
  try {
    const working = run(work, {
      tx: claim.tx,
      get signal() {
        return lease.signal;
      },
    });
    // Nothing rolls back what was done without a transaction: the work has to be waited for.
    if (claim.tx === undefined) return { value: await working };
    const first = await Promise.race([working.then((value) => ({ value })), lease.isNear]);
    if (first) return first;
    signal?.throwIfAborted();
    await store.release(claim).catch(() => undefined);
    return undefined;
  } catch (error) {
    // The work's own failure is the one to report; a claim that cannot be given back runs out.
    await store.release(claim).catch(() => undefined);
    throw error;
  } finally {
    lease.stop();
  }
}

/** Runs the work; what it throws at once is a rejection too. */
async function run<Tx, T>(
  work: (context: SettlementContext<Tx>) => T | PromiseLike<T>,
  context: SettlementContext<Tx>,
): Promise<T> {
  return work(context);
}

/** The end of a claim's time: the caller's signal aborts, or the lease is nearly over. Once stopped it leaves nothing behind. */
class LeaseEnd {
  readonly isNear: Promise<void>;
  #tell = (): void => undefined;
  #came: { readonly reason: unknown } | undefined;
  #controller: AbortController | undefined;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #caller: AbortSignal | undefined;
  readonly #follow = (): void => this.#come(this.#caller?.reason);

  constructor(leaseMs: number, caller: AbortSignal | undefined) {
    this.isNear = new Promise((resolve) => (this.#tell = resolve));
    const message = `the lease of ${leaseMs} ms is about to end`;
    const runOut = (): void => this.#come(new DOMException(message, "TimeoutError"));
    this.#timer = setTimeout(runOut, leaseMs * 0.9);
    this.#caller = caller;
    caller?.addEventListener("abort", this.#follow);
  }

  /** Made only for work that asks for it: making one takes as long as a good part of a settlement. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#came) this.#controller.abort(this.#came.reason);
    return this.#controller.signal;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#follow);
  }

  #come(reason: unknown): void {
    this.#came ??= { reason };
    this.#controller?.abort(this.#came.reason);
    this.#tell();
  }
}
