import { settlementState, textIn } from "./answers.js";
import { checkAgeMs, checkKey, checkLeaseMs } from "./checks.js";
import { endedInsideError, inDoubtError, notMarkedError } from "./in-doubt.js";
import { rowsOf } from "./postgres-answers.js";
import type { PgClient, PgClientOf, PgPool } from "./postgres-client.js";
import { takePgLock } from "./postgres-lock.js";
import { PgSession } from "./postgres-session.js";
import {
  pgLockStatement,
  pgStatements,
  postgresMigration,
  type PgStatements,
  type PostgresTableOptions,
} from "./postgres-sql.js";
import { transactionClient } from "./postgres-tx.js";
import type {
  ClaimOptions,
  ClaimResult,
  HeldClaim,
  HeldLock,
  KeyStatus,
  LockingStore,
  PurgeOptions,
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

/** A key whose work has failed, and that nobody has settled since. */
export interface AbandonedKey {
  readonly key: string;
  /** When it first failed, in Unix milliseconds. */
  readonly begunAtMs: number;
}

/** A store whose claims are transactions of PostgreSQL. */
export interface PostgresStore<Tx> extends LockingStore<Tx> {
  /**
   * Lists keys whose work has failed or was given up, and that are neither done nor being settled now.
   *
   * They need no clearing away: the next claim gets them. Use the list to settle what Khipu has stopped notifying. A
   * process that died leaves no such note: `reconcilePayments` finds what it left open.
   */
  abandoned(options?: AbandonedOptions): Promise<AbandonedKey[]>;

  /** As in every store; also forgets the abandoned keys of that age. */
  purge(options: PurgeOptions): Promise<number>;
}

/**
 * Remembers in PostgreSQL what is settled: exactly once, for any number of processes.
 *
 * `tx` runs queries in the transaction that holds the claim: what the shop writes through it is committed with the mark
 * "done", or not at all. Whatever ends the transaction (a crash, a lost connection, a restart of the server, an error)
 * ends the claim with it, and the next notification tries again. A transaction inside `tx` becomes a savepoint; what
 * would end the settlement's is refused. What `onPaid` does elsewhere, such as sending mail, is outside: let it write a
 * row to an outbox instead.
 *
 * The transaction is READ COMMITTED. A claim lasts nine tenths of its lease, and the server ends the transaction of a
 * process that stands still for longer. Each settlement holds one connection; work that asks the pool for a second one
 * can wait until it is given up, so use `tx` for everything. Works behind PgBouncer, also in transaction mode.
 * Needs PostgreSQL 9.6 or later and the table of {@link migratePostgres}.
 *
 * @param pool - a `Pool` of `pg`, or anything with its shape.
 * @throws TypeError when `table` is not a name.
 */
export function postgresStore<P extends PgPool>(
  pool: P,
  options: PostgresTableOptions = {},
): PostgresStore<PgClientOf<P>> {
  return new PgStore<PgClientOf<P>>(pool, options.table);
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

const MARK_REMEDY =
  "Let onPaid leave the store's table alone, and name the table with its schema if onPaid sets search_path";
const DOUBT_REMEDY = "set done_at to now(), or to NULL to settle it anew";

class PgStore<C extends PgClient> implements PostgresStore<C> {
  readonly retentionMs = Infinity;
  readonly #pool: PgPool;
  readonly #sql: PgStatements;
  readonly #lockStatement: string;
  readonly #sessions = new Map<string, PgSession>();

  constructor(pool: PgPool, table?: string) {
    this.#pool = pool;
    this.#sql = pgStatements(table);
    this.#lockStatement = pgLockStatement(table);
  }

  async claim(key: string, options: ClaimOptions): Promise<ClaimResult<C>> {
    const leaseMs = checkLeaseMs(options.leaseMs);
    checkKey(key);
    const session = await PgSession.begin(this.#pool);
    try {
      const claimed = rowsOf(await session.run(this.#sql.claimForLease, [key, String(leaseMs)]));
      if (claimed.length === 0) return await this.#unclaimed(session, key);
      const token = textIn(claimed, "token");
      this.#sessions.set(token, session);
      // C is by definition what this pool's `connect()` resolves to, which `tx` stands in for.
      return { status: "claimed", claim: { key, token, tx: transactionClient(session) as C } };
    } catch (error) {
      session.close("broken");
      throw error;
    }
  }

  async complete({ key, token }: HeldClaim<C>): Promise<boolean> {
    const session = this.#take(token);
    if (!session) return false;
    const refusal = await session.endOfWork();
    if (session.isClosed) return false;
    if (refusal) return this.#failed(session, key, token, refusal);
    const { rowCount } = await session.run(this.#sql.complete, [key, token]);
    if (rowCount !== 1) return this.#failed(session, key, token, notMarkedError(key, MARK_REMEDY));
    const { command } = await session.run("COMMIT");
    session.close("clean");
    return command === undefined || command === "COMMIT";
  }

  async release({ key, token }: HeldClaim<C>): Promise<void> {
    const session = this.#take(token);
    if (session) await this.#rollBack(session, key, token);
  }

  async lookUp(key: string): Promise<KeyStatus> {
    const state = settlementState(rowsOf(await this.#pool.query(this.#sql.state, [checkKey(key)])));
    if (state.status === "in doubt") throw inDoubtError(key, DOUBT_REMEDY);
    return state;
  }

  async abandoned(options: AbandonedOptions = {}): Promise<AbandonedKey[]> {
    const { olderThanMs = 5 * 60_000, limit = 1000 } = options;
    const rows = rowsOf(await this.#pool.query(this.#sql.abandoned, [olderThanMs, limit]));
    return rows.map((row) => {
      return { key: textIn([row], "key"), begunAtMs: Number(textIn([row], "begun")) };
    });
  }

  async lock(name: string, { leaseMs }: ClaimOptions): Promise<HeldLock | undefined> {
    return takePgLock(this.#pool, this.#lockStatement, checkKey(name), checkLeaseMs(leaseMs));
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
    return session?.isClosed ? undefined : session;
  }

  async #unclaimed(session: PgSession, key: string): Promise<ClaimResult<C>> {
    const state = settlementState(rowsOf(await session.run(this.#sql.state, [key])));
    await session.rollBack();
    if (state.status === "in doubt") throw inDoubtError(key, DOUBT_REMEDY);
    return { status: state.status === "done" ? "done" : "busy" };
  }

  async #failed(session: PgSession, key: string, token: string, reason: Error): Promise<never> {
    await this.#rollBack(session, key, token);
    throw reason;
  }

  /** Rolls back, and leaves a note of the key; what somebody else has committed must not be done again. */
  async #rollBack(session: PgSession, key: string, token: string): Promise<void> {
    const { note, bar } = this.#sql;
    const afterwards = (wasThere: boolean) => session.run(wasThere ? note : bar, [key]);
    if (!(await session.rollBack({ token, afterwards }))) throw endedInsideError(key);
  }
}
