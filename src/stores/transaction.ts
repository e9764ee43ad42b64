import { checkAgeMs, checkKey, checkLeaseMs } from "./checks.js";
import { HeldTransaction, type RunTransaction } from "./held-transaction.js";
import { endedInsideError, inDoubtError, notMarkedError } from "./in-doubt.js";
import type { Ask, KeyState, TransactionDialect } from "./transaction-dialect.js";
import { TransactionGuard } from "./transaction-guard.js";
import { postgresDialect } from "./transaction-postgres.js";
import type {
  ClaimOptions,
  ClaimResult,
  HeldClaim,
  KeyStatus,
  PurgeOptions,
  SettlementStore,
} from "./types.js";

export type * from "./types.js";

/** The databases whose claims a transaction store can make. */
export type TransactionDialectName = "postgres";

/** Which table the store keeps its keys in. */
export interface TransactionTableOptions {
  /**
   * The table, as `name` or `schema.name`: letters, digits and `_`.
   *
   * @defaultValue `khipu_settlements`
   */
  readonly table?: string | undefined;
}

/** How an ORM runs transactions, and SQL inside them. */
export interface TransactionStoreOptions<Tx extends object> extends TransactionTableOptions {
  /**
   * Runs `work` in a transaction of its own: commits when it resolves, rolls back when it rejects, and settles after
   * that. It must not run `work` again. READ COMMITTED is best: at a stricter level a claim can fail for what other
   * transactions do, and is tried again at the next notification.
   */
  readonly transaction: (work: (tx: Tx) => Promise<void>) => PromiseLike<unknown>;
  /** Runs one text of SQL, which has no parameters, in this transaction; resolves to its rows, by column name. */
  readonly query: (tx: Tx, sql: string) => PromiseLike<readonly unknown[]>;
  /** The database that is spoken to. */
  readonly dialect: TransactionDialectName;
}

/** A store whose claims are transactions of an ORM. */
export interface TransactionStore<Tx> extends SettlementStore<Tx> {
  purge(options: PurgeOptions): Promise<number>;
}

/**
 * Remembers what is settled through any ORM or driver that runs transactions: exactly once, for any number of processes.
 *
 * `onPaid` gets the ORM's own transaction as `tx`: what the shop writes through it is committed with the mark "done", or
 * not at all. A crash, a lost connection or an error ends the claim with the transaction, and the next notification
 * tries again.
 *
 * From the moment in which the claim begins to end, every call through `tx`, and through what was reached from it, is
 * refused. What was called before is waited for, and committed or rolled back with the rest. The lease is a timer of this
 * process. A call that is under way when it rings holds the claim until it is over, as the ORM's connection cannot be
 * taken from it; a transaction inside `tx` is such a call.
 *
 * A text of the shop's that commits by itself (`COMMIT`) is found when the claim ends: the key is then in doubt, and not
 * settled again until somebody has looked; every attempt says so. Each settlement holds one connection.
 *
 * On PostgreSQL the table is the one of `postgresStore`: make it with its `postgresMigration()`. Both kinds of store can
 * be used on it at once.
 *
 * @throws TypeError when `table` is not a name, or the dialect is not known.
 */
export function transactionStore<Tx extends object>(
  options: TransactionStoreOptions<Tx>,
): TransactionStore<Tx> {
  return new OrmStore(options);
}

function dialectOf(name: TransactionDialectName, table: string | undefined): TransactionDialect {
  if (name === "postgres") return postgresDialect(table);
  throw new TypeError(`dialect must be "postgres", not ${String(name)}`);
}

/** A claim whose transaction is open. */
interface OpenClaim<Tx extends object> {
  readonly held: HeldTransaction<Tx>;
  readonly guard: TransactionGuard<Tx>;
  readonly lease: ReturnType<typeof setTimeout>;
}

/** How long `release` waits for a rollback, in milliseconds. After that it goes on without anybody's waiting. */
const ROLLBACK_MS = 1000;
const MARK_REMEDY = "Let onPaid leave the store's table alone";

class OrmStore<Tx extends object> implements TransactionStore<Tx> {
  readonly retentionMs = Infinity;
  readonly #transaction: RunTransaction<Tx>;
  readonly #query: TransactionStoreOptions<Tx>["query"];
  readonly #dialect: TransactionDialect;
  readonly #open = new Map<string, OpenClaim<Tx>>();

  constructor({ transaction, query, dialect, table }: TransactionStoreOptions<Tx>) {
    this.#transaction = transaction;
    this.#query = query;
    this.#dialect = dialectOf(dialect, table);
  }

  async claim(key: string, options: ClaimOptions): Promise<ClaimResult<Tx>> {
    const leaseMs = checkLeaseMs(options.leaseMs);
    checkKey(key);
    const held = await HeldTransaction.begin(this.#transaction);
    try {
      const claim = await this.#dialect.claim(this.#askIn(held.tx), key);
      if (claim.status === "claimed") return this.#claimed(held, key, claim.token, leaseMs);
      await held.end();
      const { status } = this.#certain(key, claim);
      return { status: status === "done" ? "done" : "busy" };
    } catch (error) {
      await held.rollBack();
      throw error;
    }
  }

  async complete({ key, token }: HeldClaim<Tx>): Promise<boolean> {
    const open = this.#take(token);
    if (!open) return false;
    await open.guard.close();
    let isEnded = false;
    const mark = async (): Promise<void> => {
      const ask = this.#askIn(open.held.tx);
      const result = await this.#dialect.complete(ask, key, token);
      if (result === "marked") return;
      isEnded = result === "ended";
      throw notMarkedError(key, MARK_REMEDY);
    };
    try {
      await open.held.end(mark);
    } catch (error) {
      throw isEnded ? await this.#bar(key) : error;
    }
    return true;
  }

  async release({ key, token }: HeldClaim<Tx>): Promise<void> {
    const open = this.#take(token);
    if (open) await unlessLate(this.#giveUp(open, key, token), ROLLBACK_MS);
  }

  async lookUp(key: string): Promise<KeyStatus> {
    checkKey(key);
    return this.#certain(key, await this.#inside((ask) => this.#dialect.lookUp(ask, key)));
  }

  async purge({ olderThanMs }: PurgeOptions): Promise<number> {
    const ageMs = checkAgeMs("olderThanMs", olderThanMs);
    return this.#inside((ask) => this.#dialect.purge(ask, ageMs));
  }

  #claimed(
    held: HeldTransaction<Tx>,
    key: string,
    token: string,
    leaseMs: number,
  ): ClaimResult<Tx> {
    const guard = new TransactionGuard(held.tx);
    const claim = { key, token, tx: guard.tx };
    // Nobody waits for this, so its failure has nowhere to go: the next notification is told.
    const runOut = (): void => void this.release(claim).catch(() => undefined);
    this.#open.set(token, { held, guard, lease: setTimeout(runOut, leaseMs) });
    return { status: "claimed", claim };
  }

  /** From here on nothing reaches the claim. Nothing when it has ended already. */
  #take(token: string): OpenClaim<Tx> | undefined {
    const open = this.#open.get(token);
    clearTimeout(open?.lease);
    this.#open.delete(token);
    return open;
  }

  async #giveUp({ held, guard }: OpenClaim<Tx>, key: string, token: string): Promise<void> {
    await guard.close();
    let isEnded = false;
    await held.rollBack(async () => {
      isEnded = await this.#dialect.isEnded(this.#askIn(held.tx), key, token);
    });
    if (isEnded) throw await this.#bar(key);
  }

  /** Something past the store has ended the transaction, and may have committed: the key is not settled again. */
  async #bar(key: string): Promise<Error> {
    try {
      await this.#inside((ask) => this.#dialect.bar(ask, key));
      return endedInsideError(key);
    } catch (error) {
      return endedInsideError(key, error);
    }
  }

  #certain(key: string, state: KeyState): KeyStatus {
    if (state.status === "in doubt") throw inDoubtError(key, this.#dialect.doubtRemedy);
    return state;
  }

  /** Runs statements of the store's own in a transaction of their own. */
  async #inside<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const held = await HeldTransaction.begin(this.#transaction);
    try {
      const result = await work(this.#askIn(held.tx));
      await held.end();
      return result;
    } catch (error) {
      await held.rollBack();
      throw error;
    }
  }

  #askIn(tx: Tx): Ask {
    return async (sql) => this.#query(tx, sql);
  }
}

/** Resolves as the promise does, or without it after a while. */
async function unlessLate(promise: Promise<void>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
