import { batchStore } from "./batch-store.js";
import { checkAgeMs, checkClient, columnOf } from "./checks.js";
import { countOf, knownIn, saysMarked, sqliteBatchStatements } from "./sqlite-batch.js";
import type { SqliteTableOptions } from "./sqlite-sql.js";
import type { BatchStore, PurgeOptions } from "./types.js";

export { sqliteMigration, type SqliteTableOptions } from "./sqlite-sql.js";
export type * from "./types.js";

/** What is asked of a D1 database: the binding of a Worker. */
export interface D1DatabaseLike<Statement extends D1StatementLike<Statement>> {
  prepare(sql: string): Statement;
  batch(statements: Statement[]): Promise<unknown>;
}

/** What is asked of a statement of D1's. */
export interface D1StatementLike<Statement> {
  bind(...values: unknown[]): Statement;
  all(): Promise<unknown>;
}

/** A batch store on D1. */
export interface D1Store<Statement> extends BatchStore<readonly Statement[]> {
  purge(options: PurgeOptions): Promise<number>;
}

/**
 * Remembers in Cloudflare's D1 what is settled: exactly once, for any number of workers.
 *
 * `onPaid` writes nothing. It returns its writes, `[db.prepare(sql).bind(...), ...]`, and they are committed together
 * with the mark "settled", or not at all. What it has read may have changed by then: write `balance = balance + ?`, and
 * let a constraint of the table refuse what must not be.
 *
 * Its table is that of `sqliteMigration()`: put that into a migration of D1's, or run `db.prepare(sqliteMigration())`.
 *
 * @param database - the binding, or a session of it that begins at the primary.
 * @throws TypeError when `table` is not a name, or the database has no `prepare` and `batch`.
 */
export function d1Store<Statement extends D1StatementLike<Statement>>(
  database: D1DatabaseLike<Statement>,
  { table }: SqliteTableOptions = {},
): D1Store<Statement> {
  checkClient(database, ["prepare", "batch"], "hand d1Store the D1 binding, such as env.DB");
  const sql = sqliteBatchStatements(table);
  const rowsFor = async (text: string, value: unknown): Promise<unknown> =>
    columnOf(await database.prepare(text).bind(value).all(), "results");
  const store = batchStore<Statement>({
    retentionMs: Infinity,
    async commit({ key, token, nowMs }, writes) {
      const mark = database.prepare(sql.mark).bind(key, token, nowMs);
      const results = await database.batch([mark, ...writes]);
      return saysMarked(columnOf(columnOf(results, "0"), "results"), token);
    },
    find: async (key) => knownIn(await rowsFor(sql.find, key), key),
  });
  return {
    ...store,
    async purge({ olderThanMs }) {
      const before = Date.now() - checkAgeMs("olderThanMs", olderThanMs);
      return countOf(await rowsFor(sql.purge, before));
    },
  };
}
