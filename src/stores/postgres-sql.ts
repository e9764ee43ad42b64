import { checkTable, quotedTable } from "./checks.js";

const DEFAULT_TABLE = "khipu_settlements";

/** The statements of a Postgres store, for one table. */
export interface PgStatements {
  /** Adds the key if it is new; answers a row if it is done. */
  readonly begin: string;
  /** Locks the key's row until the transaction ends; answers no row if another has it, or if it is done. */
  readonly lock: string;
  /** Marks the key as done, in the transaction that locked it and in no other. */
  readonly complete: string;
  readonly lookUp: string;
  readonly abandoned: string;
  readonly purge: string;
}

/**
 * Writes the statements.
 *
 * A row without `done_at` is a key that somebody began. Whoever holds the lock of that row holds the claim, so
 * a claim ends with its transaction, however that ends, and never has to be cleared away.
 */
export function pgStatements(name: string = DEFAULT_TABLE): PgStatements {
  const table = quotedTable(name);
  return {
    begin:
      `WITH begun AS (INSERT INTO ${table} (key) VALUES ($1) ON CONFLICT (key) DO NOTHING) ` +
      `SELECT 1 FROM ${table} WHERE key = $1 AND done_at IS NOT NULL`,
    // The server itself ends the transaction of a holder that stays silent for longer than its lease.
    lock:
      "SELECT txid_current()::text AS token, " +
      "set_config('idle_in_transaction_session_timeout', $2, true) " +
      `FROM ${table} WHERE key = $1 AND done_at IS NULL FOR UPDATE SKIP LOCKED`,
    complete:
      `UPDATE ${table} SET done_at = clock_timestamp() ` +
      "WHERE key = $1 AND done_at IS NULL AND txid_current()::text = $2",
    // Whether the row is locked is read from the locks: trying to lock it could get in a claim's way.
    lookUp:
      "SELECT (extract(epoch FROM done_at) * 1000)::float8 AS done_at_ms, EXISTS (SELECT 1 FROM pg_locks " +
      "WHERE locktype = 'transactionid' AND granted AND transactionid = settlement.xmax) AS held " +
      `FROM ${table} AS settlement WHERE key = $1`,
    abandoned:
      `SELECT key, (extract(epoch FROM begun_at) * 1000)::float8 AS begun_at_ms FROM ${table} ` +
      "WHERE done_at IS NULL AND begun_at < now() - $1::float8 * interval '1 millisecond' " +
      "ORDER BY begun_at LIMIT $2 FOR UPDATE SKIP LOCKED",
    purge:
      `DELETE FROM ${table} WHERE key IN (SELECT key FROM ${table} ` +
      "WHERE coalesce(done_at, begun_at) < now() - $1::float8 * interval '1 millisecond' FOR UPDATE SKIP LOCKED)",
  };
}

/** Which table a Postgres store keeps its keys in. */
export interface PostgresTableOptions {
  /**
   * The table, as `name` or `schema.name`: letters, digits and `_`.
   *
   * @defaultValue `khipu_settlements`
   */
  readonly table?: string | undefined;
}

/**
 * Returns the SQL that makes the table and its index, for your own migrations. It may be run again.
 *
 * @throws TypeError when `table` is not a name.
 */
export function postgresMigration({ table = DEFAULT_TABLE }: PostgresTableOptions = {}): string {
  const index = `"${checkTable(table).at(-1)}_open"`;
  return `CREATE TABLE IF NOT EXISTS ${quotedTable(table)} (
  key text PRIMARY KEY,
  begun_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz
);
CREATE INDEX IF NOT EXISTS ${index} ON ${quotedTable(table)} (begun_at) WHERE done_at IS NULL;
`;
}
