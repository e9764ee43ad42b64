import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import type { Pool, PoolConnection } from "mysql2/promise";
import { settleOnce } from "../../src/stores/settle-once.js";
import { newMysqlPool } from "./support/mysql-shop.js";
import { type OrmShop, ormShops } from "./support/orms/orm-shop.js";
import { after, describe, test } from "./support/runner.js";

const pool = newMysqlPool();
after(() => pool.end());
/** How a connection of a pool has to be; it is held long enough to ask others at the same time. */
const STATE =
  "SELECT CONCAT('clean: ', CONCAT_WS(', ', @@autocommit, @@in_transaction, RELEASE_ALL_LOCKS(), SLEEP(0.05))) AS state";
const insert = (order: string) => `INSERT INTO deliveries (\`order\`) VALUES ('${order}')`;
const lock = (order: string) => `SELECT * FROM deliveries WHERE \`order\` = '${order}' FOR UPDATE`;

for (const [name, open] of Object.entries(ormShops)) {
  if (!name.endsWith(" on MariaDB")) continue;
  const shop: OrmShop = await open();
  describe(name, () => suite(shop));
}

function suite(shop: OrmShop): void {
  const query = async (tx: unknown, sql: string): Promise<unknown> => shop.query?.(tx, sql);
  after(() => shop.close());

  test("settles at READ COMMITTED: it sees what others commit meanwhile", async () => {
    const order = randomUUID();
    const count = `SELECT CONCAT('seen ', COUNT(*)) AS seen FROM deliveries WHERE \`order\` = '${order}'`;
    const { outcome } = await settleOnce(shop.store, randomUUID(), async ({ tx }) => {
      assert.match(inspect(await query(tx, count)), /'seen 0'/);
      await pool.query(insert(order));
      assert.match(inspect(await query(tx, count)), /'seen 1'/);
    });

    assert.equal(outcome, "settled");
  });

  test("leaves connections as they were: writing, and without a lock", async () => {
    for (const fails of [false, true]) {
      const settling = settleOnce(shop.store, randomUUID(), async ({ tx }) => {
        await shop.deliver(tx, randomUUID());
        if (fails) throw new Error("after it");
      });
      await settling.catch(() => undefined);
    }

    await assertCleanConnections();
  });

  test("writes nothing by itself after a deadlock that the shop does not mind", async () => {
    const key = randomUUID();

    await assert.rejects(
      settleOnce(shop.store, key, async ({ tx }) => {
        await deadlock((sql) => query(tx, sql));
        await Promise.resolve(shop.deliver(tx, key)).catch(() => undefined);
      }),
      /could not be marked, and is rolled back/,
    );

    await assertNothingWritten(key);
  });

  test("settles nothing, and takes the next notification, after a deadlock that fails onPaid", async () => {
    const key = randomUUID();

    await assert.rejects(
      settleOnce(shop.store, key, async ({ tx }) => {
        await shop.deliver(tx, key);
        await deadlock((sql) => query(tx, sql));
        throw new Error("after the deadlock");
      }),
      /after the deadlock/,
    );

    await assertNothingWritten(key);
  });

  // Kysely has none inside another.
  if (shop.nested) {
    test("writes nothing by itself after a deadlock in a transaction inside", async () => {
      const key = randomUUID();

      await assert.rejects(
        settleOnce(shop.store, key, async ({ tx }) => {
          const inside = shop.nested?.(tx, async (inner) => {
            await deadlock((sql) => query(inner, sql));
            throw new Error("the savepoint is gone, too");
          });
          await inside?.catch(() => undefined);
          await Promise.resolve(shop.deliver(tx, key)).catch(() => undefined);
        }),
        /could not be marked, and is rolled back/,
      );

      await assertNothingWritten(key);
    });
  }

  async function assertNothingWritten(key: string): Promise<void> {
    assert.equal(await shop.deliveries(key), 0);
    await assertCleanConnections();
    const next = await settleOnce(shop.store, key, async ({ tx }) => {
      await shop.deliver(tx, key);
    });
    assert.equal(next.outcome, "settled");
    assert.equal(await shop.deliveries(key), 1);
  }

  /** Asks more connections than were used. */
  async function assertCleanConnections(): Promise<void> {
    const answers = await Promise.all(Array.from({ length: 5 }, () => query(undefined, STATE)));
    for (const answer of answers) assert.match(inspect(answer), /'clean: ON, 0, 0, 0'/);
  }
}

/** Has the server roll back the transaction of `query` for a deadlock. */
async function deadlock(query: (sql: string) => Promise<unknown>): Promise<void> {
  const [first, second] = [randomUUID(), randomUUID()];
  for (const order of [first, second]) await pool.query(insert(order));
  await heldBy(pool, async (other) => {
    // It has written more, so it is the settlement that the server rolls back.
    for (let i = 0; i < 50; i += 1) await other.query(insert(randomUUID()));
    await other.query(lock(first));
    await query(lock(second));
    const others = other.query(lock(second));
    await assert.rejects(query(lock(first)), (error) => inspect(error).includes("Deadlock"));
    await others;
  });
}

async function heldBy(from: Pool, work: (other: PoolConnection) => Promise<void>): Promise<void> {
  const other = await from.getConnection();
  await other.query("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
  await other.beginTransaction();
  try {
    await work(other);
  } finally {
    await other.rollback();
    other.release();
  }
}
