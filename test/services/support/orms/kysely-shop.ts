import { Kysely, PostgresDialect, type Transaction } from "kysely";
import { kyselyStore } from "../../../../src/stores/kysely.js";
import { createTables, newPool } from "../postgres-shop.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

interface Database {
  deliveries: { order: string };
}

export async function openKyselyShop() {
  const pool = newPool();
  await createTables(pool);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const insert = (tx: Kysely<Database>, orders: readonly string[]) =>
    tx
      .insertInto("deliveries")
      .values(orders.map((order) => ({ order })))
      .execute();
  const shop: OrmShop<Transaction<Database>> = {
    store: kyselyStore(db),
    second: () => kyselyStore(db),
    unreadable: unreadableKyselyStore,
    deliver: (tx, order) => insert(tx, [order]),
    deliverMany: insert,
    async deliveries(order) {
      const { count } = await db
        .selectFrom("deliveries")
        .select((eb) => eb.fn.countAll<string>().as("count"))
        .where("order", "=", order)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    close: () => db.destroy(),
  };
  return shop;
}

function unreadableKyselyStore() {
  const tx = { executeQuery: () => Promise.resolve({ rows: RENAMED }) };
  const builder = {
    setIsolationLevel: () => builder,
    execute: (work: (handed: typeof tx) => Promise<void>) => work(tx),
  };
  return kyselyStore({ transaction: () => builder });
}
