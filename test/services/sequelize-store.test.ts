import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Transaction } from "sequelize";
import { settleOnce } from "../../src/stores/settle-once.js";
import { openSequelizeMysqlShop, openSequelizeShop } from "./support/orms/sequelize-shop.js";
import { after, describe, test } from "./support/runner.js";

const shops = {
  PostgreSQL: await openSequelizeShop(),
  MariaDB: await openSequelizeMysqlShop(),
};
const ends: Readonly<Record<string, (tx: Transaction) => Promise<void>>> = {
  commit: (tx) => tx.commit(),
  rollback: (tx) => tx.rollback(),
};

for (const [database, shop] of Object.entries(shops)) {
  describe(`sequelizeStore on ${database}`, () => {
    after(() => shop.close());

    for (const [call, end] of Object.entries(ends)) {
      test(`refuses ${call}() of tx, which the store ends`, async () => {
        const order = randomUUID();

        const settling = settleOnce(shop.store, order, async ({ tx }) => {
          await shop.deliver(tx, order);
          await end(tx);
        });

        await assert.rejects(settling, /is ended by the store: let onPaid return, or throw/);
        assert.equal(await shop.deliveries(order), 0);
        assert.equal((await shop.store.lookUp(order)).status, "free");
      });
    }
  });
}
