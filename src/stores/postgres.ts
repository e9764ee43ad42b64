import { settlementState, textIn } from "./answers.js";
import { checkAgeMs, checkKey, checkLeaseMs, columnOf } from "./checks.js";
import { endedInsideError, inDoubtError, notMarkedError } from "./in-doubt.js";
import { rowsOf } from "./postgres-answers.js";
import type { PgClient, PgClientOf, PgPool } from "./postgres-client.js";
import { inlined } from "./postgres-inline.js";
import { takePgLock } from "./postgres-lock.js";
import { purgeSlices } from "./postgres-purge.js";
import { PgSession, type RolledBackClaim } from "./postgres-session.js";
import {
  pgLockStatement,
  pgStatements,
  postgresMigration,
  type PgStatements,
  type PostgresTableOptions,
  unmarkedIn,
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
 * can wait until it is given up, so use `tx` for everything. Works behind PgBouncer, also in transaction mode. Beginning and
 * claiming are one text of several statements, and so are marking and committing: a settlement is two round trips and the
 * shop's own. A pool that cannot pass on such a text, or binds every text as a prepared statement, is refused by the server.
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
  readonly maxConnections: number | undefined;
  readonly #pool: PgPool;
  readonly #sql: PgStatements;
  readonly #lockStatement: string;
  readonly #sessions = new Map<string, PgSession>();

  constructor(pool: PgPool, table?: string) {
    this.#pool = pool;
    const max = columnOf(columnOf(pool, "options"), "max");
    this.maxConnections = typeof max === "number" ? max : undefined;
    this.#sql = pgStatements(table);
    this.#lockStatement = pgLockStatement(table);
  }

  async claim(key: string, options: ClaimOptions): Promise<ClaimResult<C>> {
    const leaseMs = checkLeaseMs(options.leaseMs);
    checkKey(key);
    // The server ends the transaction when its holder stays silent for longer than its lease.
    const lease = `SET LOCAL idle_in_transaction_session_timeout = ${leaseMs};\n`;
    const session = await PgSession.connect(this.#pool);
    try {
      const claimed = rowsOf(await session.begin(lease + inlined(this.#sql.claim, [key])));
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
    if (refusal) {
      await this.#rollBack(session, key, { token });
      throw refusal;
    }
    return this.#commit(session, key, token);
  }

  /** Marks and commits in one round trip: where there is nothing to mark, the server does not come to the COMMIT. */
  async #commit(session: PgSession, key: string, token: string): Promise<boolean> {
    const mark = inlined(this.#sql.completeOrFail, [key, token]);
    try {
      const { command } = await session.run(
        `${mark};\nCOMMIT`,
        (error) => unmarkedIn(error) !== undefined,
      );
      session.close("clean");
      return command === undefined || command === "COMMIT";
    } catch (error) {
      const foundIn = unmarkedIn(error);
      if (foundIn === undefined) throw error;
      await this.#rollBack(session, key, { token, foundIn });
      throw notMarkedError(key, MARK_REMEDY);
    }
  }

  async release({ key, token }: HeldClaim<C>): Promise<void> {
    const session = this.#take(token);
    if (session) await this.#rollBack(session, key, { token });
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
    return purgeSlices(this.#sql.purge, age, async (text) => rowsOf(await this.#pool.query(text)));
  }

  /** Ends the store's hold on a claim; nothing when it has ended, or when its connection is gone. */
  #take(token: string): PgSession | undefined {
    const session = this.#sessions.get(token);
    this.#sessions.delete(token);
    return session?.isClosed ? undefined : session;
  }

  async #unclaimed(session: PgSession, key: string): Promise<ClaimResult<C>> {
    const state = settlementState(rowsOf(await session.run(inlined(this.#sql.state, [key]))));
    await session.rollBack();
    if (state.status === "in doubt") throw inDoubtError(key, DOUBT_REMEDY);
    return { status: state.status === "done" ? "done" : "busy" };
  }

  /** Rolls back, and leaves a note of the key; what somebody else has committed must not be done again. */
  async #rollBack(
    session: PgSession,
    key: string,
    claim: Pick<RolledBackClaim, "token" | "foundIn">,
  ): Promise<void> {
    const { note, bar } = this.#sql;
    const afterwards = (wasThere: boolean) => session.run(inlined(wasThere ? note : bar, [key]));
    if (!(await session.rollBack({ ...claim, afterwards }))) throw endedInsideError(key);
  }
}
