import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { migratePostgres, postgresStore } from "../../src/stores/postgres.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { newPool, openPostgresShop } from "./support/postgres-shop.js";
import type { Shop } from "./support/shops.js";
import { after, before, describe, test } from "./support/runner.js";

const INSERT = 'INSERT INTO deliveries ("order") VALUES ($1)';
const newKey = () => `payment:${randomUUID()}`;

/** What a shop can do that the guard of `tx` does not see. */
describe("a settlement whose transaction is ended past tx", () => {
  let shop: Shop<PoolClient>;
  before(async () => (shop = await openPostgresShop()));
  after(() => shop.close());

  /** A shop of one connection, and that connection itself. */
  async function openSneaky() {
    const pool = newPool({ max: 1 });
    const clients: PoolClient[] = [];
    pool.on("connect", (client) => clients.push(client));
    const { store } = await openPostgresShop(pool);
    const run = (sql: string) => clients.at(-1)?.query(sql);
    async function lose(): Promise<void> {
      const [client] = clients.slice(-1);
      if (!client) throw new Error("nobody has connected");
      const ended = new Promise((resolve) => client.once("end", resolve));
      await run("SELECT pg_terminate_backend(pg_backend_pid())")?.catch(() => undefined);
      await ended;
    }
    return { pool, store, run, lose };
  }

  /** Barred for everybody, and nothing is delivered any more. */
  async function assertInDoubt(key: string): Promise<void> {
    const written = await shop.deliveries(key);
    for (let delivery = 0; delivery < 3; delivery++) {
      const settling = settleOnce(shop.store, key, ({ tx }) => shop.deliver(tx, key));
      await assert.rejects(settling, /is in doubt/);
    }
    assert.equal(await shop.deliveries(key), written);
    await assert.rejects(shop.store.lookUp(key), /is in doubt/);
  }

  const ENDS = ["COMMIT", "ROLLBACK", "COMMIT; BEGIN", "ROLLBACK; BEGIN"];
  for (const statement of ENDS) {
    for (const ending of ["returns", "throws"]) {
      test(`by ${statement} is in doubt when the work ${ending}`, async () => {
        const key = newKey();
        const { pool, store, run } = await openSneaky();

        const settling = settleOnce(store, key, async ({ tx }) => {
          await tx.query(INSERT, [key]);
          await run(statement);
          await tx.query(INSERT, [key]);
          if (ending === "throws") throw new Error("no stock");
        });

        const message = ending === "throws" ? /no stock/ : /ended from inside onPaid/;
        await assert.rejects(settling, { message });
        await assertInDoubt(key);
        await pool.end();
      });
    }
  }

  for (const ending of ["returns", "throws"]) {
    test(`by COMMIT; BEGIN, and then fails, is in doubt when the work ${ending}`, async () => {
      const key = newKey();
      const { pool, store, run } = await openSneaky();

      const settling = settleOnce(store, key, async ({ tx }) => {
        await tx.query(INSERT, [key]);
        await run("COMMIT; BEGIN");
        await tx.query("SELECT 1 / 0").catch(() => undefined);
        if (ending === "throws") throw new Error("no stock");
      });

      await Promise.allSettled([settling]);
      await assertInDoubt(key);
      await pool.end();
    });

    test(`by COMMIT, and loses its connection, is in doubt when the work ${ending}`, async () => {
      const key = newKey();
      const { pool, store, run, lose } = await openSneaky();

      const settling = settleOnce(store, key, async ({ tx }) => {
        await tx.query(INSERT, [key]);
        await run("COMMIT");
        await lose();
        if (ending === "throws") throw new Error("no stock");
      });

      await Promise.allSettled([settling]);
      await assertInDoubt(key);
      await pool.end();
    });
  }

  test("by COMMIT, and loses its connection unnoticed, is in doubt when the work throws", async () => {
    const key = newKey();
    const { pool, store, run } = await openSneaky();

    const settling = settleOnce(store, key, async ({ tx }) => {
      const { rows } = await tx.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      await run("COMMIT");
      await shop.control?.(tx, `SELECT pg_terminate_backend(${rows[0]?.pid})`);
    });

    await assert.rejects(settling, /terminat/);
    await assertInDoubt(key);
    await pool.end();
  });

  test("by COMMIT is in doubt when its lease ends", async () => {
    const key = newKey();
    const { pool, store, run } = await openSneaky();
    let finish = (): void => undefined;
    const hung = new Promise<void>((resolve) => (finish = resolve));
    const work = async ({ tx }: { tx: PoolClient }) => {
      await tx.query(INSERT, [key]);
      await run("COMMIT");
      await hung;
    };

    assert.deepEqual(await settleOnce(store, key, work, { leaseMs: 300 }), { outcome: "lost" });

    await assertInDoubt(key);
    finish();
    await pool.end();
  });

  test("by COMMIT is in doubt when it is given up while a statement runs", async () => {
    const key = newKey();
    const { pool, store, run } = await openSneaky();
    const work = async ({ tx }: { tx: PoolClient }) => {
      await run("COMMIT");
      await tx.query("SELECT pg_sleep(5)");
    };

    assert.deepEqual(await settleOnce(store, key, work, { leaseMs: 300 }), { outcome: "lost" });

    await assertInDoubt(key);
    await pool.end();
  });

  test("by COMMIT is in doubt though its process dies before it can tell", async () => {
    const key = newKey();
    const { pool, store, run, lose } = await openSneaky();
    const { status } = await store.claim(key, { leaseMs: 30_000 });
    assert.equal(status, "claimed");

    // What a process leaves behind that is killed after this.
    await run("COMMIT");

    await assertInDoubt(key);
    await lose();
    await pool.end();
  });

  test("bars nothing that another has settled meanwhile", async () => {
    const key = newKey();
    const { pool, store, run } = await openSneaky();

    const settling = settleOnce(store, key, async ({ tx }) => {
      await run("ROLLBACK");
      const { outcome } = await settleOnce(shop.store, key, (other) => shop.deliver(other.tx, key));
      assert.equal(outcome, "settled");
      await tx.query("SELECT 1");
    });

    await assert.rejects(settling, /ended from inside onPaid/);
    assert.equal((await shop.store.lookUp(key)).status, "done");
    assert.equal(await shop.deliveries(key), 1);
    await pool.end();
  });
});

describe("a settlement whose work changes the row of its own key", () => {
  const table = `shop_${randomUUID().slice(0, 8)}`;
  const schema = "Settled_Elsewhere";
  const names = { [table]: table, [`${schema}.Keys`]: `"${schema}"."Keys"` };
  for (const [name, quoted] of Object.entries(names)) {
    for (const change of [
      `DELETE FROM ${quoted}`,
      `UPDATE ${quoted} SET done_at = NULL`,
      `UPDATE ${quoted} SET done_at = now()`,
      `TRUNCATE ${quoted}`,
    ]) {
      test(`is not settled: ${change.replace(table, "the table")}`, async () => {
        const pool = newPool();
        await pool.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
        await migratePostgres(pool, { table: name });
        const { deliver, deliveries } = await openPostgresShop(pool);
        const store = postgresStore(pool, { table: name });
        const key = newKey();

        const settling = settleOnce(store, key, async ({ tx }) => {
          await deliver(tx, key);
          await tx.query(change);
        });

        await assert.rejects(settling, /could not be marked, and is rolled back/);
        assert.equal(await deliveries(key), 0);
        const { outcome } = await settleOnce(store, key, async ({ tx }) => {
          await deliver(tx, key);
          await tx.query(`SELECT count(*) FROM ${quoted}`);
        });
        assert.equal(outcome, "settled");
        assert.equal(await deliveries(key), 1);
        await pool.end();
      });
    }
  }
});
