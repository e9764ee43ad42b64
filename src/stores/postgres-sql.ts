import { checkTable, columnOf, quotedTable } from "./checks.js";

const DEFAULT_TABLE = "khipu_settlements";
/** How many rows one statement of a purge looks at: some tenths of a second. */
const PURGED_AT_ONCE = 10_000;
/** What the server quotes when the mark's row was not there. */
const UNMARKED = "khipu-sdk: nothing to mark in transaction ";

/** The statements of a Postgres store, for one table. Each answers in columns of one lower-case word. */
export interface PgStatements {
  /** Claims the key for the transaction that runs it; answers no row if another has it, or if it is settled. */
  readonly claim: string;
  /** Marks the key as done, in the transaction that claimed it and in no other. */
  readonly complete: string;
  /** The same, but fails when the row is not there, so that a COMMIT may follow it; see {@link unmarkedIn}. */
  readonly completeOrFail: string;
  /** Notes a key whose work has failed. */
  readonly note: string;
  /** Bars a key whose transaction was ended by somebody else. */
  readonly bar: string;
  /** Answers one row: `free`, `busy`, `in doubt`, or when it was done in Unix milliseconds. */
  readonly state: string;
  readonly abandoned: string;
  /**
   * Forgets what is older than `$1` milliseconds among the next keys after `$2`; answers one row: how many it was, and
   * the last of the keys, or an empty text when there were none. See {@link purgeSlices}.
   */
  readonly purge: string;
}

/**
 * Writes the statements.
 *
 * Who holds the advisory lock of a key holds its claim: the lock ends with its transaction, however that ends. Only
 * its holder writes the key's row, so that nobody waits for a row. The claim writes the row at once, as in doubt: if
 * something else commits the transaction, the key is barred instead of being settled again and again.
 */
export function pgStatements(name: string = DEFAULT_TABLE): PgStatements {
  const table = quotedTable(name);
  // Two keys of the same hash keep each other busy for a moment, no more.
  const place = `'${table}'::regclass::oid`;
  const lock = `${place}::int4, hashtext($1)`;
  const age = "$1::float8 * interval '1 millisecond'";
  return {
    claim:
      `INSERT INTO ${table} AS settlement (key, done_at) SELECT $1, 'infinity' ` +
      `WHERE pg_try_advisory_xact_lock(${lock}) ` +
      "ON CONFLICT (key) DO UPDATE SET done_at = 'infinity' WHERE settlement.done_at IS NULL " +
      "RETURNING txid_current()::text AS token",
    ...markStatements(table),
    note:
      `INSERT INTO ${table} (key) SELECT $1 WHERE pg_try_advisory_xact_lock(${lock}) ` +
      "ON CONFLICT (key) DO NOTHING",
    bar:
      `INSERT INTO ${table} AS settlement (key, done_at) VALUES ($1, 'infinity') ` +
      "ON CONFLICT (key) DO UPDATE SET done_at = 'infinity' WHERE settlement.done_at IS NULL",
    state:
      "SELECT coalesce((SELECT CASE WHEN isfinite(done_at) " +
      "THEN floor(extract(epoch FROM done_at) * 1000)::bigint::text ELSE 'in doubt' END " +
      `FROM ${table} WHERE key = $1 AND done_at IS NOT NULL), ` +
      "(SELECT 'busy' FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 " +
      `AND classid = ${place} AND objid = hashtext($1)::oid ` +
      "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1), " +
      "'free') AS state",
    abandoned:
      `SELECT key, floor(extract(epoch FROM begun_at) * 1000)::bigint::text AS begun FROM ${table} ` +
      `WHERE done_at IS NULL AND begun_at < now() - ${age} ` +
      "ORDER BY begun_at LIMIT $2 FOR UPDATE SKIP LOCKED",
    purge: purgeStatement(table, age),
  };
}

function purgeStatement(table: string, age: string): string {
  // The lists make the planner go by the key, whatever it thinks of how many there are.
  return (
    `WITH slice AS (SELECT key FROM ${table} WHERE key > $2 ORDER BY key LIMIT ${PURGED_AT_ONCE}), ` +
    `old AS (SELECT key FROM ${table} WHERE key = ANY(ARRAY(SELECT key FROM slice)) ` +
    `AND coalesce(done_at, begun_at) < now() - ${age} FOR UPDATE SKIP LOCKED), ` +
    `gone AS (DELETE FROM ${table} WHERE key = ANY(ARRAY(SELECT key FROM old)) RETURNING key) ` +
    "SELECT (SELECT count(*) FROM gone)::text AS count, " +
    "coalesce((SELECT max(key) FROM slice), '') AS last"
  );
}

function markStatements(table: string): Pick<PgStatements, "complete" | "completeOrFail"> {
  // No date, so that what reads it as one fails.
  const failing = `('${UNMARKED}' || txid_current()::text)::timestamptz`;
  return {
    complete:
      `UPDATE ${table} SET done_at = clock_timestamp() ` +
      "WHERE key = $1 AND done_at = 'infinity' AND txid_current()::text = $2",
    // An UPDATE of no row is no error. Here a row that is not there is inserted, and both ways lead to a check.
    completeOrFail:
      `INSERT INTO ${table} AS settlement (key) VALUES ($1) ON CONFLICT (key) DO UPDATE SET done_at = ` +
      "CASE WHEN settlement.done_at = 'infinity' AND txid_current()::text = $2 THEN clock_timestamp() " +
      `ELSE ${failing} END RETURNING CASE WHEN done_at IS NULL THEN ${failing} END`,
  };
}

/** The transaction in which a mark found no row, if that is why the server refused a text; nothing otherwise. */
export function unmarkedIn(error: unknown): string | undefined {
  const [, token] = String(columnOf(error, "message")).split(UNMARKED);
  return token?.match(/^\d+/)?.[0];
}

/**
 * Writes the statement that takes a lock which is no key's; it answers no row if another has it. The table is part of
 * what is locked, so that two shops in one database do not shut each other out.
 */
export function pgLockStatement(name: string = DEFAULT_TABLE): string {
  const place = `'${quotedTable(name)}'::regclass::oid::text`;
  return (
    "SELECT set_config('idle_in_transaction_session_timeout', $2, true) AS lease " +
    `WHERE pg_try_advisory_xact_lock(hashtext('khipu-sdk lock'), hashtext(${place} || $1))`
  );
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
