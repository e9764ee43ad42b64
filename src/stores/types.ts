/**
 * Where "this key is settled" is remembered: the interface of all stores but those that commit in one batch
 * ({@link BatchStore}).
 *
 * A key is claimed, worked on, and completed or released. Two kinds of store have the same four methods:
 *
 * - **Transactional** (postgres, sqlite): `claim` opens a transaction and hands it out as `tx`, `complete`
 *   commits it, `release` rolls it back. What the shop writes through `tx` and the mark "done" are kept together
 *   or not at all: settled exactly once.
 * - **With a lease** (redis, memory): a claim is a note that runs out. A holder that dies, or that is slower than
 *   its lease, is followed by another, so the work may be done again: at least once.
 *
 * `settleOnce` is the only thing that calls `claim`, `complete` and `release`: whoever writes a store of their own
 * writes these methods and runs `khipu-sdk/stores/conformance` against them.
 *
 * @typeParam Tx - what the shop's own writes go through; `undefined` for a store without transactions.
 */
export interface SettlementStore<Tx = undefined> {
  /**
   * How long a done key is remembered, in milliseconds; `Infinity` for until `purge` is told to forget it.
   *
   * Who makes a handler is told at once when this is less than the time in which its signatures count. Without it
   * nobody can tell, and the store's own documentation has to.
   */
  readonly retentionMs?: number | undefined;

  /**
   * How many connections the store can have at once, where it knows, if each claim and each lock holds one.
   *
   * A store of one connection cannot settle while it holds a lock: `reconcilePayments` refuses it for a shard.
   */
  readonly maxConnections?: number | undefined;

  /**
   * Claims the key, unless it is done or somebody else's claim is live.
   *
   * Of any number of callers at once, in any number of processes, exactly one gets `claimed`. The others are
   * answered without waiting for it: `busy`.
   */
  claim(key: string, options: ClaimOptions): Promise<ClaimResult<Tx>>;

  /**
   * Marks the key as done, for good, and ends the claim. A transactional store commits.
   *
   * Resolves to `false`, having changed nothing, when the claim is no longer the key's: its lease ran out and
   * another holder came, or its transaction has ended. Rejects when the store cannot say.
   */
  complete(claim: HeldClaim<Tx>): Promise<boolean>;

  /**
   * Gives the key back without marking it, so that the next claim gets it. A transactional store rolls back.
   *
   * Changes nothing when the claim has ended or is another holder's by now. May be called more than once.
   */
  release(claim: HeldClaim<Tx>): Promise<void>;

  /** Tells what is known of a key. `done` is exact; `busy` and `free` are as of a moment ago. */
  lookUp(key: string): Promise<KeyStatus>;

  /**
   * Forgets the keys that were done longer ago than `olderThanMs`, and resolves to how many.
   *
   * It has to be more than the `toleranceMs` and `clockSkewMs` of every handler together: a signature that still
   * counts would settle a forgotten key again. With `toleranceMs: false` forget nothing.
   *
   * @throws RangeError under three days and five minutes, which is the sum of a handler's defaults. A store that
   * forgets by itself (redis) has no `purge`.
   */
  purge?(options: PurgeOptions): Promise<number>;

  /**
   * Takes a lock that one holder has at a time, for work that is no settlement, such as one shard of a reconciliation;
   * resolves to nothing at once while somebody else has it. It ends with its holder's process, or by its lease.
   *
   * Stores whose claims shut out everybody else's (sqlite) have none.
   */
  lock?(name: string, options: ClaimOptions): Promise<HeldLock | undefined>;
}

/** A store that has locks. */
export type LockingStore<Tx = undefined> = SettlementStore<Tx> &
  Required<Pick<SettlementStore<Tx>, "lock">>;

/** A lock that is held until `unlock`, or until its lease ends without a `renew`. */
export interface HeldLock {
  /** Resolves to `false` when it is no longer held; rejects when the store cannot say. */
  renew(): Promise<boolean>;
  unlock(): Promise<void>;
}

/**
 * A store of a database that has no transaction of several steps, and commits only what it is handed at once: D1,
 * libsql, Neon over HTTP, DynamoDB.
 *
 * There is no claim. The work (`onPaid`) writes nothing: it **returns** its writes, and `commit` commits them together
 * with the mark "done", all or nothing. Several may work on the same key at once; of those one commits, and of the
 * others nothing is written. So each key is settled exactly once, without a lock or a lease.
 *
 * @typeParam Writes - what the work returns: a list of writes, as the database's driver makes them.
 */
export interface BatchStore<Writes> {
  /** As in {@link SettlementStore.retentionMs}. */
  readonly retentionMs?: number | undefined;

  /**
   * Commits the writes and the mark "done", unless the key is done.
   *
   * `done` and `busy` mean that nothing was written: the key was done before, or somebody else is committing it at
   * this moment. Rejects when a write fails, having written nothing, and when the store cannot say: then only
   * {@link BatchStore.lookUp} can tell.
   *
   * @throws TypeError when `writes` is not a list, which may be empty.
   */
  commit(key: string, writes: Writes): Promise<CommitResult>;

  /** Tells what is known of a key: `done`, or `free` as of a moment ago. */
  lookUp(key: string): Promise<KeyStatus>;

  /** As in {@link SettlementStore.purge}. */
  purge?(options: PurgeOptions): Promise<number>;

  /** As in {@link SettlementStore.lock}. */
  lock?(name: string, options: ClaimOptions): Promise<HeldLock | undefined>;
}

/** What became of a batch. */
export type CommitResult = "committed" | "done" | "busy";

/**
 * Any store: what handlers and reconciliation take.
 *
 * @typeParam Tx - of a store with claims: what the shop's own writes go through.
 * @typeParam Writes - of a batch store: what the work returns. With any other store what it returns is passed over.
 */
export type AnyStore<Tx = undefined, Writes = unknown> = SettlementStore<Tx> | BatchStore<Writes>;

/** How a key is claimed. */
export interface ClaimOptions {
  /** How long the claim lasts if it is neither completed nor released, in milliseconds; a whole number from 1. */
  readonly leaseMs: number;
}

/** What is forgotten. */
export interface PurgeOptions {
  /** The least age of what is forgotten, in milliseconds; three days and five minutes (259,500,000) or more. */
  readonly olderThanMs: number;
}

/** The right to settle one key, from `claim` until `complete`, `release` or the end of the lease. */
export interface HeldClaim<Tx = undefined> {
  readonly key: string;
  /** Tells this claim from every other claim of the key, earlier and later. */
  readonly token: string;
  /** The open transaction, if the store has them. It refuses to work once the claim has ended. */
  readonly tx: Tx;
}

/** What became of an attempt to claim a key. */
export type ClaimResult<Tx = undefined> =
  | { readonly status: "claimed"; readonly claim: HeldClaim<Tx> }
  /** The key was completed before. */
  | { readonly status: "done" }
  /** Somebody else holds a live claim. */
  | { readonly status: "busy" };

/** What is known of a key. */
export type KeyStatus =
  | { readonly status: "free" }
  | { readonly status: "busy" }
  /** `doneAtMs`: when it was completed, in Unix milliseconds. */
  | { readonly status: "done"; readonly doneAtMs: number };
