import { OrmStore } from "./orm-store.js";
import { rowsIn } from "./orm-rows.js";
import type { OrmStoreOptions, TransactionStore } from "./transaction.js";
import { dialectOf } from "./transaction-dialects.js";

export type { OrmStoreOptions, TransactionStore } from "./transaction.js";
export type * from "./types.js";

/** What is asked of MikroORM: what `MikroORM.init()` resolves to. */
export interface MikroOrmDatabase<Tx> {
  readonly em: {
    fork(): {
      transactional(work: (tx: Tx) => Promise<void>, options: never): Promise<unknown>;
    };
  };
}

/** What is asked of an `EntityManager` of MikroORM's SQL drivers. */
export interface MikroOrmTransaction {
  execute(sql: string): Promise<unknown>;
  flush(): Promise<void>;
}

const leadsOut = (call: string): [string, string] => [
  call,
  `${call}() leads out of the settlement's transaction: use tx itself, its execute() for SQL, ` +
    "or tx.transactional() for a transaction inside",
];

/** Calls of an `EntityManager` after which it, or what they return, writes outside of its transaction. */
const REFUSED_CALLS = new Map(
  [
    ...["begin", "commit", "rollback", "fork"],
    ...["getConnection", "getDriver", "getKnex", "getKysely"],
    ...["getTransactionContext", "setTransactionContext", "resetTransactionContext"],
  ].map(leadsOut),
);

/**
 * Remembers what is settled through MikroORM, on PostgreSQL, MySQL or MariaDB: exactly once, for any number of processes.
 *
 * `onPaid` gets an `EntityManager` of its own as `tx`, in a transaction; what it persists is flushed before the mark.
 * What `transactionStore` says holds here. What leads out of the transaction is refused: `begin`, `commit`, `rollback`,
 * `fork`, and the bare connection, driver or Knex, which do not know of it. On MySQL and MariaDB what a subscriber does in
 * `beforeTransactionCommit` comes after the commit.
 *
 * @param orm - what `MikroORM.init()` of `@mikro-orm/postgresql` or `@mikro-orm/mysql` resolves to.
 * @throws TypeError when `table` is not a name, or the dialect is not known.
 */
export function mikroOrmStore<Tx extends MikroOrmTransaction>(
  orm: MikroOrmDatabase<Tx>,
  options: OrmStoreOptions = {},
): TransactionStore<Tx> {
  const { dialect = "postgres", table } = options;
  // Its own type of levels is an enumeration, which nobody can name who does not import it.
  const isolation = { isolationLevel: "read committed" } as never;
  return new OrmStore<Tx>({
    dialect: dialectOf(dialect, table),
    refusedCalls: REFUSED_CALLS,
    transaction: (work) => orm.em.fork().transactional(work, isolation),
    flush: (tx) => tx.flush(),
    query: async (tx, sql) => rowsIn(await tx.execute(sql)),
  });
}
