/** What is read of a query's answer. */
export interface PgResult {
  readonly rows: readonly unknown[];
  readonly rowCount: number | null;
  /** The first word of the server's answer, e.g. `COMMIT`. */
  readonly command?: string | undefined;
}

/** What runs a query: text with `$1`, `$2`, …, and their values. */
export interface PgQueryable {
  query(text: string, values?: unknown[]): Promise<PgResult>;
}

/** What is asked of a connection: `pg`'s `PoolClient`, or anything with its shape. */
export interface PgClient extends PgQueryable {
  /** Gives the connection back to its pool; with `true` it is closed instead. */
  release(destroy?: boolean): void;
  on?(event: "error", listener: (error: Error) => void): unknown;
  off?(event: "error", listener: (error: Error) => void): unknown;
}

/** What is asked of a pool: `pg`'s `Pool`, or anything with its shape. */
export interface PgPool extends PgQueryable {
  connect(): Promise<PgClient>;
}

/** The type of a pool's connections: for `pg`'s `Pool`, `PoolClient`. */
export type PgClientOf<P extends PgPool> = P extends {
  // Inference reads the last of several signatures, and the last of pg's takes a callback.
  connect: { (): Promise<infer C extends PgClient>; (callback: never): unknown };
}
  ? C
  : P extends { connect(): Promise<infer C extends PgClient> }
    ? C
    : PgClient;

/** A connection taken from the pool for one transaction, and given back exactly once. */
export class PgSession {
  readonly client: PgClient;
  #open = true;
  readonly #onError = (): void => this.close("broken");

  private constructor(client: PgClient) {
    this.client = client;
    // The pool does not listen to a connection that is out, and an `error` without a listener ends the process.
    client.on?.("error", this.#onError);
  }

  static async begin(pool: Pick<PgPool, "connect">): Promise<PgSession> {
    const session = new PgSession(await pool.connect());
    await session.run("BEGIN");
    return session;
  }

  /** False once the connection is back in the pool, or broken. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** Runs one of the store's own statements; a connection on which one fails is in no known state, and closed. */
  async run(text: string, values?: unknown[]): Promise<PgResult> {
    try {
      return await this.client.query(text, values);
    } catch (error) {
      this.close("broken");
      throw error;
    }
  }

  async rollBack(): Promise<void> {
    if (!this.#open) return;
    await this.run("ROLLBACK");
    this.close("clean");
  }

  close(state: "clean" | "broken"): void {
    if (!this.#open) return;
    this.#open = false;
    this.client.release(state === "broken");
    // A connection that is being closed may still complain.
    if (state === "clean") this.client.off?.("error", this.#onError);
  }
}
