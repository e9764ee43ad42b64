import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { testBatchStoreConformance } from "../../src/stores/conformance.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { type BatchShop, batchShops } from "./support/batch/batch-shop.js";
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
