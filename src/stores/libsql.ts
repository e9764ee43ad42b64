import { batchStore, refuseControl } from "./batch-store.js";
import { checkAgeMs, checkClient, columnOf } from "./checks.js";
import { countOf, knownIn, saysMarked, sqliteBatchStatements } from "./sqlite-batch.js";
import { sqliteControlOf } from "./sqlite-text.js";
import type { SqliteTableOptions } from "./sqlite-sql.js";
import type { BatchStore, PurgeOptions } from "./types.js";

export { sqliteMigration, type SqliteTableOptions } from "./sqlite-sql.js";
export type * from "./types.js";

/** A statement as libsql takes it: a text, a text with its values, or both as an object. */
export type LibsqlWrite =
  | string
  | readonly [sql: string, args?: unknown]
  | { readonly sql: string; readonly args?: unknown };

/** What is asked of a client of `@libsql/client`. */
export interface LibsqlClient<Write extends LibsqlWrite = LibsqlWrite> {
  execute(statement: { sql: string; args: (string | number)[] }): Promise<unknown>;
  batch(
    statements: (Write | { sql: string; args: (string | number)[] })[],
    mode: "write",
  ): Promise<unknown>;
}

/** A batch store on libsql. */
export interface LibsqlStore<Write> extends BatchStore<readonly Write[]> {
  purge(options: PurgeOptions): Promise<number>;
}

/**
 * Remembers in libsql what is settled, in a file or on a server (Turso): exactly once, for any number of processes.
 *
 * `onPaid` writes nothing. It returns its writes, `[{ sql, args }, ...]`, and they are committed together with the mark
 * "settled", or not at all. What it has read may have changed by then: write `balance = balance + ?`, and let a
 * constraint of the table refuse what must not be. A write that begins or ends a transaction is refused.
 *
 * Its table is that of `sqliteMigration()`: run `client.execute(sqliteMigration())`.
 *
 * @param client - what `createClient()` of `@libsql/client` returns.
 * @throws TypeError when `table` is not a name, or the client has no `execute` and `batch`.
 */
export function libsqlStore<Write extends LibsqlWrite>(
  client: LibsqlClient<Write>,
  { table }: SqliteTableOptions = {},
): LibsqlStore<Write> {
  checkClient(client, ["execute", "batch"], "hand libsqlStore a client of @libsql/client");
  const sql = sqliteBatchStatements(table);
  const rowsFor = async (text: string, value: string | number): Promise<unknown> =>
    columnOf(await client.execute({ sql: text, args: [value] }), "rows");
  const store = batchStore<Write>({
    retentionMs: Infinity,
    async commit({ key, token, nowMs }, writes) {
      for (const write of writes) refuseControl(sqliteControlOf(textOf(write)));
      const mark = { sql: sql.mark, args: [key, token, nowMs] };
      const results = await client.batch([mark, ...writes], "write");
      return saysMarked(columnOf(columnOf(results, "0"), "rows"), token);
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

function textOf(write: LibsqlWrite): string {
  const text: unknown =
    typeof write === "string" ? write : (columnOf(write, "sql") ?? columnOf(write, "0"));
  if (typeof text === "string") return text;
  throw new TypeError(
    "onPaid must return statements of libsql: a text, { sql, args } or [sql, args]",
  );
}
