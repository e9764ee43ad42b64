import { orAbort } from "../http/deadline.js";
import { onAbort } from "../http/on-abort.js";
import type { HeldLock, SettlementStore } from "../stores/types.js";

/** One of the parts into which a source is divided, each dealt with by one runner at a time. */
export interface Shard {
  /** Which: from 0. */
  readonly index: number;
  /** Of how many, from 1 to 10,000; the same for all runners. */
  readonly count: number;
  /**
   * Tells what is reconciled from everything else that locks in the same store, in 1 to 200 characters.
   *
   * @defaultValue `reconcile`
   */
  readonly name?: string | undefined;
}

/** Says whether a payment is of this shard: by its id alone, so that every runner divides alike. */
export function isOfShard(paymentId: string, { index, count }: Shard): boolean {
  return fnv1a(paymentId) % count === index;
}

/** What the lock of a shard is called. */
export function lockName({ index, count, name = "reconcile" }: Shard): string {
  return `${name}:${index}/${count}`;
}

/**
 * Does some work while it holds a lock, and nothing while somebody else does. The lock is renewed at every quarter of
 * its lease; when it is lost, or three quarters of the lease have passed without an answer, the work's signal aborts.
 *
 * @returns what the work came to, or `undefined` when somebody else holds the lock.
 */
export async function whileLocked<T extends object>(
  locking: Required<Pick<SettlementStore<never>, "lock">>,
  name: string,
  { leaseMs, signal }: { leaseMs: number; signal: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const lock = await lockUnlessAborted(locking.lock(name, { leaseMs }), signal);
  if (!lock) return undefined;
  const controller = new AbortController();
  const lose = () => controller.abort(new Error(`the lock of ${name} was lost: run again`));
  const stop = () => controller.abort(signal?.reason);
  if (signal?.aborted) stop();
  const forget = signal && onAbort(signal, stop);
  let missed = 0;
  const renew = () => {
    if (missed === 2) {
      lose();
      return;
    }
    missed += 1;
    lock.renew().then(
      (isHeld) => (isHeld ? (missed = 0) : lose()),
      () => undefined,
    );
  };
  const timer = setInterval(renew, leaseMs / 4);
  try {
    return await work(controller.signal);
  } finally {
    clearInterval(timer);
    forget?.();
    // A lock that cannot be given back ends with its lease.
    await lock.unlock().catch(() => undefined);
  }
}

/** Waits for a lock; one that comes after the caller has gone is given back. */
async function lockUnlessAborted(
  locking: Promise<HeldLock | undefined>,
  signal: AbortSignal | undefined,
): Promise<HeldLock | undefined> {
  try {
    return await orAbort(locking, signal);
  } catch (error) {
    // Nobody waits for this any more; what cannot be given back ends with its lease.
    locking.then((lock) => lock?.unlock()).catch(() => undefined);
    throw error;
  }
}

/** A hash that spreads ids evenly and is the same on every machine: FNV-1a, of 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}
