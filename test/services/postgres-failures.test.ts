import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import { startPostgres } from "../../scripts/services.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { startCuttingProxy } from "./support/cutting-proxy.js";
import { newPool, openPostgresShop } from "./support/postgres-shop.js";
import { address, type Shop } from "./support/shops.js";
import { after, before, describe, test } from "./support/runner.js";

const newKey = () => `payment:${randomUUID()}`;

/** Whatever went wrong before: the key is free, nothing was delivered, and the next notification settles it. */
async function assertNextSettles(shop: Shop<PoolClient>, key: string): Promise<void> {
  // The server tells of an error, and hears of a lost connection, a moment before it lets go of the row.
  const giveUpAt = Date.now() + 5000;
  while ((await shop.store.lookUp(key)).status === "busy" && Date.now() < giveUpAt) await sleep(5);
  assert.deepEqual(await shop.store.lookUp(key), { status: "free" });
  assert.equal(await shop.deliveries(key), 0);
  const { outcome } = await settleOnce(shop.store, key, ({ tx }) => shop.deliver(tx, key));
  assert.equal(outcome, "settled");
  assert.equal(await shop.deliveries(key), 1);
}

async function ownBackend(tx: PoolClient): Promise<number> {
  const { rows } = await tx.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return rows[0]?.pid ?? 0;
}

describe("a settlement in PostgreSQL", () => {
  let pool: Pool;
  let shop: Shop<PoolClient>;
  before(async () => {
    pool = newPool();
    shop = await openPostgresShop(pool);
  });
  after(() => shop.close());

  const settle = (key: string, work: (tx: PoolClient) => unknown, leaseMs = 30_000) =>
    settleOnce(shop.store, key, ({ tx }) => work(tx), { leaseMs });

  test("whose connection is terminated leaves nothing, and does not end the process", async () => {
    const key = newKey();

    const settling = settle(key, async (tx) => {
      await shop.deliver(tx, key);
      await pool.query("SELECT pg_terminate_backend($1)", [await ownBackend(tx)]);
      await sleep(50);
    });

    assert.deepEqual(await settling, { outcome: "lost" });
    await assertNextSettles(shop, key);
  });

  test("whose work swallows a failed statement is not recorded", async () => {
    const key = newKey();

    const settling = settle(key, async (tx) => {
      await shop.deliver(tx, key);
      await tx.query("SELECT 1 / 0").catch(() => undefined);
    });

    await assert.rejects(settling, { code: "25P02" });
    await assertNextSettles(shop, key);
  });

  test("that runs into statement_timeout is rolled back", async () => {
    const key = newKey();

    const settling = settle(key, async (tx) => {
      await shop.deliver(tx, key);
      await tx.query("SET LOCAL statement_timeout = 20");
      await tx.query("SELECT pg_sleep(5)");
    });

    await assert.rejects(settling, { code: "57014" });
    await assertNextSettles(shop, key);
  });

  test("that fails only at COMMIT is not recorded", async () => {
    const key = newKey();
    await pool.query(
      "CREATE TABLE IF NOT EXISTS stock (item text UNIQUE DEFERRABLE INITIALLY DEFERRED)",
    );

    const settling = settle(key, async (tx) => {
      await shop.deliver(tx, key);
      await tx.query("INSERT INTO stock VALUES ('last one'), ('last one')");
    });

    await assert.rejects(settling, { code: "23505" });
    await assertNextSettles(shop, key);
  });

  test("that outlives its lease is given up, and the pool gets the place back", async () => {
    const key = newKey();
    let finish = (): void => undefined;
    const hung = new Promise<void>((resolve) => (finish = resolve));

    assert.deepEqual(await settle(key, () => hung, 100), { outcome: "lost" });

    assert.equal(pool.totalCount, pool.idleCount);
    await assertNextSettles(shop, key);
    finish();
  });

  test("loses its claim to the server when its process stands still for the lease", async () => {
    const key = newKey();
    const result = await shop.store.claim(key, { leaseMs: 100 });
    assert.equal(result.status, "claimed");
    while (pool.totalCount - pool.idleCount > 0) await sleep(20);

    await assertNextSettles(shop, key);

    assert.equal(result.status === "claimed" && (await shop.store.complete(result.claim)), false);
  });

  test("gives up a statement that the lease does not wait for", async () => {
    const key = newKey();
    const settling = settle(key, (tx) => tx.query("SELECT pg_sleep(3)"), 100);

    assert.deepEqual(await settling, { outcome: "lost" });

    assert.equal(pool.totalCount, pool.idleCount);
    await assertNextSettles(shop, key);
  });

  test("refuses what its work does not await, and gives its connection back", async () => {
    const key = newKey();
    let late: PoolClient | undefined;

    await settle(key, (tx) => {
      late = tx;
    });

    assert.throws(() => late?.query("SELECT 1"), /has ended/);
    assert.equal(pool.totalCount, pool.idleCount);
  });

  for (const when of ["before", "after"] as const) {
    test(`whose connection is cut ${when} the server's COMMIT is settled once`, async () => {
      const proxy = await startCuttingProxy(address("KHIPU_TEST_POSTGRES_URL"));
      const cutShop = await openPostgresShop(newPool({ connectionString: proxy.url }));
      const key = newKey();
      const work = ({ tx }: { tx: PoolClient }) => cutShop.deliver(tx, key);
      proxy.cutAtCommit(when);

      await assert.rejects(settleOnce(cutShop.store, key, work));
      await sleep(100);
      const { outcome } = await settleOnce(cutShop.store, key, work);

      assert.equal(outcome, when === "before" ? "settled" : "already");
      assert.equal(await shop.deliveries(key), 1);
      await cutShop.close();
      proxy.close();
    });
  }

  test("survives the crash and restart of the server", async () => {
    const server = await startPostgres();
    const restarted = await openPostgresShop(newPool({ connectionString: server.url }));
    const key = newKey();
    try {
      const settling = settleOnce(restarted.store, key, async ({ tx }) => {
        await restarted.deliver(tx, key);
        await server.crashAndRestart();
      });
      assert.deepEqual(await settling, { outcome: "lost" });
      await assertNextSettles(restarted, key);
    } finally {
      await restarted.close();
      await server.stop();
    }
  });
});
