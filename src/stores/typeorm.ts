import { rowsIn } from "./orm-rows.js";
import { type TransactionStore, transactionStore, type OrmStoreOptions } from "./transaction.js";

export type { TransactionStore, OrmStoreOptions } from "./transaction.js";
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
 * Remembers what is settled through TypeORM, on PostgreSQL, MySQL or MariaDB: exactly once, for any number of processes.
 *
 * `onPaid` gets the transaction's `EntityManager` as `tx`. What {@link transactionStore} says holds here. On MySQL and
 * MariaDB what a subscriber does in `beforeTransactionCommit` comes after the commit.
 *
 * @param dataSource - an initialised `DataSource` of the type `postgres`, `mysql` or `mariadb`.
 * @throws TypeError when `table` is not a name, or the dialect is not known.
 */
export function typeormStore<Tx extends TypeormTransaction>(
  dataSource: TypeormDatabase<Tx>,
  options: OrmStoreOptions = {},
): TransactionStore<Tx> {
  const { dialect = "postgres", table } = options;
  return transactionStore<Tx>({
    dialect,
    table,
    transaction: (work) => dataSource.transaction("READ COMMITTED", work),
    query: async (tx, sql) => rowsIn(await tx.query(sql)),
  });
}
