import {
  ForeignTransactionError,
  isInTransaction,
  isLocked,
  patiently,
  type SqliteDatabase,
} from "./sqlite-database.js";

/** A connection that its users have one after the other, each for one transaction. */
export class SqliteConnection {
  /**
   * The keys that are being settled, or that wait for their turn, with their table.
   *
   * They belong to the connection, because whoever reads through it sees what is not committed yet.
   */
  readonly settling = new Set<string>();
  readonly #database: SqliteDatabase;
  readonly #waiting: (() => void)[] = [];
  #taken = false;
  #isOurs = false;
  #leftOpen = false;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /**
   * Begins a transaction that writes, when it is the caller's turn and no other process writes.
   *
   * Resolves to false when either took longer than `waitMs`; otherwise the caller has to call `end`.
   *
   * @throws ForeignTransactionError when somebody else's transaction is open on the connection for as long.
   */
  async begin(waitMs: number): Promise<boolean> {
    if (!(await this.#turn(waitMs))) return false;
    try {
      await this.read(waitMs, () => {
        this.#database.exec("BEGIN IMMEDIATE");
        this.#isOurs = true;
      });
      return true;
    } catch (error) {
      this.#next();
      if (isLocked(error)) return false;
      throw error;
    }
  }

  /** Makes a sign in the open transaction, by which it is known again. */
  sign(token: string): void {
    this.#database.exec(`SAVEPOINT ${nameOf(token)}`);
  }

  /** Takes the sign away, and tells whether it was there: it goes with its transaction, however that ends. */
  takeSign(token: string): boolean {
    try {
      this.#database.exec(`RELEASE ${nameOf(token)}`);
      return true;
    } catch (error) {
      if (/no such savepoint/i.test(String(error))) return false;
      throw error;
    }
  }

  /** Commits; without WAL a reader can be in the way for a while. */
  async commit(waitMs: number): Promise<void> {
    await patiently(this.#database, waitMs, () => this.#database.exec("COMMIT"));
  }

  /** Rolls back what has not been committed, and lets the next one begin. */
  end(): void {
    this.#isOurs = false;
    this.rollBack();
    this.#next();
  }

  /**
   * Acts when what the connection sees is committed, but for what the store's own transaction has written.
   *
   * @throws ForeignTransactionError when somebody else's transaction is open on the connection for `waitMs`.
   */
  read<T>(waitMs: number, action: () => T): Promise<T> {
    return patiently(this.#database, waitMs, () => {
      if (this.#leftOpen) this.rollBack();
      if (!this.#isOurs && isInTransaction(this.#database)) throw new ForeignTransactionError();
      return action();
    });
  }

  /** A statement of the shop's that is still being read can prevent it: then it is done before the next use. */
  rollBack(): void {
    try {
      if (isInTransaction(this.#database)) this.#database.exec("ROLLBACK");
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

function nameOf(token: string): string {
  return `"khipu_${token}"`;
}

const connections = new WeakMap<object, SqliteConnection>();

/** The same for all stores on one database object: it has one transaction at a time. */
export function connectionOf(database: SqliteDatabase): SqliteConnection {
  const connection = connections.get(database) ?? new SqliteConnection(database);
  connections.set(database, connection);
  return connection;
}
