import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import {
  migratePostgres,
  postgresMigration,
  postgresStore,
  type PostgresStore,
} from "../../src/stores/postgres.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { newPool } from "./support/postgres-shop.js";
import { after, before, describe, test } from "./support/runner.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const newKey = () => `payment:${randomUUID()}`;

describe("postgresStore", () => {
  let pool: Pool;
  before(async () => {
    pool = newPool();
    await migratePostgres(pool);
  });
  after(() => pool.end());

  const age = (key: string, days: number) =>
    pool.query(
      "UPDATE khipu_settlements SET done_at = done_at - $2 * interval '1 day', " +
        "begun_at = begun_at - $2 * interval '1 day' WHERE key = $1",
      [key, days],
    );

  test("is migrated by any number of processes at once, and again", async () => {
    const table = `shop_${randomUUID().slice(0, 8)}`;

    await Promise.all(Array.from({ length: 10 }, () => migratePostgres(pool, { table })));
    await pool.query(postgresMigration({ table }));

    const { rows } = await pool.query(`SELECT count(*)::int AS count FROM ${table}`);
    assert.deepEqual(rows, [{ count: 0 }]);
  });

  test("keeps its keys in the table and schema that it is given", async () => {
    const schema = `Shop_${randomUUID().slice(0, 8)}`;
    const table = `${schema}.Settled`;
    const key = newKey();
    await pool.query(`CREATE SCHEMA "${schema}"`);
    await migratePostgres(pool, { table });

    const { outcome } = await settleOnce(postgresStore(pool, { table }), key, () => undefined);

    const { rows } = await pool.query(
      `SELECT key FROM "${schema}"."Settled" WHERE done_at > begun_at`,
    );
    assert.equal(outcome, "settled");
    assert.deepEqual(rows, [{ key }]);
  });

  test("settles different keys at the same time", async () => {
    const store = postgresStore(pool);
    const first = await store.claim(newKey(), { leaseMs: 5000 });
    const second = await store.claim(newKey(), { leaseMs: 5000 });

    assert.equal(first.status, "claimed");
    assert.equal(second.status, "claimed");
    if (first.status === "claimed") await store.release(first.claim);
    if (second.status === "claimed") await store.release(second.claim);
  });

  test("settles once where transactions are serializable by default", async () => {
    const strict = newPool({ options: "-c default_transaction_isolation=serializable" });
    const key = newKey();
    let runs = 0;
    const settle = () =>
      settleOnce(postgresStore(strict), key, () => ++runs).catch(() => undefined);

    await Promise.all(Array.from({ length: 100 }, settle));

    assert.equal(runs, 1);
    assert.deepEqual(await settle(), { outcome: "already" });
    await strict.end();
  });

  test("settles with a pool of one connection", async () => {
    const single = newPool({ max: 1 });
    const keys = Array.from({ length: 10 }, newKey);

    const settled = await Promise.all(
      keys.map((key) => settleOnce(postgresStore(single), key, ({ tx }) => tx.query("SELECT 1"))),
    );

    assert.deepEqual(new Set(settled.map(({ outcome }) => outcome)), new Set(["settled"]));
    await single.end();
  });

  test("lists what was begun and abandoned, and passes over what is being settled", async () => {
    const store: PostgresStore<unknown> = postgresStore(pool);
    const [failed, settling, settled, recent] = [newKey(), newKey(), newKey(), newKey()];
    const fail = () => Promise.reject(new Error("the mail server is down"));
    for (const key of [failed, settling, recent]) {
      await settleOnce(store, key, fail).catch(() => undefined);
    }
    await settleOnce(store, settled, () => undefined);
    for (const key of [failed, settling, settled]) await age(key, 1);
    const holder = await store.claim(settling, { leaseMs: 5000 });
    const ours = new Set([failed, settling, settled, recent]);

    const listed = (await store.abandoned()).filter(({ key }) => ours.has(key));

    assert.deepEqual(
      listed.map(({ key }) => key),
      [failed],
    );
    const ageMs = Date.now() - (listed[0]?.begunAtMs ?? 0);
    assert.ok(Math.abs(ageMs - DAY_MS) < 60_000, `a day ago, not ${ageMs} ms`);
    assert.equal((await store.abandoned({ limit: 0 })).length, 0);
    if (holder.status === "claimed") await store.release(holder.claim);
  });

  test("purges what was done or abandoned longer ago than asked, and nothing that is held", async () => {
    const store = postgresStore(pool);
    const [old, young, abandoned, held] = [newKey(), newKey(), newKey(), newKey()];
    for (const key of [old, young]) await settleOnce(store, key, () => undefined);
    for (const key of [abandoned, held]) {
      const claim = await store.claim(key, { leaseMs: 5000 });
      if (claim.status === "claimed") await store.release(claim.claim);
    }
    for (const key of [old, abandoned, held]) await age(key, 31);
    await age(young, 29);
    const holder = await store.claim(held, { leaseMs: 5000 });

    const count = await store.purge({ olderThanMs: 30 * DAY_MS });

    const { rows } = await pool.query(
      "SELECT key FROM khipu_settlements WHERE key = ANY($1) ORDER BY key",
      [[old, young, abandoned, held]],
    );
    assert.equal(count, 2);
    assert.deepEqual(
      rows,
      [held, young].sort().map((key) => ({ key })),
    );
    if (holder.status === "claimed") assert.equal(await store.complete(holder.claim), true);
  });

  test("purges some thousand keys at a time, so that no statement runs for long", async () => {
    const table = `shop_${randomUUID().slice(0, 8)}`;
    await migratePostgres(pool, { table });
    // One of every three is old.
    await pool.query(
      `INSERT INTO ${table} (key, done_at) SELECT 'payment:' || md5(n::text), ` +
        "now() - CASE WHEN n % 3 = 0 THEN interval '31 days' ELSE interval '1 day' END " +
        "FROM generate_series(1, 30000) AS n",
    );
    const purged: number[] = [];
    const watched = {
      connect: () => pool.connect(),
      async query(text: string, values?: unknown[]) {
        const result = await pool.query<{ count: string }>(text, values);
        purged.push(Number(result.rows[0]?.count));
        return result;
      },
    };

    const count = await postgresStore(watched, { table }).purge({ olderThanMs: 30 * DAY_MS });

    assert.equal(count, 10_000);
    assert.equal(purged.length, 4);
    assert.ok(Math.max(...purged) < 4000, `${purged.join()} of 10,000 keys each`);
    const left = "count(*) FILTER (WHERE done_at < now() - interval '30 days')::int AS old";
    const { rows } = await pool.query(`SELECT count(*)::int AS count, ${left} FROM ${table}`);
    assert.deepEqual(rows, [{ count: 20_000, old: 0 }]);
  });
});
