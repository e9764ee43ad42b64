import { batchStore, refuseControl } from "./batch-store.js";
import { checkAgeMs, checkClient, columnOf, quotedTable, unreadable } from "./checks.js";
import { inDoubtError } from "./in-doubt.js";
import { settlementState } from "./answers.js";
import { controlOf } from "./postgres-control.js";
import { purgeSlices } from "./postgres-purge.js";
import { pgStatements, type PostgresTableOptions } from "./postgres-sql.js";
import type { BatchStore, PurgeOptions } from "./types.js";

export { postgresMigration, type PostgresTableOptions } from "./postgres-sql.js";
export type * from "./types.js";

/** How answers are to come, whatever the client's defaults are. */
interface NeonAnswers {
  arrayMode: false;
  fullResults: false;
}

/** What is asked of the function that `neon()` of `@neondatabase/serverless` returns. */
export interface NeonHttpClient<Query> {
  query(text: string, values: unknown[], options: NeonAnswers): Query & PromiseLike<unknown>;
  transaction(
    queries: Query[],
    options: NeonAnswers & { isolationLevel: "ReadCommitted"; readOnly: false },
  ): Promise<unknown>;
}

/** A batch store on Neon's HTTP. */
export interface NeonHttpStore<Query> extends BatchStore<readonly Query[]> {
  purge(options: PurgeOptions): Promise<number>;
}

const ANSWERS: NeonAnswers = { arrayMode: false, fullResults: false };
const REMEDY = "hand neonHttpStore a client that leaves rows as the server names and types them";

/**
 * Remembers in PostgreSQL, through Neon's HTTP, what is settled: exactly once, for any number of processes.
 *
 * `onPaid` writes nothing. It returns its writes as queries that nobody has awaited, ``[sql`update ...`, ...]``, and they
 * are committed together with the mark "settled", or not at all. What it has read may have changed by then: write
 * `balance = balance + ...`, and let a constraint of the table refuse what must not be. A write that begins or ends a
 * transaction is refused.
 *
 * The table is the one of `postgresStore`: make it with `postgresMigration()`. Both kinds of store can be used on it at
 * once. A batch that was committed and whose answer was lost is told as settled before.
 *
 * @param client - what `neon()` of `@neondatabase/serverless` 1.0 or later returns.
 * @throws TypeError when `table` is not a name, or the client has no `query` and `transaction`.
 */
export function neonHttpStore<Query>(
  client: NeonHttpClient<Query>,
  { table = "khipu_settlements" }: PostgresTableOptions = {},
): NeonHttpStore<Query> {
  checkClient(client, ["query", "transaction"], "hand neonHttpStore what neon() returns");
  const sql = pgStatements(table);
  const name = quotedTable(table);
  // A note of failed work is in the way of the mark; what is done, or in doubt, makes the insertion fail.
  const unnote = `DELETE FROM ${name} WHERE key = $1 AND done_at IS NULL`;
  const mark = `INSERT INTO ${name} (key, done_at) VALUES ($1, clock_timestamp()) RETURNING key`;
  const store = batchStore<Query>({
    retentionMs: Infinity,
    async commit({ key }, writes) {
      for (const write of writes) refuseControl(controlOf(textOf(write)));
      const ours = [unnote, mark].map((text) => client.query(text, [key], ANSWERS));
      const options = { ...ANSWERS, isolationLevel: "ReadCommitted", readOnly: false } as const;
      const results = await client.transaction([...ours, ...writes], options);
      return columnOf(columnOf(columnOf(results, "1"), "0"), "key") === key;
    },
    async find(key) {
      const rows = rowsOf(await client.query(sql.state, [key], ANSWERS));
      const state = settlementState(rows);
      if (state.status !== "in doubt") return state;
      throw inDoubtError(key, "set done_at to now(), or to NULL to settle it anew");
    },
  });
  return {
    ...store,
    async purge({ olderThanMs }) {
      const ageMs = checkAgeMs("olderThanMs", olderThanMs);
      const ask = async (text: string) => rowsOf(await client.query(text, [], ANSWERS));
      return purgeSlices(sql.purge, ageMs, ask);
    },
  };
}

function rowsOf(rows: unknown): readonly unknown[] {
  if (Array.isArray(rows)) return rows;
  throw unreadable(rows, "a query", REMEDY);
}

/** The text of a query that nobody has awaited: with its places, or as a template that is yet to be put together. */
function textOf(write: unknown): string {
  const data = columnOf(write, "queryData");
  const toQuery = columnOf(data, "toParameterizedQuery");
  const query: unknown = typeof toQuery === "function" ? toQuery.call(data) : data;
  const text = columnOf(query, "query");
  if (typeof text === "string") return text;
  throw new TypeError(
    "onPaid must return queries of neon() that nobody has awaited, such as sql`update ...`",
  );
}
