import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { testBatchStoreConformance } from "../../src/stores/conformance.js";
import { postgresStore } from "../../src/stores/postgres.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { type BatchShop, batchShops } from "./support/batch/batch-shop.js";
import { openNeonShop } from "./support/batch/neon-shop.js";
import { after, describe, test } from "./support/runner.js";

for (const [name, open] of Object.entries(batchShops)) {
  const shop: BatchShop = await open();
  describe(name, () => {
    after(() => shop.close());

    describe("the store", () => {
      void testBatchStoreConformance(() => shop.store, {
        test,
        shop: shop.probe,
        unreadable: () => shop.unreadable(),
      });
    });

    test("what is committed is told as such, also when the answer is lost", async () => {
      const order = randomUUID();
      const settle = () => settleOnce(shop.losingAnswers(), order, () => [shop.probe.write(order)]);

      const first = await settle();

      assert.equal(first.outcome, shop.knowsItsMark ? "settled" : "already");
      assert.equal((await settle()).outcome, "already");
      assert.equal(await shop.probe.count(order), 1);
    });

    test("500 notifications of 100 payments at once: every order is delivered once", async () => {
      const orders = Array.from({ length: 100 }, () => randomUUID());
      const notifications = Array.from({ length: 5 }, () => orders).flat();
      const settle = (order: string) =>
        settleOnce(shop.store, order, () => [shop.probe.write(order)]);

      const settlements = await Promise.all(notifications.map(settle));

      const outcomes = settlements.map(({ outcome }) => outcome);
      assert.equal(outcomes.filter((outcome) => outcome === "settled").length, 100);
      assert.deepEqual(new Set(outcomes).has("lost"), false);
      for (const order of orders) assert.equal(await shop.probe.count(order), 1);
    });
  });
}

test("neonHttpStore and postgresStore share a table: whoever comes first settles", async () => {
  const { store, probe, pool, table, close } = await openNeonShop();
  try {
    const onServer = postgresStore(pool, { table });
    const order = randomUUID();
    const claim = await onServer.claim(order, { leaseMs: 60_000 });
    assert.ok(claim.status === "claimed");
    const settle = () => settleOnce(store, order, () => [probe.write(order)]);

    assert.equal((await settle()).outcome, "busy");
    const blocked = store.commit(order, [probe.write(order)]);
    await onServer.complete(claim.claim);

    assert.equal(await blocked, "done");
    assert.equal(await probe.count(order), 0);
    const noted = randomUUID();
    await assert.rejects(settleOnce(onServer, noted, () => Promise.reject(new Error("failed"))));
    assert.equal((await settleOnce(store, noted, () => [])).outcome, "settled");
    assert.equal((await settleOnce(onServer, noted, () => undefined)).outcome, "already");
  } finally {
    await close();
  }
});
