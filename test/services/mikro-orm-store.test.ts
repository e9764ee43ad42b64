import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { SqlEntityManager } from "@mikro-orm/postgresql";
import { settleOnce } from "../../src/stores/settle-once.js";
import {
  Deliveries,
  openMikroOrmMysqlShop,
  openMikroOrmShop,
} from "./support/orms/mikro-orm-shop.js";
import type { OrmShop } from "./support/orms/orm-shop.js";
import { after, describe, test } from "./support/runner.js";

/** The shop on a database, and a text that this one refuses. */
interface Subject {
  readonly shop: OrmShop<SqlEntityManager>;
  readonly refused: { readonly order: string; readonly why: RegExp };
}

const subjects: Readonly<Record<string, Subject>> = {
  PostgreSQL: {
    shop: await openMikroOrmShop(),
    refused: { order: "no NUL: \0", why: /invalid message format/ },
  },
  MariaDB: {
    shop: await openMikroOrmMysqlShop(),
    refused: { order: "x".repeat(256), why: /Data too long/ },
  },
};

/** What a shop could do to write past its transaction. */
const waysOut: Readonly<Record<string, (tx: SqlEntityManager, order: string) => unknown>> = {
  begin: (tx) => tx.begin(),
  commit: (tx) => tx.commit(),
  rollback: (tx) => tx.rollback(),
  fork: (tx, order) => tx.fork().insert(Deliveries, { order }),
  getKnex: (tx, order) => tx.getKnex()("deliveries").insert({ order }),
  getConnection: (tx, order) =>
    tx.getConnection().execute('INSERT INTO deliveries ("order") VALUES (?)', [order]),
  getDriver: (tx, order) => tx.getDriver().nativeInsert("Delivery", { order }),
  getTransactionContext: (tx) => tx.getTransactionContext(),
  resetTransactionContext: (tx) => tx.resetTransactionContext(),
};

for (const [database, subject] of Object.entries(subjects)) {
  describe(`mikroOrmStore on ${database}`, () => suite(subject));
}

function suite({ shop, refused }: Subject): void {
  after(() => shop.close());

  test("flushes what was persisted with the mark, and nothing when the settlement fails", async () => {
    const [settled, failed] = [randomUUID(), randomUUID()];
    const persist = (tx: SqlEntityManager, order: string) =>
      void tx.persist(tx.create(Deliveries, { order }));

    await settleOnce(shop.store, settled, ({ tx }) => persist(tx, settled));
    const failing = settleOnce(shop.store, failed, ({ tx }) => {
      persist(tx, failed);
      throw new Error("after it");
    });

    await assert.rejects(failing, /after it/);
    assert.equal(await shop.deliveries(settled), 1);
    assert.equal(await shop.deliveries(failed), 0);
  });

  test("settles nothing when what was persisted cannot be flushed", async () => {
    const key = randomUUID();
    const { order, why } = refused;

    const failing = settleOnce(shop.store, key, ({ tx }) => {
      tx.persist(tx.create(Deliveries, { order }));
    });

    await assert.rejects(failing, why);
    assert.equal((await shop.store.lookUp(key)).status, "free");
  });

  for (const [call, leave] of Object.entries(waysOut)) {
    test(`refuses ${call}(), which leads out of the transaction, also in one inside`, async () => {
      const order = randomUUID();

      const refusal = new RegExp(`^Error: ${call}\\(\\) leads out`);
      const inside = (tx: SqlEntityManager) =>
        tx.transactional(async (inner) => {
          await leave(inner, order);
        });

      for (const work of [(tx: SqlEntityManager) => leave(tx, order), inside]) {
        await assert.rejects(
          settleOnce(shop.store, order, ({ tx }) => work(tx)),
          refusal,
        );
      }

      assert.equal(await shop.deliveries(order), 0);
      assert.equal((await shop.store.lookUp(order)).status, "free");
    });
  }
}
