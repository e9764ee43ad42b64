import {
  isLocked,
  isOutsideTransaction,
  patiently,
  type SqliteDatabase,
} from "./sqlite-database.js";

/** A connection that its users have one after the other, each for one transaction. */
export class SqliteConnection {
  readonly #database: SqliteDatabase;
  readonly #waiting: (() => void)[] = [];
  #taken = false;
  #leftOpen = false;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** False when the transaction is known to have ended. */
  get isInTransaction(): boolean {
    return !isOutsideTransaction(this.#database);
  }

  /**
   * Begins a transaction that writes, when it is the caller's turn and no other process writes.
   *
   * Resolves to false when either took longer than `waitMs`; otherwise the caller has to call `end`.
   */
  async begin(waitMs: number): Promise<boolean> {
    if (!(await this.#turn(waitMs))) return false;
    try {
      if (this.#leftOpen) this.#rollBack();
      await this.patiently(waitMs, () => this.#database.exec("BEGIN IMMEDIATE"));
      return true;
    } catch (error) {
      this.#next();
      if (isLocked(error)) return false;
      throw error;
    }
  }

  /** Commits; without WAL a reader can be in the way for a while. */
  async commit(waitMs: number): Promise<void> {
    await this.patiently(waitMs, () => this.#database.exec("COMMIT"));
  }

  /** Rolls back what has not been committed, and lets the next one begin. */
  end(): void {
    this.#rollBack();
    this.#next();
  }

  patiently<T>(waitMs: number, action: () => T): Promise<T> {
    return patiently(this.#database, waitMs, action);
  }

  /** A statement of the work that is still being read prevents it: then the next one's `begin` does it. */
  #rollBack(): void {
    try {
      if (this.isInTransaction) this.#database.exec("ROLLBACK");
      this.#leftOpen = false;
    } catch {
      this.#leftOpen = true;
    }
  }

  #turn(waitMs: number): Promise<boolean> {
    if (!this.#taken) {
      this.#taken = true;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const next = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(next), 1);
        resolve(false);
      };
      const timer = setTimeout(giveUp, waitMs);
      this.#waiting.push(next);
    });
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken = false;
  }
}

const connections = new WeakMap<object, SqliteConnection>();

/** The same for all stores on one database object: it has one transaction at a time. */
export function connectionOf(database: SqliteDatabase): SqliteConnection {
  const connection = connections.get(database) ?? new SqliteConnection(database);
  connections.set(database, connection);
  return connection;
}
