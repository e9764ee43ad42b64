import { fieldsOf } from "../fields.js";
import { overError } from "./guard.js";
import type { PgClient, PgPool, PgResult } from "./postgres-client.js";
import { controlOf } from "./postgres-control.js";
import { type Control, InnerTransactions } from "./transaction-control.js";
import { unlessLate } from "./unless-late.js";

/** How long what is under way may hold up a ROLLBACK, in milliseconds. Then the connection is closed instead. */
const ROLLBACK_MS = 1000;

// A stricter default would fail claims for what other transactions do, and they need nothing that it adds.
const BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED";

/** A claim that ends without a mark. */
export interface RolledBackClaim {
  /** Tells its transaction from every other. */
  readonly token: string;
  /** The transaction in which the connection was found, where that is known. */
  readonly foundIn?: string | undefined;
  /** Runs on the connection before it is given back. */
  readonly afterwards: (wasThere: boolean) => Promise<unknown>;
}

/** Runs one query on the connection. */
export type Send = (client: PgClient) => Promise<PgResult>;

/**
 * A connection taken from the pool for one transaction, and given back exactly once.
 *
 * The shop's queries run one at a time, in the order in which they were asked, and the store's own COMMIT or ROLLBACK
 * leaves only when none is under way and no more are taken. So nothing of the shop's can come behind it.
 */
export class PgSession {
  readonly #client: PgClient;
  #state: "open" | "committing" | "rolling back" | "closed" = "open";
  #lastTurn: Promise<unknown> = Promise.resolve();
  readonly #inner = new InnerTransactions();
  readonly #onError = (): void => this.close("broken");

  private constructor(client: PgClient) {
    this.#client = client;
    // The pool does not listen to a connection that is out, and an `error` without a listener ends the process.
    client.on?.("error", this.#onError);
  }

  static async connect(pool: Pick<PgPool, "connect">): Promise<PgSession> {
    return new PgSession(await pool.connect());
  }

  /** Begins, and runs a first text without values, in one round trip; resolves to what its last statement answers. */
  begin(text: string): Promise<PgResult> {
    return this.run(`${BEGIN};\n${text}`);
  }

  get client(): PgClient {
    return this.#client;
  }

  /** Whether the shop may use the connection: until its claim begins to end. */
  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** Whether the connection is back in the pool, or broken. */
  get isClosed(): boolean {
    return this.#state === "closed";
  }

  /**
   * Runs a query of the shop's once those before it have ended, or what stands in its place.
   *
   * @throws when it would end the transaction, which then cannot be committed any more.
   */
  ask(text: string, send: Send): Promise<PgResult> {
    const turn = this.#lastTurn.then(() => {
      // Asked before the end, so it belongs to what is committed; what is rolled back need not run.
      if (!this.isOpen && this.#state !== "committing") throw overError("query");
      const control = controlOf(text);
      return control.kind === "none" ? send(this.#client) : this.#control(control);
    });
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Runs the store's own statements, and resolves to what the last of them answers. A connection on which one fails is
   * in no known state, and closed.
   *
   * @param expects - whether this is a failure after which the connection is rolled back instead.
   */
  async run(text: string, expects?: (error: unknown) => boolean): Promise<PgResult> {
    try {
      // Drivers answer a text of several statements with a list.
      const answer: unknown = await this.#client.query(text);
      return (Array.isArray(answer) ? answer.at(-1) : answer) as PgResult;
    } catch (error) {
      if (!expects?.(error)) this.close("broken");
      throw error;
    }
  }

  /** Takes no more queries, waits for those that were asked, and resolves to why they must not be committed, if so. */
  async endOfWork(): Promise<Error | undefined> {
    this.#state = "committing";
    await this.#lastTurn;
    return this.#inner.end();
  }

  /**
   * Takes no more queries, drops those that wait, and rolls back.
   *
   * @param claim - what has to be there to roll back, and what is done with the connection after that.
   * @returns whether it was there.
   */
  async rollBack(claim?: RolledBackClaim): Promise<boolean> {
    if (this.isClosed) return true;
    this.#state = "rolling back";
    const rolledBack = this.#lastTurn.then(() => this.#rollBackNow(claim));
    return unlessLate(rolledBack, ROLLBACK_MS, () => {
      this.close("broken");
      return true;
    });
  }

  close(state: "clean" | "broken"): void {
    if (this.isClosed) return;
    this.#state = "closed";
    this.#client.release(state === "broken");
    // A connection that is being closed may still complain.
    if (state === "clean") this.#client.off?.("error", this.#onError);
  }

  async #rollBackNow(claim: RolledBackClaim | undefined): Promise<boolean> {
    if (this.isClosed) return true;
    const wasThere = !claim || (await this.#isIn(claim));
    await this.run("ROLLBACK");
    await claim?.afterwards(wasThere);
    this.close("clean");
    return wasThere;
  }

  async #isIn({ token, foundIn }: RolledBackClaim): Promise<boolean> {
    if (foundIn !== undefined) return foundIn === token;
    try {
      const { rows } = await this.#client.query("SELECT txid_current()::text AS token");
      return fieldsOf(rows[0])["token"] === token;
    } catch {
      // A transaction in which something has failed answers nothing, and one that is over would have answered.
      return true;
    }
  }

  async #control(asked: Exclude<Control, { kind: "none" }>): Promise<PgResult> {
    const control = this.#inner.check(asked);
    let result: PgResult | undefined;
    for (const text of control.instead) result = await this.#client.query(text);
    this.#inner.ran(control);
    return { ...result, rows: [], rowCount: null, command: control.command };
  }
}
