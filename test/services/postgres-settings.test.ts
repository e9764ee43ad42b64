import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import { testStoreConformance } from "../../src/stores/conformance.js";
import { postgresStore } from "../../src/stores/postgres.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { newPool, openPostgresShop } from "./support/postgres-shop.js";
import type { Shop } from "./support/shops.js";
import { after, before, describe, test } from "./support/runner.js";
import { SERVER_LEASE_MS } from "./support/suite.js";

const newKey = () => `payment:${randomUUID()}`;

for (const level of ["serializable", "repeatable read", "read committed"]) {
  describe(`postgresStore where transactions are ${level} by default`, () => {
    let pool: Pool;
    let shop: Shop<PoolClient>;
    before(async () => {
      const setting = level.replaceAll(" ", "\\ ");
      pool = newPool({ options: `-c default_transaction_isolation=${setting}` });
      shop = await openPostgresShop(pool);
    });
    after(() => shop.close());

    void testStoreConformance(() => shop.store, {
      test,
      leaseMs: SERVER_LEASE_MS,
      transaction: {
        write: (tx: PoolClient, value) => shop.deliver(tx, value),
        read: async (value) => (await shop.deliveries(value)) > 0,
        inside: {
          begin: (tx) => tx.query("BEGIN"),
          commit: (tx) => tx.query("COMMIT"),
          rollBack: (tx) => tx.query("ROLLBACK"),
        },
        giveBack: (tx) => tx.release(),
      },
      unreadable: () => {
        // As a pool does that names columns as its own language does, and takes texts for what they look like.
        const query = (text: string, values?: unknown[]) =>
          pool.query(text, values).then(({ rowCount }) => ({ rows: [{ doneAtMs: 1 }], rowCount }));
        const connect = () => Promise.resolve({ query, release: () => undefined });
        return postgresStore({ query, connect });
      },
    });

    test("settles forty payments at once", async () => {
      const keys = Array.from({ length: 40 }, newKey);
      const settle = (key: string) =>
        settleOnce(shop.store, key, async ({ tx }) => {
          await tx.query("SELECT count(*) FROM deliveries");
          await shop.deliver(tx, key);
        });

      const settled = await Promise.all(keys.map(settle));

      assert.deepEqual(new Set(settled.map(({ outcome }) => outcome)), new Set(["settled"]));
      assert.deepEqual(
        new Set(await Promise.all(keys.map(async (key) => shop.deliveries(key)))),
        new Set([1]),
      );
    });
  });
}

describe("postgresStore with a small pool", () => {
  test("recovers when every connection is held by work that asks for a second one", async () => {
    const pool = newPool({ max: 5 });
    const shop = await openPostgresShop(pool);
    const sql = 'INSERT INTO deliveries ("order") VALUES ($1)';
    const signal = AbortSignal.timeout(300);
    const deliver = () => {
      const key = newKey();
      return settleOnce(shop.store, key, () => pool.query(sql, [key]), { signal });
    };
    const startedAt = performance.now();

    const results = await Promise.allSettled(Array.from({ length: 12 }, deliver));

    const tookMs = performance.now() - startedAt;
    assert.ok(tookMs < 1000, `given up at 300 ms, not after ${tookMs} ms`);
    assert.deepEqual(new Set(results.map(({ status }) => status)), new Set(["rejected"]));
    const giveUpAt = Date.now() + 5000;
    while (pool.totalCount > pool.idleCount && Date.now() < giveUpAt) await sleep(5);
    const { outcome } = await settleOnce(shop.store, newKey(), () => "by itself");
    assert.equal(outcome, "settled");
    await shop.close();
  });
});
