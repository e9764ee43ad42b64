import type { KnownKey } from "./batch-store.js";
import { columnOf, quotedTable, unreadable } from "./checks.js";
import { inDoubtError } from "./in-doubt.js";

/** The statements of a store that commits in one batch, for one table of `sqliteMigration`. */
export interface SqliteBatchStatements {
  /** Makes the mark: key, token, now. Fails if the key has a row, and the batch with it. Answers the token. */
  readonly mark: string;
  /** Answers a row of texts, or none. */
  readonly find: string;
  /** Forgets what was done before; answers a row for each. */
  readonly purge: string;
}

/** Writes the statements. */
export function sqliteBatchStatements(name = "khipu_settlements"): SqliteBatchStatements {
  const table = quotedTable(name);
  return {
    mark: `INSERT INTO ${table} (key, token, done_at) VALUES (?, ?, ?) RETURNING token`,
    // As text: drivers read whole numbers in three ways.
    find: `SELECT key, token, CAST(done_at AS TEXT) AS done_at FROM ${table} WHERE key = ?`,
    purge: `DELETE FROM ${table} WHERE done_at < ? RETURNING 1 AS gone`,
  };
}

const REMEDY = "hand the store a client that leaves rows as the database names and types them";

/** Reads what `find` answered: the rows of a key. */
export function knownIn(rows: unknown, key: string): KnownKey {
  if (!Array.isArray(rows) || rows.length > 1) throw unreadable(rows, "a query", REMEDY);
  if (rows.length === 0) return { status: "free" };
  const row: unknown = rows[0];
  const doneAt = columnOf(row, "done_at");
  const token = columnOf(row, "token");
  if (columnOf(row, "key") !== key || typeof token !== "string") {
    throw unreadable(row, "a query", REMEDY);
  }
  // A claim of `sqliteStore` on the same table, which something else has committed.
  if (doneAt === null) throw inDoubtError(key, "set done_at of its row, or deleted the row");
  if (typeof doneAt !== "string" || !/^\d{1,15}$/.test(doneAt)) {
    throw unreadable(doneAt, "the column done_at", REMEDY);
  }
  return { status: "done", doneAtMs: Number(doneAt), token };
}

/** Whether rows are what `mark` answers. */
export function saysMarked(rows: unknown, token: string): boolean {
  return Array.isArray(rows) && rows.length === 1 && columnOf(rows[0], "token") === token;
}

/** How many rows `purge` answered. */
export function countOf(rows: unknown): number {
  if (Array.isArray(rows)) return rows.length;
  throw unreadable(rows, "a deletion", REMEDY);
}
