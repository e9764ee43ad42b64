import assert from "node:assert/strict";
import type { Pool } from "pg";
import { testStoreConformance } from "../../src/stores/conformance.js";
import { migratePostgres, postgresStore } from "../../src/stores/postgres.js";
import { inlined } from "../../src/stores/postgres-inline.js";
import { pgStatements } from "../../src/stores/postgres-sql.js";
import { newPool } from "./support/postgres-shop.js";
import { after, before, describe, test } from "./support/runner.js";
import { SERVER_LEASE_MS } from "./support/suite.js";

const TABLE = "settled_before";
const ROWS = 20_000;
const statements = { ...pgStatements(TABLE) };

/** With this many rows the planner reads all of them only where it cannot use an index. */
describe("the plans of PostgreSQL for a table that has grown", () => {
  let pool: Pool;
  before(async () => {
    pool = newPool({ max: 1 });
    await migratePostgres(pool, { table: TABLE });
    await pool.query(
      `INSERT INTO ${TABLE} (key, done_at) SELECT 'payment:' || n, now() FROM generate_series(1, ${ROWS}) AS n`,
    );
    await pool.query(`ANALYZE ${TABLE}`);
  });
  after(() => pool.end());

  for (const [name, sql] of Object.entries(statements)) {
    for (const key of ["payment:7", "a ñandú's"]) {
      test(`${name} reads no more of it than a few pages, for the key ${key}`, async () => {
        const asked: Record<string, [string | number, string | number]> = {
          abandoned: [1, 1],
          purge: [1, key],
        };
        const values = asked[name] ?? [key, "1"];

        const { rows } = await pool.query<{ "QUERY PLAN": string }>(
          `EXPLAIN ${inlined(sql, values)}`,
        );

        const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
        assert.match(plan, new RegExp(`${TABLE}_(pkey|open)`));
        assert.doesNotMatch(plan, new RegExp(`Seq Scan on ${TABLE}`));
      });
    }
  }
});

/** As docs/scale.md divides it: by the key, so that a key is in one place and its uniqueness holds. */
describe("postgresStore on a table that is partitioned by the hash of its key", () => {
  const table = "settled_in_parts";
  let pool: Pool;
  before(async () => {
    pool = newPool();
    await pool.query(
      `CREATE TABLE ${table} (key text PRIMARY KEY, begun_at timestamptz NOT NULL DEFAULT now(), done_at timestamptz)
        PARTITION BY HASH (key);
      CREATE TABLE ${table}_0 PARTITION OF ${table} FOR VALUES WITH (MODULUS 2, REMAINDER 0);
      CREATE TABLE ${table}_1 PARTITION OF ${table} FOR VALUES WITH (MODULUS 2, REMAINDER 1);`,
    );
    await migratePostgres(pool, { table });
  });
  after(() => pool.end());

  const store = () => postgresStore(pool, { table });
  void testStoreConformance(store, { test, leaseMs: SERVER_LEASE_MS, second: store, locks: true });
});
