import { checkAgeMs, checkKey, checkLeaseMs } from "./checks.js";
import { guarded, overError } from "./guard.js";
import { connectionOf, type SqliteConnection } from "./sqlite-connection.js";
import type { SqliteDatabase } from "./sqlite-database.js";
import { sqliteStatements, type SqliteStatements, type SqliteTableOptions } from "./sqlite-sql.js";
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
 * or not at all. A crash rolls back, and the next notification tries again. A lease that ends rolls back too, and
 * `tx` refuses to work from then on.
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
  readonly lease: ReturnType<typeof setTimeout>;
}

class SqliteStore<D extends SqliteDatabase> implements SettlementStore<D> {
  readonly retentionMs = Infinity;
  readonly #database: D;
  readonly #connection: SqliteConnection;
  readonly #sql: SqliteStatements;
  readonly #waitMs: number;
  readonly #now: () => number;
  /** The keys that are being settled, or that wait for their turn. */
  readonly #taken = new Set<string>();
  #open: OpenClaim | undefined;

  constructor(database: D, options: SqliteStoreOptions) {
    this.#database = database;
    this.#connection = connectionOf(database);
    this.#sql = sqliteStatements(options.table);
    this.#waitMs = options.waitMs ?? 5000;
    this.#now = options.now ?? Date.now;
  }

  async claim(key: string, options: ClaimOptions): Promise<ClaimResult<D>> {
    const leaseMs = checkLeaseMs(options.leaseMs);
    const { status } = await this.lookUp(key);
    if (status !== "free") return { status };
    // Another may have come while this one was reading.
    if (this.#taken.has(key)) return { status: "busy" };
    this.#taken.add(key);
    try {
      if (!(await this.#connection.begin(this.#waitMs))) return { status: "busy" };
      return this.#claimInTransaction(key, leaseMs);
    } finally {
      if (this.#open?.key !== key) this.#taken.delete(key);
    }
  }

  async complete({ key, token }: HeldClaim<D>): Promise<boolean> {
    const open = this.#close(token);
    if (!open) return false;
    try {
      // The work may have ended the transaction itself, and a disk that is full ends it too.
      if (!this.#connection.isInTransaction) return false;
      const mark = this.#database.prepare(this.#sql.complete).get(this.#now(), key, token);
      if (mark) await this.#connection.commit(this.#waitMs);
      return Boolean(mark);
    } finally {
      this.#end(open);
    }
  }

  release({ token }: HeldClaim<D>): Promise<void> {
    this.#giveUp(token);
    return Promise.resolve();
  }

  async lookUp(key: string): Promise<KeyStatus> {
    if (this.#taken.has(checkKey(key))) return { status: "busy" };
    const read = (): unknown => this.#database.prepare(this.#sql.lookUp).get(key);
    const row = await this.#connection.patiently(this.#waitMs, read);
    if (!row) return { status: "free" };
    return { status: "done", doneAtMs: Number((row as { done_at: number | bigint }).done_at) };
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
      if (!this.#database.prepare(this.#sql.claim).get(key, token)) return { status: "done" };
      const lease = setTimeout(() => this.#giveUp(token), leaseMs);
      this.#open = { key, token, lease };
    } finally {
      if (!this.#open) this.#connection.end();
    }
    const tx = guarded(this.#database, (property) => {
      if (this.#open?.token !== token || !this.#connection.isInTransaction)
        throw overError(property);
    });
    return { status: "claimed", claim: { key, token, tx } };
  }

  #giveUp(token: string): void {
    const open = this.#close(token);
    if (open) this.#end(open);
  }

  /** From here on `tx` refuses to work. Nothing when the claim has ended already. */
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
    this.#taken.delete(key);
  }
}
