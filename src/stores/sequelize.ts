import { rowsIn } from "./orm-rows.js";
import { type TransactionStore, transactionStore, type OrmStoreOptions } from "./transaction.js";

export type { TransactionStore, OrmStoreOptions } from "./transaction.js";
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
 * Stands before a transaction's own. At a deadlock Sequelize would end the transaction by itself and hand its connection
 * to others, with the claim's lock and without `autocommit`.
 */
const ENDED_BY_STORE = { commit: { value: refuse }, rollback: { value: refuse } };

/**
 * Remembers what is settled through Sequelize 6, on PostgreSQL, MySQL or MariaDB: exactly once, for any
 * number of processes.
 *
 * `onPaid` gets Sequelize's own `Transaction` as `tx`, to be passed on: `Order.update(…, { transaction: tx })`. What
 * {@link transactionStore} says holds here. Its `commit` and `rollback` are the store's, and refused.
 *
 * @param sequelize - a `Sequelize` instance with the dialect `postgres` or `mysql`.
 * @throws TypeError when `table` is not a name, or the dialect is not known.
 */
export function sequelizeStore<S extends SequelizeDatabase>(
  sequelize: S,
  options: OrmStoreOptions = {},
): TransactionStore<SequelizeTransactionOf<S>> {
  type Tx = SequelizeTransactionOf<S>;
  const { dialect = "postgres", table } = options;
  // Its own type of options is an enumeration, which nobody can name who does not import it.
  const isolation = { isolationLevel: "READ COMMITTED" } as never;
  return transactionStore<Tx>({
    dialect,
    table,
    async transaction(work) {
      const held = await sequelize.transaction(isolation);
      try {
        // By definition the type of what `transaction()` of this instance resolves to.
        await work(Object.create(held, ENDED_BY_STORE) as Tx);
      } catch (error) {
        await held.rollback();
        throw error;
      }
      await held.commit();
    },
    async query(tx, sql) {
      // After a deadlock Sequelize takes no other query than one that ends the transaction. Its type is not ours to name.
      const inside = { transaction: tx, completesTransaction: true } as never;
      return rowsIn(await sequelize.query(sql, inside));
    },
  });
}

function refuse(): Promise<never> {
  const problem = "a settlement's transaction is ended by the store: let onPaid return, or throw";
  return Promise.reject(new Error(problem));
}
