import { fieldsOf } from "../fields.js";

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
 * Acts on the database until nobody else's lock or transaction is in the way, letting the process do other things in
 * between.
 *
 * @throws the action's own error when one still is after `waitMs`.
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
      const isInTheWay = isLocked(error) || error instanceof ForeignTransactionError;
      if (!isInTheWay || performance.now() >= giveUpAt) throw error;
    }
    // Not all at the same moment: several processes wait for the same lock.
    await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 18));
  }
}

/** Whether a transaction is open. */
export function isInTransaction(database: SqliteDatabase): boolean {
  const said = database.inTransaction ?? database.isTransaction;
  if (said !== undefined) return said;
  // A driver that does not say, such as node:sqlite before 22.16: SQLite itself refuses a second transaction.
  try {
    database.exec("BEGIN");
  } catch {
    return true;
  }
  database.exec("ROLLBACK");
  return false;
}

/** Somebody uses the store's connection for a transaction of their own. What is read within it may yet vanish. */
export class ForeignTransactionError extends Error {
  constructor() {
    super(
      "a transaction that the store did not begin is open on its connection: give the store a connection of its own",
    );
  }
}

/** Acts without waiting for locks: SQLite would wait inside the call, with the whole process standing still. */
function atOnce<T>(database: SqliteDatabase, action: () => T): T {
  const { timeout = 0 } = fieldsOf(database.prepare("PRAGMA busy_timeout").get());
  const waitMs = Number(timeout);
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
  const { code, errcode } = fieldsOf(error);
  if (typeof errcode === "number") return (errcode & 0xff) === SQLITE_BUSY;
  return typeof code === "string" && code.startsWith("SQLITE_BUSY");
}
