import { checkAgeMs, checkKey, checkLeaseMs } from "./checks.js";
import { guarded, overError } from "./guard.js";
import { PgSession, type PgClient, type PgClientOf, type PgPool } from "./postgres-client.js";
import {
  pgStatements,
  postgresMigration,
  type PgStatements,
  type PostgresTableOptions,
} from "./postgres-sql.js";
import type {
  ClaimOptions,
  ClaimResult,
  HeldClaim,
  KeyStatus,
  PurgeOptions,
  SettlementStore,
} from "./types.js";

export type { PgClient, PgClientOf, PgPool, PgQueryable, PgResult } from "./postgres-client.js";
export { postgresMigration, type PostgresTableOptions } from "./postgres-sql.js";
export type * from "./types.js";

/** Which abandoned keys are listed. */
export interface AbandonedOptions {
  /**
   * The least age of what is listed, in milliseconds.
   *
   * @defaultValue five minutes
   */
  readonly olderThanMs?: number | undefined;
  /**
   * How many are listed at most, oldest first.
   *
   * @defaultValue 1,000
   */
  readonly limit?: number | undefined;
}

/** A key that somebody began to settle and nobody has settled. */
export interface AbandonedKey {
  readonly key: string;
  /** When it was first begun, in Unix milliseconds. */
  readonly begunAtMs: number;
}

/** A store whose claims are transactions of PostgreSQL. */
export interface PostgresStore<Tx> extends SettlementStore<Tx> {
  /**
   * Lists keys that were begun, are not done, and that nobody is at now: the process died or the work failed.
   *
   * Passes over what is being settled at this moment (`SKIP LOCKED`). They need no clearing away: the next claim
   * gets them. Use the list to settle what Khipu has stopped notifying.
   */
  abandoned(options?: AbandonedOptions): Promise<AbandonedKey[]>;

  /** As in every store; also forgets the abandoned keys of that age. */
  purge(options: PurgeOptions): Promise<number>;
}

/**
 * Remembers in PostgreSQL what is settled: exactly once, for any number of processes.
 *
 * `tx` is a connection of the pool inside the transaction that holds the claim: what the shop writes through it is
 * committed with the mark "done", or not at all. Whatever ends the transaction (a crash, a lost connection, a
 * restart of the server, an error) ends the claim with it, and the next notification tries again. What `onPaid` does
 * elsewhere, such as sending mail, is outside: let it write a row to an outbox instead.
 *
 * The lease is PostgreSQL's `idle_in_transaction_session_timeout`: it counts from the last statement, so a holder
 * at work keeps its claim. Each settlement holds one connection; work that asks the pool for a second one can wait
 * for ever when all are out, so use `tx` for everything. Works behind PgBouncer, also in transaction mode.
 * Needs PostgreSQL 9.6 or later and the table of {@link migratePostgres}.
 *
 * @param pool - a `Pool` of `pg`, or anything with its shape.
 * @throws TypeError when `table` is not a name.
 */
export function postgresStore<P extends PgPool>(
  pool: P,
  options: PostgresTableOptions = {},
): PostgresStore<PgClientOf<P>> {
  return new PgStore<PgClientOf<P>>(pool, pgStatements(options.table));
}

/**
 * Makes the table of a Postgres store if it is not there; any number of processes may do so at once.
 *
 * @throws TypeError when `table` is not a name.
 */
export async function migratePostgres(
  pool: Pick<PgPool, "query">,
  options: PostgresTableOptions = {},
): Promise<void> {
  // One simple query is one transaction. The lock is there because IF NOT EXISTS alone fails in a race.
  const lock = "SELECT pg_advisory_xact_lock(hashtext('khipu-sdk migration'));";
  await pool.query(`${lock}\n${postgresMigration(options)}`);
}

class PgStore<C extends PgClient> implements PostgresStore<C> {
  readonly retentionMs = Infinity;
  readonly #pool: PgPool;
  readonly #sql: PgStatements;
  readonly #sessions = new Map<string, PgSession>();

  constructor(pool: PgPool, sql: PgStatements) {
    this.#pool = pool;
    this.#sql = sql;
  }

  async claim(key: string, options: ClaimOptions): Promise<ClaimResult<C>> {
    const leaseMs = checkLeaseMs(options.leaseMs);
    const { rows } = await this.#pool.query(this.#sql.begin, [checkKey(key)]);
    if (rows.length > 0) return { status: "done" };
    const session = await PgSession.begin(this.#pool);
    const token = await lock(session, this.#sql.lock, [key, String(leaseMs)]);
    if (token === undefined) {
      await session.rollBack();
      const { status } = await this.lookUp(key);
      return { status: status === "done" ? "done" : "busy" };
    }
    this.#sessions.set(token, session);
    // C is by definition what this pool's `connect()` resolves to.
    const tx = guarded(session.client as C, (property) => {
      if (!session.isOpen) throw overError(property);
      if (property === "release") throw new Error("release: the store gives this connection back");
    });
    return { status: "claimed", claim: { key, token, tx } };
  }

  async complete({ key, token }: HeldClaim<C>): Promise<boolean> {
    const session = this.#take(token);
    if (!session) return false;
    // Another token means that the work has ended the transaction itself: then this changes nothing.
    const { rowCount } = await session.run(this.#sql.complete, [key, token]);
    if (rowCount !== 1) {
      session.close("broken");
      return false;
    }
    const { command } = await session.run("COMMIT");
    session.close("clean");
    return command === undefined || command === "COMMIT";
  }

  async release({ token }: HeldClaim<C>): Promise<void> {
    await this.#take(token)?.rollBack();
  }

  async lookUp(key: string): Promise<KeyStatus> {
    const { rows } = await this.#pool.query(this.#sql.lookUp, [checkKey(key)]);
    const [row] = rows as { done_at_ms: number | null; held: boolean }[];
    if (row && row.done_at_ms !== null) return { status: "done", doneAtMs: row.done_at_ms };
    return { status: row?.held ? "busy" : "free" };
  }

  async abandoned(options: AbandonedOptions = {}): Promise<AbandonedKey[]> {
    const { olderThanMs = 5 * 60_000, limit = 1000 } = options;
    const { rows } = await this.#pool.query(this.#sql.abandoned, [olderThanMs, limit]);
    const found = rows as { key: string; begun_at_ms: number }[];
    return found.map(({ key, begun_at_ms }) => ({ key, begunAtMs: begun_at_ms }));
  }

  async purge({ olderThanMs }: PurgeOptions): Promise<number> {
    const age = checkAgeMs("olderThanMs", olderThanMs);
    const { rowCount } = await this.#pool.query(this.#sql.purge, [age]);
    return rowCount ?? 0;
  }

  /** Ends the store's hold on a claim; nothing when it has ended, or when its connection is gone. */
  #take(token: string): PgSession | undefined {
    const session = this.#sessions.get(token);
    this.#sessions.delete(token);
    return session?.isOpen ? session : undefined;
  }
}

/** Resolves to the token of the transaction that now holds the key's row, or to nothing. */
async function lock(
  session: PgSession,
  sql: string,
  values: unknown[],
): Promise<string | undefined> {
  const { rows } = await session.run(sql, values);
  const [row] = rows as { token: string }[];
  return row?.token;
}
