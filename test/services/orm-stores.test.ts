import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { testStoreConformance } from "../../src/stores/conformance.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { type OrmShop, ormShops } from "./support/orms/orm-shop.js";
import { SERVER_LEASE_MS } from "./support/suite.js";
import { after, describe, test } from "./support/runner.js";

// Before any check begins: loading an ORM holds the process up.
const opened: [string, OrmShop][] = [];
for (const [name, open] of Object.entries(ormShops)) {
  const shop: OrmShop = await open();
  opened.push([name, shop]);
  // Opening connections takes its time too.
  const settle = () => settleOnce(shop.store, randomUUID(), () => undefined);
  await Promise.all(Array.from({ length: 5 }, settle));
}

// Most of what they do is to wait for leases to end.
describe("ORMs", { concurrency: 3 }, () => {
  for (const [name, shop] of opened) describe(name, () => suite(shop));
});

function suite(shop: OrmShop): void {
  after(() => shop.close());

  describe("the store", () => {
    void testStoreConformance(() => shop.store, {
      test,
      leaseMs: SERVER_LEASE_MS,
      // Three at a time, beside other work: two seconds were not always enough to say that somebody else is at it.
      graceMs: 4000,
      second: () => shop.second(),
      unreadable: () => shop.unreadable(),
      transaction: {
        write: (tx, value) => shop.deliver(tx, value),
        read: async (value) => (await shop.deliveries(value)) > 0,
      },
    });
  });

  // Kysely has none inside another.
  if (shop.nested) nestedTests(shop);

  test("a write that was asked for before the end is part of it, also when nobody waits", async () => {
    const orders = Array.from({ length: 20 }, () => randomUUID());
    const [settled = "", failed = ""] = orders;

    await settleOnce(shop.store, settled, ({ tx }) => void shop.deliverMany(tx, orders));
    const failing = settleOnce(shop.store, failed, ({ tx }) => {
      void shop.deliverMany(tx, [failed]).catch(() => undefined);
      throw new Error("at once");
    });

    await assert.rejects(failing, /at once/);
    const counts = await Promise.all(orders.map(async (order) => shop.deliveries(order)));
    assert.deepEqual(new Set(counts), new Set([1]));
  });
}

function nestedTests(shop: OrmShop): void {
  const nested = async (tx: unknown, order: string, fails: boolean): Promise<void> => {
    await shop.nested?.(tx, async (inner) => {
      await shop.deliver(inner, order);
      if (fails) throw new Error("inside");
    });
  };

  test("a transaction inside is kept or undone with the settlement, and by itself", async () => {
    const [settled, failed] = [randomUUID(), randomUUID()];
    const work = async (tx: unknown, order: string): Promise<void> => {
      await nested(tx, order, false);
      await assert.rejects(nested(tx, order, true), /inside/);
      await nested(tx, order, false);
    };

    await settleOnce(shop.store, settled, ({ tx }) => work(tx, settled));
    const failing = settleOnce(shop.store, failed, async ({ tx }) => {
      await work(tx, failed);
      throw new Error("after it");
    });

    await assert.rejects(failing, /after it/);
    assert.equal(await shop.deliveries(settled), 2);
    assert.equal(await shop.deliveries(failed), 0);
  });

  test("a transaction inside that is used after the end writes nothing", async () => {
    const order = randomUUID();
    let late: unknown;
    await settleOnce(shop.store, order, ({ tx }) => {
      late = tx;
      return nested(tx, order, false);
    });

    await assert.rejects(async () => nested(late, order, false), /has ended|no longer use it/);

    assert.equal(await shop.deliveries(order), 1);
  });
}
