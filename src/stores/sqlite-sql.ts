import { checkTable, quotedTable } from "./checks.js";
import type { SqliteDatabase } from "./sqlite-database.js";

const DEFAULT_TABLE = "khipu_settlements";

/** Which table a SQLite store keeps its keys in. */
export interface SqliteTableOptions {
  /**
   * The table: letters, digits and `_`; with `schema.` before it for an attached database.
   *
   * @defaultValue `khipu_settlements`
   */
  readonly table?: string | undefined;
}

/**
 * Returns the SQL that makes the table, for your own migrations. It may be run again.
 *
 * @throws TypeError when `table` is not a name.
 */
export function sqliteMigration({ table = DEFAULT_TABLE }: SqliteTableOptions = {}): string {
  return `CREATE TABLE IF NOT EXISTS ${quotedTable(table)} (
  key TEXT NOT NULL PRIMARY KEY,
  token TEXT NOT NULL,
  done_at INTEGER
) WITHOUT ROWID;
`;
}

/**
 * Makes the table of a SQLite store if it is not there.
 *
 * @throws TypeError when `table` is not a name.
 */
export function migrateSqlite(
  database: Pick<SqliteDatabase, "exec">,
  options: SqliteTableOptions = {},
): void {
  database.exec(sqliteMigration(options));
}

/** The statements of a SQLite store, for one table. */
export interface SqliteStatements {
  /** The table's own name, without its schema, as SQLite compares names. */
  readonly table: string;
  /** Notes the claim, inside its transaction; answers no row if the key has one. */
  readonly claim: string;
  /** Marks the key as done if this claim is still noted; answers no row otherwise. */
  readonly complete: string;
  readonly lookUp: string;
  readonly purge: string;
}

/** Writes the statements. */
export function sqliteStatements(name: string = DEFAULT_TABLE): SqliteStatements {
  const table = quotedTable(name);
  return {
    table: String(checkTable(name).at(-1)).toLowerCase(),
    // Others see a row without `done_at` only if somebody else has committed a claim: then the key is in doubt.
    claim: `INSERT INTO ${table} (key, token) VALUES (?, ?) ON CONFLICT (key) DO NOTHING RETURNING key`,
    complete: `UPDATE ${table} SET done_at = ? WHERE key = ? AND token = ? AND done_at IS NULL RETURNING key`,
    lookUp: `SELECT done_at FROM ${table} WHERE key = ?`,
    purge: `DELETE FROM ${table} WHERE done_at < ?`,
  };
}
