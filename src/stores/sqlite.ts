import { checkAgeMs, checkKey, checkLeaseMs, readClock } from "./checks.js";
import { endedInsideError, type IN_DOUBT, inDoubtError, notMarkedError } from "./in-doubt.js";
import { answersKey, sqliteState } from "./sqlite-answers.js";
import { connectionOf, type SqliteConnection } from "./sqlite-connection.js";
import type { SqliteDatabase } from "./sqlite-database.js";
import { sqliteStatements, type SqliteStatements, type SqliteTableOptions } from "./sqlite-sql.js";
import { transactionDatabase } from "./sqlite-tx.js";
import { SqliteWork } from "./sqlite-work.js";
import type {
  ClaimOptions,
  ClaimResult,
  HeldClaim,
  KeyStatus,
  PurgeOptions,
  SettlementStore,
} from "./types.js";

export type { SqliteDatabase, SqliteStatement } from "./sqlite-database.js";
export { migrateSqlite, sqliteMigration, type SqliteTableOptions } from "./sqlite-sql.js";
export type * from "./types.js";

/** How a SQLite store keeps and waits. */
export interface SqliteStoreOptions extends SqliteTableOptions {
  /**
   * How long a claim waits for its turn while another key is settled on this connection, or while another process
   * writes, in milliseconds; `busy` after that.
   *
   * @defaultValue 5,000
   */
  readonly waitMs?: number | undefined;
  /**
   * The clock, in Unix milliseconds.
   *
   * @defaultValue `Date.now`
   */
  readonly now?: (() => number) | undefined;
}

/**
 * Remembers in SQLite what is settled: exactly once, for the processes of one machine.
 *
 * `tx` is the database with a transaction open: what the shop writes through it is committed with the mark "done",
 * or not at all. A crash rolls back, and the next notification tries again. A lease that ends rolls back too. From the
 * moment in which the claim begins to end, `tx` and all that was made through it refuse to work.
 *
 * `tx` has `exec`, `prepare`, `transaction` and `pragma` of the database, and refuses what leads past them. A `BEGIN`
 * with its `COMMIT` or `ROLLBACK` becomes a savepoint; a `COMMIT` without one, or among other statements, is refused,
 * and then nothing is settled. If something past `tx` ends the transaction all the same, the key is in doubt: it is
 * not settled again until somebody has looked, and every attempt says so.
 *
 * SQLite has one writer at a time and a connection has one transaction, so settlements of different keys take
 * turns. Give the store a connection of its own: anything else written on it while `onPaid` waits for something
 * joins the transaction, and vanishes with it if it is rolled back. And let `onPaid` wait for nothing slow: until
 * it ends, every other writer of the file waits, those of this process with the process standing still.
 * Use `PRAGMA journal_mode = WAL`, so that readers do not hold up the commit.
 *
 * @param database - a `Database` of `better-sqlite3`, a `DatabaseSync` of `node:sqlite`, or anything with their shape.
 * @throws TypeError when `table` is not a name.
 */
export function sqliteStore<D extends SqliteDatabase>(
  database: D,
  options: SqliteStoreOptions = {},
): SettlementStore<D> {
  return new SqliteStore(database, options);
}

/** The claim whose transaction is open. */
interface OpenClaim {
  readonly key: string;
  readonly token: string;
  readonly work: SqliteWork;
  readonly lease: ReturnType<typeof setTimeout>;
}

const MARK_REMEDY = "Let onPaid leave the store's table alone";
const DOUBT_REMEDY =
  "set done_at to the time in Unix milliseconds, or deleted its row to settle it anew";

class SqliteStore<D extends SqliteDatabase> implements SettlementStore<D> {
  readonly retentionMs = Infinity;
  readonly #database: D;
  readonly #connection: SqliteConnection;
  readonly #sql: SqliteStatements;
  readonly #waitMs: number;
  readonly #now: () => number;
  #open: OpenClaim | undefined;

  constructor(database: D, { table, waitMs = 5000, now = Date.now }: SqliteStoreOptions) {
    this.#database = database;
    this.#connection = connectionOf(database);
    this.#sql = sqliteStatements(table);
    this.#waitMs = waitMs;
    this.#now = () => readClock(now);
  }

  async claim(key: string, options: ClaimOptions): Promise<ClaimResult<D>> {
    const leaseMs = checkLeaseMs(options.leaseMs);
    const { status } = await this.lookUp(key);
    if (status !== "free") return { status };
    const { settling } = this.#connection;
    const name = this.#nameOf(key);
    // Another may have come while this one was reading.
    if (settling.has(name)) return { status: "busy" };
    settling.add(name);
    try {
      if (!(await this.#connection.begin(this.#waitMs))) return { status: "busy" };
      return this.#claimInTransaction(key, leaseMs);
    } finally {
      if (this.#open?.key !== key) settling.delete(name);
    }
  }

  async complete({ key, token }: HeldClaim<D>): Promise<boolean> {
    const open = this.#close(token);
    if (!open) return false;
    try {
      const refusal = open.work.end();
      if (refusal) throw refusal;
      if (!this.#connection.takeSign(token)) throw await this.#bar(key, token);
      const mark: unknown = this.#database.prepare(this.#sql.complete).get(this.#now(), key, token);
      if (!answersKey(mark, key)) throw notMarkedError(key, MARK_REMEDY);
      await this.#connection.commit(this.#waitMs);
      return true;
    } finally {
      this.#end(open);
    }
  }

  async release({ token }: HeldClaim<D>): Promise<void> {
    const open = this.#close(token);
    if (open) await this.#giveUp(open);
  }

  async lookUp(key: string): Promise<KeyStatus> {
    const name = this.#nameOf(checkKey(key));
    const state = await this.#connection.read(this.#waitMs, () =>
      this.#connection.settling.has(name) ? ({ status: "busy" } as const) : this.#read(key),
    );
    if (state.status === "in doubt") throw inDoubtError(key, DOUBT_REMEDY);
    return state;
  }

  async purge({ olderThanMs }: PurgeOptions): Promise<number> {
    const before = this.#now() - checkAgeMs("olderThanMs", olderThanMs);
    if (!(await this.#connection.begin(this.#waitMs))) {
      throw new Error(`purge: the database has been busy for ${this.#waitMs} ms`);
    }
    try {
      const { changes } = this.#database.prepare(this.#sql.purge).run(before);
      await this.#connection.commit(this.#waitMs);
      return Number(changes);
    } finally {
      this.#connection.end();
    }
  }

  #claimInTransaction(key: string, leaseMs: number): ClaimResult<D> {
    const token = crypto.randomUUID();
    try {
      const row: unknown = this.#database.prepare(this.#sql.claim).get(key, token);
      if (!answersKey(row, key)) return { status: this.#unclaimed(key) };
      this.#connection.sign(token);
      const work = new SqliteWork(this.#database);
      const lease = setTimeout(() => void this.#runOut(token), leaseMs);
      this.#open = { key, token, work, lease };
      const tx = transactionDatabase(this.#database, work);
      return { status: "claimed", claim: { key, token, tx } };
    } finally {
      if (!this.#open) this.#connection.end();
    }
  }

  /** Only a row that says so is "done": a driver that answers nothing to RETURNING would lose every payment. */
  #unclaimed(key: string): "done" {
    const { status } = this.#read(key);
    if (status === "done") return status;
    if (status === "in doubt") throw inDoubtError(key, DOUBT_REMEDY);
    throw new TypeError(
      `${key} could neither be claimed nor is it settled: the driver has to answer rows to INSERT … RETURNING`,
    );
  }

  #read(key: string): KeyStatus | typeof IN_DOUBT {
    return sqliteState(this.#database.prepare(this.#sql.lookUp).get(key));
  }

  /** Nobody waits for this, so its failure has nowhere to go: what is in doubt is told at the next notification. */
  async #runOut(token: string): Promise<void> {
    const open = this.#close(token);
    if (open) await this.#giveUp(open).catch(() => undefined);
  }

  async #giveUp(open: OpenClaim): Promise<void> {
    const { key, token, work } = open;
    try {
      work.end();
      if (!work.isRolledBack && !this.#connection.takeSign(token))
        throw await this.#bar(key, token);
    } finally {
      this.#end(open);
    }
  }

  /** Something past `tx` has ended the transaction, and may have committed: the key is not settled again. */
  async #bar(key: string, token: string): Promise<Error> {
    try {
      this.#connection.rollBack();
      const bar = (): unknown => this.#database.prepare(this.#sql.claim).get(key, token);
      await this.#connection.read(this.#waitMs, bar);
      return endedInsideError(key);
    } catch (error) {
      return endedInsideError(key, error);
    }
  }

  /** From here on nothing reaches the claim. Nothing when it has ended already. */
  #close(token: string): OpenClaim | undefined {
    const open = this.#open;
    if (open?.token !== token) return undefined;
    clearTimeout(open.lease);
    this.#open = undefined;
    return open;
  }

  /** Rolls back what is not committed, and lets the next one have the connection. */
  #end({ key }: OpenClaim): void {
    this.#connection.end();
    this.#connection.settling.delete(this.#nameOf(key));
  }

  #nameOf(key: string): string {
    return `${this.#sql.table} ${key}`;
  }
}
