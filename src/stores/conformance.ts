import { claimChecks } from "./conformance/claims.js";
import { leaseChecks } from "./conformance/leases.js";
import { settlingChecks } from "./conformance/settling.js";
import type { StoreUnderTest, TransactionProbe } from "./conformance/subject.js";
import { transactionChecks } from "./conformance/transactions.js";
import type { SettlementStore } from "./types.js";

export type { TransactionProbe } from "./conformance/subject.js";
export type * from "./types.js";

/** One thing that every store must do. */
export interface StoreCheck {
  /** Completes the sentence "the store …". */
  readonly name: string;
  /** Rejects, saying what should have been and what was, when the store does not. */
  readonly run: () => Promise<void>;
}

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
  const { leaseMs = 300, graceMs = 1000, transaction } = options;
  const subject = async (): Promise<StoreUnderTest<Tx>> => {
    return { store: await createStore(), leaseMs, graceMs };
  };
  const always = { ...claimChecks, ...leaseChecks, ...settlingChecks };
  const checks: StoreCheck[] = Object.entries(always).map(([name, check]) => {
    return { name, run: async () => check(await subject()) };
  });
  if (!transaction) return checks;
  const more = Object.entries(transactionChecks).map(([name, check]) => {
    return { name, run: async () => check(await subject(), transaction) };
  });
  return [...checks, ...more];
}

/** How {@link testStoreConformance} tells its results. */
export interface StoreConformanceOptions<Tx> extends StoreCheckOptions<Tx> {
  /**
   * The test function of your runner: `test` or `it` of jest, vitest, mocha, `node:test`, Bun.
   *
   * @defaultValue none: the checks run at once, one after the other
   */
  readonly test?: ((name: string, check: () => Promise<void>) => unknown) | undefined;
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
  const checks = storeChecks(createStore, options);
  const { test } = options;
  if (test) {
    for (const { name, run } of checks) test(name, run);
    return;
  }
  const failures: unknown[] = [];
  const lines: string[] = [];
  for (const { name, run } of checks) {
    await run().catch((error: unknown) => {
      failures.push(error);
      lines.push(`\n- the store ${name}: ${(error as Error).message}`);
    });
  }
  if (failures.length === 0) return;
  const summary = `${failures.length} of ${checks.length} checks failed:${lines.join("")}`;
  throw new AggregateError(failures, summary);
}
