import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { pgTable, text } from "drizzle-orm/pg-core";
import { drizzleStore } from "../../../../src/stores/drizzle.js";
import { createTables, newPool } from "../postgres-shop.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

const deliveries = pgTable("deliveries", { order: text("order").notNull() });

export async function openDrizzleShop() {
  const pool = newPool();
  await createTables(pool);
  const db = drizzle(pool, { schema: { deliveries } });
  const store = drizzleStore(db);
  type Tx = Parameters<Parameters<typeof db.transaction>[0]>[0];
  const shop: OrmShop<Tx> = {
    store,
    second: () => drizzleStore(db),
    unreadable: () =>
      drizzleStore({ transaction: (work) => work({ execute: () => Promise.resolve(RENAMED) }) }),
    deliver: (tx, order) => tx.insert(deliveries).values({ order }),
    async deliverMany(tx, orders) {
      await tx.insert(deliveries).values(orders.map((order) => ({ order })));
    },
    nested: (tx, work) => tx.transaction(work),
    deliveries: (order) => db.$count(deliveries, eq(deliveries.order, order)),
    close: () => pool.end(),
  };
  return shop;
}
