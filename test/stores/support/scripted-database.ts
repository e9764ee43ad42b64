import type { SqliteDatabase, SqliteStatement } from "../../../src/stores/sqlite.js";

/** A database that does as a test says, and a record of what was asked of it. */
export class ScriptedDatabase implements SqliteDatabase {
  /** The first words of every statement but the settings of the wait. */
  readonly log: string[] = [];
  /** What the database waits for locks, in milliseconds; a connection's setting. */
  busyTimeoutMs = 5000;
  /** The waits that were set when a transaction began or ended. */
  readonly waits: number[] = [];
  /** Errors that statements fail with, each once, by the statement's first word. */
  readonly failures: Record<string, Error[]> = {};
  /** Whether the key is done. */
  done = false;
  /** What RETURNING answers in the place of the key. */
  returns: (() => unknown) | undefined;
  /** Whether this claim is still noted when it is marked as done. */
  noted = true;
  inTransaction = false;
  /** What the row of a key that is looked up holds beside `done`. */
  row: unknown;
  #isSigned = false;

  exec(sql: string): this {
    const setting = /^PRAGMA busy_timeout = (\d+)$/.exec(sql);
    if (setting) this.busyTimeoutMs = Number(setting[1]);
    else this.#run(sql);
    return this;
  }

  prepare(sql: string): SqliteStatement {
    return {
      get: () => {
        if (sql === "PRAGMA busy_timeout") return { timeout: this.busyTimeoutMs };
        const word = this.#run(sql);
        if (word === "SELECT") return this.done ? { done_at: 1_700_000_000_000n } : this.row;
        if (this.returns) return this.returns();
        const found = word === "INSERT" ? !this.done : this.noted;
        return found ? { key: "payment:1" } : undefined;
      },
      run: () => {
        this.#run(sql);
        return { changes: 2n };
      },
    };
  }

  #run(sql: string): string {
    const [word = ""] = /^\w+/.exec(sql) ?? [];
    this.log.push(word);
    const failure = this.failures[word]?.shift();
    if (failure) throw failure;
    if (word === "BEGIN" || word === "COMMIT") this.waits.push(this.busyTimeoutMs);
    if (word === "BEGIN") this.inTransaction = true;
    if (word === "SAVEPOINT") this.#isSigned = true;
    if (word === "RELEASE" && !this.#isSigned) throw new Error("no such savepoint: khipu_1");
    if (word !== "COMMIT" && word !== "ROLLBACK") return word;
    this.inTransaction = false;
    this.#isSigned = false;
    return word;
  }
}
