import { batchChecks, batchEndChecks, type BatchProbe } from "./conformance/batch.js";
import { claimChecks } from "./conformance/claims.js";
import { leaseChecks } from "./conformance/leases.js";
import { lockChecks } from "./conformance/locks.js";
import { runChecks, type StoreCheck, type TestFunction } from "./conformance/run-checks.js";
import { SHARES, sharesWithSecond } from "./conformance/second.js";
import { settlingChecks } from "./conformance/settling.js";
import type { StoreUnderTest, TransactionProbe } from "./conformance/subject.js";
import { giveBackChecks, insideChecks } from "./conformance/inside.js";
import { takesUnreadable, takesUnreadableBatch, UNREADABLE } from "./conformance/unreadable.js";
import { transactionChecks } from "./conformance/transactions.js";
import type { BatchStore, SettlementStore } from "./types.js";

export type { BatchProbe } from "./conformance/batch.js";
export type { StoreCheck, TestFunction } from "./conformance/run-checks.js";
export type { TransactionInside, TransactionProbe } from "./conformance/subject.js";
export type * from "./types.js";

/** How a store is checked. */
export interface StoreCheckOptions<Tx> {
  /**
   * The lease of the claims that a check lets run out, in milliseconds. Longer for a store that is far away.
   *
   * @defaultValue 300
   */
  readonly leaseMs?: number | undefined;
  /**
   * How much later than its end a lease may still be kept, and how long an answer may take, in milliseconds.
   *
   * @defaultValue 1,000
   */
  readonly graceMs?: number | undefined;
  /** For a transactional store: how to write through `tx` and to see what was committed. */
  readonly transaction?: TransactionProbe<Tx> | undefined;
  /** Makes the store on a connection that answers what the store cannot read; without it that is not tried. */
  readonly unreadable?: CreateStore<unknown> | undefined;
  /** Makes another store on the connection of the first; without it that is not tried. */
  readonly second?: CreateStore<Tx> | undefined;
  /**
   * Whether the store has `lock`, which is then checked, too.
   *
   * @defaultValue false
   */
  readonly locks?: boolean | undefined;
}

/** Makes the store, or hands out the same one: every check uses keys of its own. */
export type CreateStore<Tx> = () => SettlementStore<Tx> | Promise<SettlementStore<Tx>>;

/**
 * Lists what every store must do, as checks for any test runner.
 *
 * The checks write keys that begin with `conformance:` and leave them: use a database for tests. They may run at
 * the same time, but for a store that settles one key at a time.
 */
export function storeChecks<Tx>(
  createStore: CreateStore<Tx>,
  options: StoreCheckOptions<Tx> = {},
): readonly StoreCheck[] {
  const { leaseMs = 300, graceMs = 1000, transaction, unreadable, second, locks = false } = options;
  const subject = async (): Promise<StoreUnderTest<Tx>> => {
    return { store: await createStore(), leaseMs, graceMs };
  };
  const checks: StoreCheck[] = [];
  const add = (found: Readonly<Record<string, (subject: StoreUnderTest<Tx>) => Promise<void>>>) => {
    for (const [name, check] of Object.entries(found)) {
      checks.push({ name, run: async () => check(await subject()) });
    }
  };
  add({ ...claimChecks, ...leaseChecks, ...settlingChecks });
  if (second) add({ [SHARES]: async (subject) => sharesWithSecond(subject, await second()) });
  if (unreadable) {
    checks.push({ name: UNREADABLE, run: async () => takesUnreadable(await unreadable()) });
  }
  if (transaction) add(checksOf(transaction));
  if (locks) add(lockChecks);
  return checks;
}

function checksOf<Tx>(probe: TransactionProbe<Tx>) {
  const found: Record<string, (subject: StoreUnderTest<Tx>) => Promise<void>> = {};
  const all = {
    ...transactionChecks,
    ...(probe.inside && insideChecks),
    ...(probe.giveBack && giveBackChecks),
  };
  for (const [name, check] of Object.entries(all)) {
    found[name] = (subject) => check(subject, probe);
  }
  return found;
}

/** How {@link testStoreConformance} tells its results. */
export interface StoreConformanceOptions<Tx> extends StoreCheckOptions<Tx> {
  /**
   * The test function of your runner: `test` or `it` of jest, vitest, mocha, `node:test`, Bun.
   *
   * @defaultValue none: the checks run at once, one after the other
   */
  readonly test?: TestFunction | undefined;
}

/**
 * Checks a store of your own: as tests of your runner, or without one.
 *
 * @throws AggregateError without a runner, when any check fails: all failures, named.
 *
 * @example
 * ```ts
 * import { test } from "node:test";
 *
 * testStoreConformance(() => myStore(), { test });
 * ```
 */
export async function testStoreConformance<Tx>(
  createStore: CreateStore<Tx>,
  options: StoreConformanceOptions<Tx> = {},
): Promise<void> {
  await runChecks(storeChecks(createStore, options), options.test);
}

/** How a batch store is checked. */
export interface BatchStoreCheckOptions<Write> {
  /** How to write in the store's batches and to see what was committed. */
  readonly shop: BatchProbe<Write>;
  /** Makes the store on a connection that answers what the store cannot read; without it that is not tried. */
  readonly unreadable?: CreateBatchStore<Write> | undefined;
}

/** Makes the store, or hands out the same one: every check uses keys of its own. */
export type CreateBatchStore<Write> = () =>
  BatchStore<readonly Write[]> | Promise<BatchStore<readonly Write[]>>;

/** Lists what every batch store must do, as {@link storeChecks} does for stores with claims. */
export function batchStoreChecks<Write>(
  createStore: CreateBatchStore<Write>,
  { shop, unreadable }: BatchStoreCheckOptions<Write>,
): readonly StoreCheck[] {
  const all = { ...batchChecks, ...(shop.ends && batchEndChecks) };
  const checks: StoreCheck[] = Object.entries(all).map(([name, check]) => ({
    name,
    run: async () => check({ store: await createStore(), shop }),
  }));
  if (unreadable) {
    checks.push({ name: UNREADABLE, run: async () => takesUnreadableBatch(await unreadable()) });
  }
  return checks;
}

/** How {@link testBatchStoreConformance} tells its results. */
export interface BatchStoreConformanceOptions<Write> extends BatchStoreCheckOptions<Write> {
  /** As in {@link StoreConformanceOptions}. */
  readonly test?: TestFunction | undefined;
}

/**
 * Checks a batch store of your own, as {@link testStoreConformance} does with claims.
 *
 * @throws AggregateError without a runner, when any check fails: all failures, named.
 */
export async function testBatchStoreConformance<Write>(
  createStore: CreateBatchStore<Write>,
  options: BatchStoreConformanceOptions<Write>,
): Promise<void> {
  await runChecks(batchStoreChecks(createStore, options), options.test);
}
