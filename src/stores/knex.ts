import { rowsIn } from "./orm-rows.js";
import { type TransactionStore, transactionStore, type OrmStoreOptions } from "./transaction.js";

export type { TransactionStore, OrmStoreOptions } from "./transaction.js";
export type * from "./types.js";

/** What is asked of a Knex instance. */
export interface KnexDatabase<Tx> {
  transaction(
    work: (tx: Tx) => Promise<void>,
    config: { isolationLevel: "read committed" },
  ): Promise<unknown>;
}

/** What is asked of a transaction of Knex's. */
export interface KnexTransaction {
  raw(sql: string): PromiseLike<unknown>;
}

/**
 * Remembers what is settled through Knex, on PostgreSQL, MySQL or MariaDB: exactly once, for any number of processes.
 *
 * `onPaid` gets Knex's own `Knex.Transaction` as `tx`. What {@link transactionStore} says holds here.
 *
 * @param knex - a Knex instance with the client `pg` or `mysql2`.
 * @throws TypeError when `table` is not a name, or the dialect is not known.
 */
export function knexStore<Tx extends KnexTransaction>(
  knex: KnexDatabase<Tx>,
  options: OrmStoreOptions = {},
): TransactionStore<Tx> {
  const { dialect = "postgres", table } = options;
  return transactionStore<Tx>({
    dialect,
    table,
    transaction: (work) => knex.transaction(work, { isolationLevel: "read committed" }),
    query: async (tx, sql) => rowsIn(await tx.raw(sql)),
  });
}
