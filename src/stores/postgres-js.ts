import { rowsIn } from "./orm-rows.js";
import {
  type TransactionStore,
  transactionStore,
  type TransactionTableOptions,
} from "./transaction.js";

export type { TransactionStore, TransactionTableOptions } from "./transaction.js";
export type * from "./types.js";

/** What is asked of what `postgres()` of postgres.js returns. */
export interface PostgresJsDatabase<Tx> {
  begin(options: string, work: (tx: Tx) => Promise<void>): Promise<unknown>;
}

/** What is asked of a transaction of postgres.js. */
export interface PostgresJsTransaction {
  unsafe(sql: string): PromiseLike<unknown>;
}

/**
 * Remembers what is settled through postgres.js, on PostgreSQL: exactly once, for any number of processes.
 *
 * `onPaid` gets the transaction's own `sql` as `tx`. What {@link transactionStore} says holds here. As always in
 * postgres.js, a statement that fails in a transaction fails all of it, also when its error is caught.
 *
 * @param sql - what `postgres()` returns.
 * @throws TypeError when `table` is not a name.
 */
export function postgresJsStore<Tx extends PostgresJsTransaction>(
  sql: PostgresJsDatabase<Tx>,
  options: TransactionTableOptions = {},
): TransactionStore<Tx> {
  return transactionStore<Tx>({
    dialect: "postgres",
    table: options.table,
    transaction: (work) => sql.begin("isolation level read committed", work),
    query: async (tx, text) => rowsIn(await tx.unsafe(text)),
  });
}
