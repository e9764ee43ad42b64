import { mysqlMigration, type MysqlTableOptions } from "./mysql-sql.js";
import {
  type MysqlConnection,
  type MysqlConnectionOf,
  type MysqlPool,
  MysqlWork,
} from "./mysql-tx.js";
import { rowsIn } from "./orm-rows.js";
import { OrmStore } from "./orm-store.js";
import { MysqlDialect } from "./transaction-mysql.js";
import type { TransactionStore } from "./transaction.js";

export { mysqlMigration, type MysqlTableOptions } from "./mysql-sql.js";
export type { MysqlConnection, MysqlConnectionOf, MysqlPool } from "./mysql-tx.js";
export type { TransactionStore } from "./transaction.js";
export type * from "./types.js";

/**
 * Remembers in MySQL 8 or MariaDB 10.6 or later what is settled: exactly once, for any number of processes.
 *
 * `tx` runs statements in the transaction that holds the claim (`query`, `execute`): what the shop writes through it is
 * committed with the mark "done", or not at all. Whatever ends the transaction (a crash, a lost connection, a deadlock, an
 * error) ends the claim with it, and the next notification tries again. A transaction inside `tx` becomes a savepoint;
 * what would end the settlement's, or commits by itself as DDL does, is refused.
 *
 * The transaction is READ COMMITTED, so nothing is locked but the rows that are read or written. Each settlement holds one
 * connection. Claims are locks by name (`GET_LOCK`) beside the key's row, so one server has to take all writes. Needs the
 * table of {@link migrateMysql}, in InnoDB.
 *
 * @param pool - a pool of `mysql2/promise`, or anything with its shape.
 * @throws TypeError when `table` is not a name.
 */
export function mysqlStore<P extends MysqlPool>(
  pool: P,
  options: MysqlTableOptions = {},
): TransactionStore<MysqlConnectionOf<P>> {
  // What `getConnection()` of this pool resolves to, by definition.
  const connect = () => pool.getConnection() as Promise<MysqlConnectionOf<P>>;
  const sessions = new WeakMap<object, MysqlSession>();
  return new OrmStore<MysqlConnectionOf<P>>({
    dialect: new MysqlDialect(options.table),
    async transaction(work) {
      const session = new MysqlSession(await connect());
      const tx = session.work.client<MysqlConnectionOf<P>>();
      sessions.set(tx, session);
      await session.transaction(() => work(tx));
    },
    query: async (tx, sql) => rowsIn(await sessions.get(tx)?.query(sql)),
    refusalOf: (tx) => sessions.get(tx)?.work.end(),
  });
}

/**
 * Makes the table of a MySQL store if it is not there; any number of processes may do so at once.
 *
 * @throws TypeError when `table` is not a name.
 */
export async function migrateMysql(
  pool: { query(sql: string): Promise<unknown> },
  options: MysqlTableOptions = {},
): Promise<void> {
  await pool.query(mysqlMigration(options));
}

/** A connection for one transaction. One on which the store's own statements fail is in no known state, and is closed. */
class MysqlSession {
  readonly work: MysqlWork;
  readonly #connection: MysqlConnection;
  #isBroken = false;

  constructor(connection: MysqlConnection) {
    this.#connection = connection;
    this.work = new MysqlWork(connection);
  }

  async query(sql: string): Promise<unknown> {
    try {
      return await this.#connection.query(sql);
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }

  async transaction(run: () => Promise<void>): Promise<void> {
    try {
      await this.query("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
      await this.query("START TRANSACTION");
      await run();
      await this.query("COMMIT");
    } catch (error) {
      // The first error is the one to report; a connection that cannot roll back is closed.
      if (!this.#isBroken) await this.query("ROLLBACK").catch(() => undefined);
      throw error;
    } finally {
      if (this.#isBroken) this.#connection.destroy();
      else this.#connection.release();
    }
  }
}
