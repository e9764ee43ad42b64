import { type TransactionStore, transactionStore, type OrmStoreOptions } from "./transaction.js";

export type { TransactionStore, OrmStoreOptions } from "./transaction.js";
export type * from "./types.js";

/** What is asked of a `Kysely` instance. */
export interface KyselyDatabase<Tx> {
  transaction(): KyselyTransactionBuilder<Tx>;
}

/** What is asked of what `db.transaction()` returns. */
export interface KyselyTransactionBuilder<Tx> {
  setIsolationLevel(level: "read committed"): KyselyTransactionBuilder<Tx>;
  execute(work: (tx: Tx) => Promise<void>): Promise<unknown>;
}

/** What is asked of a transaction of Kysely's. */
export interface KyselyTransaction {
  executeQuery(query: KyselyQuery): Promise<{ readonly rows: readonly unknown[] }>;
}

/** A query that Kysely takes as compiled. */
export interface KyselyQuery {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly query: RawNode;
  readonly queryId: { readonly queryId: string };
}

interface RawNode {
  readonly kind: "RawNode";
  readonly sqlFragments: readonly string[];
  readonly parameters: readonly never[];
}

/**
 * Remembers what is settled through Kysely, on PostgreSQL, MySQL or MariaDB: exactly once, for any number of processes.
 *
 * `onPaid` gets Kysely's own `Transaction<DB>` as `tx`. What {@link transactionStore} says holds here.
 *
 * @param db - a `Kysely` instance with the `PostgresDialect` or the `MysqlDialect`.
 * @throws TypeError when `table` is not a name, or the dialect is not known.
 */
export function kyselyStore<Tx extends KyselyTransaction>(
  db: KyselyDatabase<Tx>,
  options: OrmStoreOptions = {},
): TransactionStore<Tx> {
  const { dialect = "postgres", table } = options;
  return transactionStore<Tx>({
    dialect,
    table,
    transaction: (work) => db.transaction().setIsolationLevel("read committed").execute(work),
    query: async (tx, sql) => (await tx.executeQuery(compiled(sql))).rows,
  });
}

/** What `CompiledQuery.raw` of Kysely makes. */
function compiled(sql: string): KyselyQuery {
  const query = { kind: "RawNode", sqlFragments: [sql], parameters: [] } as const;
  return { sql, parameters: [], query, queryId: { queryId: "khipu-sdk" } };
}
