import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { drizzle } from "drizzle-orm/node-postgres";
import { sql } from "drizzle-orm";
import knexOf from "knex";
import { Kysely, PostgresDialect } from "kysely";
import type { PoolClient } from "pg";
import { settleOnce } from "../../src/stores/settle-once.js";
import { newPool, openPostgresShop } from "./support/postgres-shop.js";
import type { Shop } from "./support/shops.js";
import { after, before, describe, test } from "./support/runner.js";

const knex = knexOf.knex({ client: "pg" });

interface Orm {
  /** Writes in a transaction of the ORM's own over `tx`. */
  readonly transaction: (tx: PoolClient, key: string, fails: boolean) => Promise<void>;
}

const failIf = (fails: boolean): void => {
  if (fails) throw new Error("inside");
};

const orms: Record<string, Orm> = {
  drizzle: {
    transaction: (tx, key, fails) =>
      drizzle(tx).transaction(async (inner) => {
        await inner.execute(sql`INSERT INTO deliveries ("order") VALUES (${key})`);
        await inner.transaction((nested) => nested.execute(sql`SELECT 1`));
        failIf(fails);
      }),
  },
  knex: {
    transaction: (tx, key, fails) =>
      knex.transaction(
        async (inner) => {
          await inner("deliveries").insert({ order: key });
          failIf(fails);
        },
        { connection: tx },
      ),
  },
  kysely: {
    transaction: async (tx, key, fails) => {
      const pool = { connect: () => Promise.resolve(tx), end: () => Promise.resolve() };
      const db = new Kysely<{ deliveries: { order: string } }>({
        dialect: new PostgresDialect({ pool: pool }),
      });
      await db.transaction().execute(async (inner) => {
        await inner.insertInto("deliveries").values({ order: key }).execute();
        failIf(fails);
      });
    },
  },
};

describe("a transaction of an ORM inside a settlement", () => {
  let shop: Shop<PoolClient>;
  before(async () => (shop = await openPostgresShop(newPool())));
  after(async () => {
    await knex.destroy();
    await shop.close();
  });

  for (const [name, { transaction }] of Object.entries(orms)) {
    test(`${name}: is committed with the settlement`, async () => {
      const key = randomUUID();

      const { outcome } = await settleOnce(shop.store, key, async ({ tx }) => {
        await transaction(tx, key, false);
        await transaction(tx, key, true).catch(() => undefined);
        await transaction(tx, key, false);
      });

      assert.equal(outcome, "settled");
      assert.equal(await shop.deliveries(key), 2);
    });

    test(`${name}: is undone with the settlement`, async () => {
      const key = randomUUID();

      const settling = settleOnce(shop.store, key, async ({ tx }) => {
        await transaction(tx, key, false);
        throw new Error("after it");
      });

      await assert.rejects(settling, /after it/);
      assert.equal(await shop.deliveries(key), 0);
    });
  }
});
