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
