import { checkAgeMs, checkKey, checkLeaseMs } from "./checks.js";
import { HeldTransaction, type RunTransaction } from "./held-transaction.js";
import { endedInsideError, inDoubtError, notMarkedError } from "./in-doubt.js";
import type { Ask, KeyState, TransactionDialect } from "./transaction-dialect.js";
import { type RefusedCalls, TransactionGuard } from "./transaction-guard.js";
import type {
  ClaimOptions,
  ClaimResult,
  HeldClaim,
  KeyStatus,
  PurgeOptions,
  SettlementStore,
} from "./types.js";
import { unlessLate } from "./unless-late.js";

/** What a store over somebody else's transactions is made of. */
export interface OrmStoreParts<Tx> {
  readonly transaction: RunTransaction<Tx>;
  /** Runs one text of SQL in the transaction, and resolves to its rows. */
  readonly query: (tx: Tx, sql: string) => PromiseLike<readonly unknown[]>;
  readonly dialect: TransactionDialect;
  /** Sends what the ORM holds back of the shop's writes: some databases commit with the mark. */
  readonly flush?: ((tx: Tx) => PromiseLike<unknown>) | undefined;
  /** Says why what the shop did must not be committed, if so. */
  readonly refusalOf?: ((tx: Tx) => Error | undefined) | undefined;
  /** What the shop may not call through `tx`. */
  readonly refusedCalls?: RefusedCalls | undefined;
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

/** A store whose claims are transactions that something else begins and ends. */
export class OrmStore<Tx extends object> implements SettlementStore<Tx> {
  readonly retentionMs = Infinity;
  readonly #transaction: RunTransaction<Tx>;
  readonly #query: OrmStoreParts<Tx>["query"];
  readonly #flush: OrmStoreParts<Tx>["flush"];
  readonly #refusalOf: (tx: Tx) => Error | undefined;
  readonly #dialect: TransactionDialect;
  readonly #refusedCalls: RefusedCalls | undefined;
  readonly #open = new Map<string, OpenClaim<Tx>>();

  constructor(parts: OrmStoreParts<Tx>) {
    this.#transaction = parts.transaction;
    this.#query = parts.query;
    this.#dialect = parts.dialect;
    this.#flush = parts.flush;
    this.#refusalOf = parts.refusalOf ?? (() => undefined);
    this.#refusedCalls = parts.refusedCalls;
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
    const markOrRelease = async (): Promise<void> => {
      try {
        await this.#mark(open.held.tx, key, token);
      } catch (error) {
        const release = this.#dialect.release(this.#askIn(open.held.tx), key, token);
        isEnded = await release.catch(() => false);
        throw error;
      }
    };
    try {
      await open.held.end(markOrRelease);
    } catch (error) {
      throw isEnded ? await this.#bar(key) : error;
    }
    return true;
  }

  async release({ key, token }: HeldClaim<Tx>): Promise<void> {
    const open = this.#take(token);
    if (open) await unlessLate(this.#giveUp(open, key, token), ROLLBACK_MS, () => undefined);
  }

  async lookUp(key: string): Promise<KeyStatus> {
    checkKey(key);
    return this.#certain(key, await this.#inside((ask) => this.#dialect.lookUp(ask, key)));
  }

  async purge({ olderThanMs }: PurgeOptions): Promise<number> {
    const ageMs = checkAgeMs("olderThanMs", olderThanMs);
    return this.#dialect.purge((work) => this.#inside(work), ageMs);
  }

  #claimed(
    held: HeldTransaction<Tx>,
    key: string,
    token: string,
    leaseMs: number,
  ): ClaimResult<Tx> {
    const guard = new TransactionGuard(held.tx, this.#refusedCalls);
    const claim = { key, token, tx: guard.tx };
    // Nobody waits for this, so its failure has nowhere to go: the next notification is told.
    const runOut = (): void => void this.release(claim).catch(() => undefined);
    this.#open.set(token, { held, guard, lease: setTimeout(runOut, leaseMs) });
    return { status: "claimed", claim };
  }

  async #mark(tx: Tx, key: string, token: string): Promise<void> {
    await this.#flush?.(tx);
    const refusal = this.#refusalOf(tx);
    if (refusal) throw refusal;
    const isMarked = await this.#dialect.complete(this.#askIn(tx), key, token);
    if (!isMarked) throw notMarkedError(key, MARK_REMEDY);
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
      isEnded = await this.#dialect.release(this.#askIn(held.tx), key, token);
    });
    if (isEnded) throw await this.#bar(key);
  }

  /** Something past the store has ended the transaction, and may have committed: the key is not settled again. */
  async #bar(key: string): Promise<Error> {
    try {
      await this.#inside(async (ask) => this.#dialect.bar?.(ask, key));
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
