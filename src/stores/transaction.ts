import { OrmStore } from "./orm-store.js";
import { dialectOf, type TransactionDialectName } from "./transaction-dialects.js";
import type { PurgeOptions, SettlementStore } from "./types.js";

export type { TransactionDialectName } from "./transaction-dialects.js";
export type * from "./types.js";

/** Which table the store keeps its keys in. */
export interface TransactionTableOptions {
  /**
   * The table, as `name` or `schema.name`: letters, digits and `_`.
   *
   * @defaultValue `khipu_settlements`
   */
  readonly table?: string | undefined;
}

/** How a ready-made store of an ORM keeps its keys, and where. */
export interface OrmStoreOptions extends TransactionTableOptions {
  /**
   * The database that the ORM speaks to; `"mysql"` is MariaDB's too.
   *
   * @defaultValue `"postgres"`
   */
  readonly dialect?: TransactionDialectName | undefined;
}

/** How an ORM runs transactions, and SQL inside them. */
export interface TransactionStoreOptions<Tx extends object> extends TransactionTableOptions {
  /**
   * Runs `work` in a transaction of its own: commits when it resolves, rolls back when it rejects, and settles after
   * that. It must not run `work` again. READ COMMITTED is best: at a stricter level a claim can fail for what other
   * transactions do, and is tried again at the next notification.
   */
  readonly transaction: (work: (tx: Tx) => Promise<void>) => PromiseLike<unknown>;
  /** Runs one text of SQL, which has no parameters, in this transaction; resolves to its rows, by column name. */
  readonly query: (tx: Tx, sql: string) => PromiseLike<readonly unknown[]>;
  /** The database that is spoken to. */
  readonly dialect: TransactionDialectName;
}

/** A store whose claims are transactions of an ORM. */
export interface TransactionStore<Tx> extends SettlementStore<Tx> {
  purge(options: PurgeOptions): Promise<number>;
}

/**
 * Remembers what is settled through any ORM or driver that runs transactions: exactly once, for any number of processes.
 *
 * `onPaid` gets the ORM's own transaction as `tx`: what the shop writes through it is committed with the mark "done", or
 * not at all. A crash, a lost connection or an error ends the claim with the transaction, and the next notification
 * tries again.
 *
 * From the moment in which the claim begins to end, every call through `tx`, and through what was reached from it, is
 * refused. What was called before is waited for, and committed or rolled back with the rest. The lease is a timer of this
 * process. A call that is under way when it rings holds the claim until it is over, as the ORM's connection cannot be
 * taken from it; a transaction inside `tx` is such a call.
 *
 * A text of the shop's that commits by itself (`COMMIT`) is found when the claim ends: the key is then in doubt, and not
 * settled again until somebody has looked; every attempt says so. Each settlement holds one connection.
 *
 * On PostgreSQL the table is the one of `postgresStore`: make it with its `postgresMigration()`. On MySQL 8 and MariaDB
 * 10.6 or later it is the one of `mysqlStore` and `mysqlMigration()`. Both kinds of store can be used on it at once.
 *
 * @throws TypeError when `table` is not a name, or the dialect is not known.
 */
export function transactionStore<Tx extends object>(
  options: TransactionStoreOptions<Tx>,
): TransactionStore<Tx> {
  return new OrmStore({ ...options, dialect: dialectOf(options.dialect, options.table) });
}
