import {
  type TransactionStore,
  transactionStore,
  type TransactionTableOptions,
} from "./transaction.js";

export type { TransactionStore, TransactionTableOptions } from "./transaction.js";
export type * from "./types.js";

/** What is asked of a Drizzle database: what `drizzle(pool)` returns. */
export interface DrizzleDatabase<Tx> {
  transaction(
    work: (tx: Tx) => Promise<void>,
    config: { isolationLevel: "read committed" },
  ): Promise<unknown>;
}

/** What is asked of a transaction of Drizzle's. */
export interface DrizzleTransaction {
  execute(sql: string): PromiseLike<unknown>;
}

/**
 * Remembers what is settled through Drizzle, on PostgreSQL: exactly once, for any number of processes.
 *
 * `onPaid` gets Drizzle's own transaction as `tx`, with your schema. What {@link transactionStore} says holds here.
 *
 * @param db - what `drizzle()` of `drizzle-orm/node-postgres` or `drizzle-orm/postgres-js` returns.
 * @throws TypeError when `table` is not a name.
 */
export function drizzleStore<Tx extends DrizzleTransaction>(
  db: DrizzleDatabase<Tx>,
  options: TransactionTableOptions = {},
): TransactionStore<Tx> {
  return transactionStore<Tx>({
    ...options,
    dialect: "postgres",
    transaction: (work) => db.transaction(work, { isolationLevel: "read committed" }),
    query: async (tx, sql) => rowsOf(await tx.execute(sql)),
  });
}

/** Drizzle hands on what the driver answers: `pg` an object with rows, postgres.js the rows. */
function rowsOf(answer: unknown): readonly unknown[] {
  return Array.isArray(answer) ? answer : (answer as { rows: readonly unknown[] }).rows;
}
