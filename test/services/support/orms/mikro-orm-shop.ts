import { EntitySchema, MikroORM, type SqlEntityManager } from "@mikro-orm/postgresql";
import { mikroOrmStore } from "../../../../src/stores/mikro-orm.js";
import { createTables, newPool } from "../postgres-shop.js";
import { address } from "../shops.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

export interface Delivery {
  order: string;
}

/** What is delivered, as an entity. */
export const Deliveries = new EntitySchema<Delivery>({
  name: "Delivery",
  tableName: "deliveries",
  properties: { order: { type: "text", primary: true } },
});

export async function openMikroOrmShop(): Promise<OrmShop<SqlEntityManager>> {
  const pool = newPool();
  await createTables(pool);
  await pool.end();
  const url = new URL(address("KHIPU_TEST_POSTGRES_URL"));
  const orm = await MikroORM.init({
    host: url.searchParams.get("host") ?? "",
    user: "postgres",
    dbName: "postgres",
    entities: [Deliveries],
  });
  const insert = (tx: SqlEntityManager, orders: readonly string[]) =>
    tx.insertMany(
      Deliveries,
      orders.map((order) => ({ order })),
    );
  return {
    store: mikroOrmStore(orm),
    second: () => mikroOrmStore(orm),
    unreadable: unreadableMikroOrmStore,
    deliver: (tx, order) => insert(tx, [order]),
    deliverMany: insert,
    nested: (tx, work) => tx.transactional(work),
    deliveries: (order) => orm.em.fork().count(Deliveries, { order }),
    close: () => orm.close(),
  };
}

function unreadableMikroOrmStore() {
  const tx = { execute: () => Promise.resolve(RENAMED) };
  const fork = () => ({ transactional: (work: (handed: typeof tx) => Promise<void>) => work(tx) });
  return mikroOrmStore({ em: { fork } });
}
