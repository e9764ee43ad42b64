import { overError } from "./guard.js";
import { isInTransaction, type SqliteDatabase } from "./sqlite-database.js";
import type { Control } from "./transaction-control.js";

/** What the shop does through `tx` in one settlement, until its claim begins to end. */
export class SqliteWork {
  readonly #database: SqliteDatabase;
  readonly #cursors = new Set<Iterator<unknown>>();
  #isOver = false;
  #isInside = false;
  #isRolledBack = false;
  #refusal: Error | undefined;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Whether SQLite itself has rolled everything back, as for `INSERT OR ROLLBACK` or a full disk. */
  get isRolledBack(): boolean {
    return this.#isRolledBack;
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
  control(control: Exclude<Control, { kind: "none" }>): void {
    if (control.kind === "refused") throw this.refusalOf(control);
    const { kind, command, instead } = control;
    if (kind === "begin" && this.#isInside) throw this.#refuse("another BEGIN is still open");
    if (kind !== "begin" && !this.#isInside)
      throw this.#refuse(`${command} has no BEGIN before it`);
    for (const text of instead) this.#database.exec(text);
    this.#isInside = kind === "begin";
  }

  /** Makes the error of a text that must not run. After it nothing is committed, even if the shop catches it. */
  refusalOf({ problem }: Extract<Control, { kind: "refused" }>): Error {
    return this.#refuse(problem);
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
    if (this.#isInside) this.#refuse("a BEGIN was neither committed nor rolled back");
    return this.#refusal;
  }

  #close(cursor: Iterator<unknown>): void {
    this.#cursors.delete(cursor);
    cursor.return?.();
  }

  #rolledBack(cause: unknown): void {
    this.#isOver = true;
    this.#isRolledBack = true;
    this.#refusal = new Error("SQLite has rolled this settlement back; nothing is settled", {
      cause,
    });
  }

  #refuse(problem: string): Error {
    return (this.#refusal ??= new Error(
      `the transaction of this settlement is ended by the store alone: ${problem}. ` +
        "Nothing is settled; let onPaid return to commit, and throw to roll back",
    ));
  }
}
