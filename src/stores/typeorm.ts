import { rowsIn } from "./orm-rows.js";
import {
  type TransactionStore,
  transactionStore,
  type TransactionTableOptions,
} from "./transaction.js";

export type { TransactionStore, TransactionTableOptions } from "./transaction.js";
export type * from "./types.js";

/** What is asked of a `DataSource` of TypeORM. */
export interface TypeormDatabase<Tx> {
  transaction(isolation: "READ COMMITTED", work: (tx: Tx) => Promise<void>): Promise<unknown>;
}

/** What is asked of an `EntityManager` of TypeORM. */
export interface TypeormTransaction {
  query(sql: string): Promise<unknown>;
}

/**
 * Remembers what is settled through TypeORM, on PostgreSQL: exactly once, for any number of processes.
 *
 * `onPaid` gets the transaction's `EntityManager` as `tx`. What {@link transactionStore} says holds here.
 *
 * @param dataSource - an initialised `DataSource` of the type `postgres`.
 * @throws TypeError when `table` is not a name.
 */
export function typeormStore<Tx extends TypeormTransaction>(
  dataSource: TypeormDatabase<Tx>,
  options: TransactionTableOptions = {},
): TransactionStore<Tx> {
  return transactionStore<Tx>({
    dialect: "postgres",
    table: options.table,
    transaction: (work) => dataSource.transaction("READ COMMITTED", work),
    query: async (tx, sql) => rowsIn(await tx.query(sql)),
  });
}
