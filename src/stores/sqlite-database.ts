/** What is asked of a prepared statement. */
export interface SqliteStatement {
  get(...values: (string | number)[]): unknown;
  run(...values: (string | number)[]): { readonly changes: number | bigint };
}

/** What is asked of a database: a `Database` of `better-sqlite3`, a `DatabaseSync` of `node:sqlite`, or their shape. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  /** Whether a transaction is open, as better-sqlite3 calls it. */
  readonly inTransaction?: boolean;
  /** Whether a transaction is open, as node:sqlite calls it (from 22.16). */
  readonly isTransaction?: boolean;
}

const SQLITE_BUSY = 5;

/**
 * Acts on the database until no other connection's lock is in the way, letting the process do other things in between.
 *
 * @throws the driver's own error when one still is after `waitMs`.
 */
export async function patiently<T>(
  database: SqliteDatabase,
  waitMs: number,
  action: () => T,
): Promise<T> {
  const giveUpAt = performance.now() + waitMs;
  for (;;) {
    try {
      return atOnce(database, action);
    } catch (error) {
      if (!isLocked(error) || performance.now() >= giveUpAt) throw error;
    }
    // Not all at the same moment: several processes wait for the same lock.
    await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 18));
  }
}

/** True when the database says that no transaction is open; false when one is, or when it cannot say. */
export function isOutsideTransaction(database: SqliteDatabase): boolean {
  return (database.inTransaction ?? database.isTransaction) === false;
}

/** Acts without waiting for locks: SQLite would wait inside the call, with the whole process standing still. */
function atOnce<T>(database: SqliteDatabase, action: () => T): T {
  const row = database.prepare("PRAGMA busy_timeout").get();
  const waitMs = Number((row as { timeout: number | bigint } | undefined)?.timeout ?? 0);
  if (waitMs === 0) return action();
  database.exec("PRAGMA busy_timeout = 0");
  try {
    return action();
  } finally {
    database.exec(`PRAGMA busy_timeout = ${waitMs}`);
  }
}

/** Whether another connection's lock was in the way. */
export function isLocked(error: unknown): boolean {
  // better-sqlite3 gives the code's name with its extension, node:sqlite the number with its extension's bits.
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (typeof errcode === "number") return (errcode & 0xff) === SQLITE_BUSY;
  return typeof code === "string" && code.startsWith("SQLITE_BUSY");
}
