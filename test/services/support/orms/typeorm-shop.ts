import { DataSource, type EntityManager, EntitySchema } from "typeorm";
import { typeormStore } from "../../../../src/stores/typeorm.js";
import { createTables, newPool } from "../postgres-shop.js";
import { address } from "../shops.js";
import { failIf, type OrmShop, RENAMED } from "./orm-shop.js";

interface Delivery {
  order: string;
}

const Deliveries = new EntitySchema<Delivery>({
  name: "deliveries",
  columns: { order: { type: "text", primary: true } },
});

export async function openTypeormShop(): Promise<OrmShop<EntityManager>> {
  const pool = newPool();
  await createTables(pool);
  await pool.end();
  const url = address("KHIPU_TEST_POSTGRES_URL");
  const db = new DataSource({ type: "postgres", url, entities: [Deliveries] });
  await db.initialize();
  const insert = (tx: EntityManager, orders: readonly string[]) =>
    tx.getRepository(Deliveries).insert(orders.map((order) => ({ order })));
  return {
    store: typeormStore(db),
    second: () => typeormStore(db),
    unreadable: () =>
      typeormStore({
        transaction: (_level, work) => work({ query: () => Promise.resolve(RENAMED) }),
      }),
    deliver: (tx, order) => insert(tx, [order]),
    deliverMany: insert,
    nested: (tx, order, fails) =>
      tx.transaction(async (inner) => {
        await insert(inner, [order]);
        failIf(fails);
      }),
    deliveries: (order) => db.getRepository(Deliveries).countBy({ order }),
    close: () => db.destroy(),
  };
}
