import { rowsIn } from "./orm-rows.js";
import {
  type TransactionStore,
  transactionStore,
  type TransactionTableOptions,
} from "./transaction.js";

export type { TransactionStore, TransactionTableOptions } from "./transaction.js";
export type * from "./types.js";

/** What is asked of a `Sequelize` instance. */
export interface SequelizeDatabase {
  transaction(options: never): Promise<SequelizeTransaction>;
  query(sql: string, options: never): Promise<unknown>;
}

/** What is asked of a transaction of Sequelize's. */
export interface SequelizeTransaction {
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** The type of an instance's transactions: `Transaction` of Sequelize. */
export type SequelizeTransactionOf<S extends SequelizeDatabase> = Awaited<
  ReturnType<S["transaction"]>
>;

/**
 * Remembers what is settled through Sequelize 6, on PostgreSQL: exactly once, for any number of processes.
 *
 * `onPaid` gets Sequelize's own `Transaction` as `tx`, to be passed on: `Order.update(…, { transaction: tx })`. What
 * {@link transactionStore} says holds here. Leave its `commit` and `rollback` to the store.
 *
 * @param sequelize - a `Sequelize` instance with the dialect `postgres`.
 * @throws TypeError when `table` is not a name.
 */
export function sequelizeStore<S extends SequelizeDatabase>(
  sequelize: S,
  options: TransactionTableOptions = {},
): TransactionStore<SequelizeTransactionOf<S>> {
  type Tx = SequelizeTransactionOf<S>;
  // Its own type of options is an enumeration, which nobody can name who does not import it.
  const isolation = { isolationLevel: "READ COMMITTED" } as never;
  return transactionStore<Tx>({
    dialect: "postgres",
    table: options.table,
    async transaction(work) {
      const tx = await sequelize.transaction(isolation);
      try {
        // By definition the type of what `transaction()` of this instance resolves to.
        await work(tx as Tx);
      } catch (error) {
        await tx.rollback();
        throw error;
      }
      await tx.commit();
    },
    // The same: a type that is not ours to name.
    query: async (tx, sql) => rowsIn(await sequelize.query(sql, { transaction: tx } as never)),
  });
}
