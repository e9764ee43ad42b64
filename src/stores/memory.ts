import { checkAgeMs, checkKey, checkLeaseMs, checkRetentionMs, readClock } from "./checks.js";
import { lockByClaim } from "./lock.js";
import type {
  ClaimOptions,
  ClaimResult,
  HeldClaim,
  HeldLock,
  KeyStatus,
  LockingStore,
  PurgeOptions,
  SettlementStore,
} from "./types.js";

export type * from "./types.js";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** How a memory store keeps things. */
export interface MemoryStoreOptions {
  /**
   * How long a done key is remembered, in milliseconds; three days and five minutes (259,500,000) or more,
   * `Infinity` for as long as the process lives.
   *
   * @defaultValue seven days
   */
  readonly retentionMs?: number | undefined;
  /**
   * The clock, in Unix milliseconds.
   *
   * @defaultValue `Date.now`
   */
  readonly now?: (() => number) | undefined;
}

/**
 * Remembers in this process's memory what is settled: for tests, and for seeing something work.
 *
 * Not for production: a restart forgets everything, and a second process knows nothing of the first, so both
 * settle what Khipu notifies again. Within one process it is at least once, with a lease. It grows by each done key
 * and forgets them after `retentionMs`, at the next claim: some hundred bytes a payment.
 *
 * @throws RangeError when `retentionMs` is under three days and five minutes, or no number.
 */
export function memoryStore(options: MemoryStoreOptions = {}): LockingStore {
  return new MemoryStore(options);
}

interface Lease {
  readonly token: string;
  readonly untilMs: number;
}

class MemoryStore implements SettlementStore {
  readonly #leases = new Map<string, Lease>();
  // In the order of completion, oldest first: what is to be forgotten is at the front.
  readonly #done = new Map<string, number>();
  readonly retentionMs: number;
  readonly #now: () => number;
  #claims = 0;

  constructor({ retentionMs = WEEK_MS, now = Date.now }: MemoryStoreOptions) {
    this.retentionMs = checkRetentionMs(retentionMs);
    this.#now = () => readClock(now);
  }

  claim(key: string, { leaseMs }: ClaimOptions): Promise<ClaimResult> {
    return promised(() => {
      checkKey(key);
      checkLeaseMs(leaseMs);
      this.#forget(this.retentionMs);
      const { status } = this.#status(key);
      if (status !== "free") return { status };
      const token = String(++this.#claims);
      this.#leases.set(key, { token, untilMs: this.#now() + leaseMs });
      return { status: "claimed", claim: { key, token, tx: undefined } };
    });
  }

  complete({ key, token }: HeldClaim): Promise<boolean> {
    return promised(() => {
      if (this.#leases.get(key)?.token !== token) return false;
      // Also when the lease has run out, as long as nobody followed: the work is done, and that is what counts.
      this.#leases.delete(key);
      this.#done.set(key, this.#now());
      return true;
    });
  }

  release({ key, token }: HeldClaim): Promise<void> {
    return promised(() => {
      if (this.#leases.get(key)?.token === token) this.#leases.delete(key);
    });
  }

  lookUp(key: string): Promise<KeyStatus> {
    return promised(() => this.#status(checkKey(key)));
  }

  purge({ olderThanMs }: PurgeOptions): Promise<number> {
    return promised(() => this.#forget(checkAgeMs("olderThanMs", olderThanMs)));
  }

  lock(name: string, options: ClaimOptions): Promise<HeldLock | undefined> {
    return lockByClaim(this, name, options, ({ key, token }) =>
      promised(() => {
        const lease = this.#leases.get(key);
        // Over when its time is, also while nobody has taken it: its holder may have slept through what others did.
        if (lease?.token !== token || lease.untilMs <= this.#now()) return false;
        this.#leases.set(key, { token, untilMs: this.#now() + options.leaseMs });
        return true;
      }),
    );
  }

  #status(key: string): KeyStatus {
    const doneAtMs = this.#done.get(key);
    if (doneAtMs !== undefined) return { status: "done", doneAtMs };
    const lease = this.#leases.get(key);
    return { status: lease && lease.untilMs > this.#now() ? "busy" : "free" };
  }

  #forget(olderThanMs: number): number {
    const before = this.#now() - olderThanMs;
    let forgotten = 0;
    for (const [key, doneAtMs] of this.#done) {
      if (doneAtMs >= before) break;
      this.#done.delete(key);
      forgotten++;
    }
    return forgotten;
  }
}

/** Does it now, and promises what comes of it, also when that is an error. */
function promised<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}
