import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/mysql2";
import type { Pool, PoolConnection, RowDataPacket } from "mysql2/promise";
import { drizzleStore } from "../../src/stores/drizzle.js";
import { migrateMysql, mysqlMigration, mysqlStore } from "../../src/stores/mysql.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { createMysqlTables, newMysqlPool } from "./support/mysql-shop.js";
import { after, before, describe, test } from "./support/runner.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const newKey = () => `payment:${randomUUID()}`;
const DELIVER = "INSERT INTO deliveries (`order`) VALUES (?)";

describe("on MariaDB", () => {
  let pool: Pool;
  before(async () => {
    pool = newMysqlPool();
    await createMysqlTables(pool);
  });
  after(() => pool.end());

  async function deliveries(order: string): Promise<number> {
    const count = "SELECT COUNT(*) AS count FROM deliveries WHERE `order` = ?";
    const [rows] = await pool.query<RowDataPacket[]>(count, [order]);
    return Number(rows[0]?.["count"]);
  }

  async function assertSettledNext(key: string): Promise<void> {
    const deliver = ({ tx }: { tx: PoolConnection }) => tx.query(DELIVER, [key]);
    assert.equal((await settleOnce(mysqlStore(pool), key, deliver)).outcome, "settled");
    assert.equal(await deliveries(key), 1);
  }

  test("is migrated by any number of processes at once, into the database that is named", async () => {
    const table = `test.shop_${randomUUID().slice(0, 8)}`;
    const key = newKey();

    await Promise.all(Array.from({ length: 10 }, () => migrateMysql(pool, { table })));
    await pool.query(mysqlMigration({ table }));
    const settle = () => settleOnce(mysqlStore(pool, { table }), key, () => undefined);

    assert.equal((await settle()).outcome, "settled");
    assert.deepEqual(await settle(), { outcome: "already" });
    const [rows] = await pool.query(`SELECT CONVERT(\`key\` USING utf8mb4) AS k FROM ${table}`);
    assert.deepEqual(rows, [{ k: key }]);
  });

  test("leaves connections as they were: no lock, and writing", async () => {
    const single = newMysqlPool({ connectionLimit: 1 });
    const store = mysqlStore(single);
    const key = newKey();
    await assert.rejects(
      settleOnce(store, key, () => Promise.reject(new Error("no"))),
      /no/,
    );
    await settleOnce(store, key, () => undefined);
    await settleOnce(store, key, () => undefined);

    const [rows] = await single.query(
      "SELECT RELEASE_ALL_LOCKS() AS locks, @@autocommit AS autocommit, @@in_transaction AS open",
    );

    assert.deepEqual(rows, [{ locks: 0, autocommit: 1, open: 0 }]);
    await single.end();
  });

  test("writes nothing by itself after a deadlock that the shop does not mind", async () => {
    const [key, first, second] = [newKey(), newKey(), newKey()];
    for (const order of [first, second]) await pool.query(DELIVER, [order]);
    const lock = "SELECT * FROM deliveries WHERE `order` = ? FOR UPDATE";
    const other = await pool.getConnection();
    await other.query("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    await other.beginTransaction();
    try {
      // It has written more, so it is the settlement that the server rolls back.
      const many = Array.from({ length: 50 }, () => [newKey()]);
      await other.query("INSERT INTO deliveries (`order`) VALUES ?", [many]);
      await other.query(lock, [first]);

      const settling = settleOnce(mysqlStore(pool), key, async ({ tx }) => {
        await tx.query(lock, [second]);
        const others = other.query(lock, [second]);
        await assert.rejects(tx.query(lock, [first]), /Deadlock/);
        await others;
        await tx.query(DELIVER, [key]);
      });

      await assert.rejects(settling, /could not be marked, and is rolled back/);
      assert.equal(await deliveries(key), 0);
    } finally {
      await other.rollback();
      other.release();
    }
    await assertSettledNext(key);
  });

  for (const text of [
    "CREATE TABLE t (id INT)",
    "TRUNCATE t",
    "XA START 'a'",
    "SET autocommit = 1",
  ]) {
    test(`refuses ${text}, and settles nothing`, async () => {
      const key = newKey();
      const settling = settleOnce(mysqlStore(pool), key, async ({ tx }) => {
        await tx.query(DELIVER, [key]);
        await tx.query(text).catch(() => undefined);
      });

      await assert.rejects(settling, /is ended by the store alone/);
      assert.equal(await deliveries(key), 0);
      await assertSettledNext(key);
    });
  }

  test("becomes a savepoint when mysql2's own methods begin and end a transaction inside", async () => {
    const key = newKey();
    const { outcome } = await settleOnce(mysqlStore(pool), key, async ({ tx }) => {
      await tx.beginTransaction();
      await tx.execute(DELIVER, [key]);
      await tx.rollback();
      await tx.beginTransaction();
      await tx.execute(DELIVER, [key]);
      await tx.commit();
      tx.release();
    });

    assert.equal(outcome, "settled");
    assert.equal(await deliveries(key), 1);
  });

  test("is in doubt when an ORM's own text has committed, and says so from then on", async () => {
    const key = newKey();
    const store = drizzleStore(drizzle(pool), { dialect: "mysql" });
    const deliver = sql`INSERT INTO deliveries (${sql.identifier("order")}) VALUES (${key})`;
    const work = async (tx: { execute(query: typeof deliver | string): Promise<unknown> }) => {
      await tx.execute(deliver);
      await tx.execute("COMMIT");
      await tx.execute(deliver);
      throw new Error("after its own COMMIT");
    };

    await assert.rejects(
      settleOnce(store, key, ({ tx }) => work(tx)),
      /after its own COMMIT/,
    );

    assert.equal(await deliveries(key), 1);
    await assert.rejects(
      settleOnce(store, key, ({ tx }) => work(tx)),
      /in doubt/,
    );
    await assert.rejects(mysqlStore(pool).lookUp(key), /in doubt/);
    assert.equal(await deliveries(key), 1);
  });

  test("purges what was done longer ago than asked, and passes over what is being settled", async () => {
    const table = `purged_${randomUUID().slice(0, 8)}`;
    await migrateMysql(pool, { table });
    const store = mysqlStore(pool, { table });
    const [old, young, held] = [newKey(), newKey(), newKey()];
    for (const key of [old, young]) await settleOnce(store, key, () => undefined);
    const age = `UPDATE ${table} SET done_at = done_at - ? WHERE \`key\` = ?`;
    await pool.query(age, [31 * DAY_MS, old]);
    await pool.query(age, [29 * DAY_MS, young]);
    const holder = await store.claim(held, { leaseMs: 5000 });

    assert.equal(await store.purge({ olderThanMs: 30 * DAY_MS }), 1);

    assert.deepEqual(await store.lookUp(old), { status: "free" });
    assert.equal((await store.lookUp(young)).status, "done");
    if (holder.status === "claimed") assert.equal(await store.complete(holder.claim), true);
  });
});
