import { overError } from "./guard.js";
import { isInTransaction, type SqliteDatabase } from "./sqlite-database.js";
import { type Control, InnerTransactions } from "./transaction-control.js";

/** What the shop does through `tx` in one settlement, until its claim begins to end. */
export class SqliteWork {
  readonly #database: SqliteDatabase;
  readonly #cursors = new Set<Iterator<unknown>>();
  #isOver = false;
  readonly #inner = new InnerTransactions();
  /** Set once SQLite itself has rolled everything back. */
  #rollback: Error | undefined;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Whether SQLite itself has rolled everything back, as for `INSERT OR ROLLBACK` or a full disk. */
  get isRolledBack(): boolean {
    return this.#rollback !== undefined;
  }

  /**
   * Does what the shop asks for.
   *
   * @throws once the claim has begun to end, or its transaction is over.
   */
  run<T>(what: PropertyKey, action: () => T): T {
    if (this.#isOver || !isInTransaction(this.#database)) throw overError(what);
    try {
      return action();
    } catch (error) {
      if (!isInTransaction(this.#database)) this.#rolledBack(error);
      throw error;
    }
  }

  /** Runs what stands in the place of a text that would begin or end a transaction. */
  control(asked: Exclude<Control, { kind: "none" }>): void {
    const control = this.#inner.check(asked);
    for (const text of control.instead) this.#database.exec(text);
    this.#inner.ran(control);
  }

  /** Makes the error of a text that must not run. After it nothing is committed, even if the shop catches it. */
  refusalOf({ problem }: Extract<Control, { kind: "refused" }>): Error {
    return this.#inner.refuse(problem);
  }

  /** Reads a cursor on for the shop as long as the claim lasts. */
  rows(cursor: Iterator<unknown>): IterableIterator<unknown> {
    this.#cursors.add(cursor);
    return {
      next: () => this.run("iterate", () => cursor.next()),
      return: (value?: unknown) => {
        this.#close(cursor);
        return { done: true, value };
      },
      [Symbol.iterator]() {
        return this;
      },
    };
  }

  /** Lets nothing more be done through `tx`, and returns why what was done must not be committed, if so. */
  end(): Error | undefined {
    this.#isOver = true;
    // A statement that is half read would be in the way of COMMIT and ROLLBACK.
    for (const cursor of this.#cursors) this.#close(cursor);
    return this.#rollback ?? this.#inner.end();
  }

  #close(cursor: Iterator<unknown>): void {
    this.#cursors.delete(cursor);
    cursor.return?.();
  }

  #rolledBack(cause: unknown): void {
    this.#isOver = true;
    this.#rollback = new Error("SQLite has rolled this settlement back; nothing is settled", {
      cause,
    });
  }
}
