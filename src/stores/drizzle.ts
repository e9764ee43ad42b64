import { rowsIn } from "./orm-rows.js";
import { type TransactionStore, transactionStore, type OrmStoreOptions } from "./transaction.js";

export type { TransactionStore, OrmStoreOptions } from "./transaction.js";
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
 * Remembers what is settled through Drizzle, on PostgreSQL, MySQL or MariaDB: exactly once, for any number of processes.
 *
 * `onPaid` gets Drizzle's own transaction as `tx`, with your schema. What {@link transactionStore} says holds here.
 *
 * @param db - what `drizzle()` of `drizzle-orm/node-postgres`, `postgres-js` or `mysql2` returns.
 * @throws TypeError when `table` is not a name, or the dialect is not known.
 */
export function drizzleStore<Tx extends DrizzleTransaction>(
  db: DrizzleDatabase<Tx>,
  options: OrmStoreOptions = {},
): TransactionStore<Tx> {
  const { dialect = "postgres", table } = options;
  return transactionStore<Tx>({
    dialect,
    table,
    transaction: (work) => db.transaction(work, { isolationLevel: "read committed" }),
    query: async (tx, sql) => rowsIn(await tx.execute(sql)),
  });
}
