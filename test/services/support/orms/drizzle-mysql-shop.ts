import { eq } from "drizzle-orm";
import { mysqlTable, varchar } from "drizzle-orm/mysql-core";
import { drizzle } from "drizzle-orm/mysql2";
import { drizzleStore } from "../../../../src/stores/drizzle.js";
import { createMysqlTables, newMysqlPool } from "../mysql-shop.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

const deliveries = mysqlTable("deliveries", { order: varchar("order", { length: 255 }).notNull() });

export async function openDrizzleMysqlShop() {
  const pool = newMysqlPool();
  await createMysqlTables(pool);
  const db = drizzle(pool, { schema: { deliveries }, mode: "default" });
  const open = () => drizzleStore(db, { dialect: "mysql" });
  type Tx = Parameters<Parameters<typeof db.transaction>[0]>[0];
  const shop: OrmShop<Tx> = {
    store: open(),
    second: open,
    unreadable: () =>
      drizzleStore(
        { transaction: (work) => work({ execute: () => Promise.resolve([RENAMED, []]) }) },
        { dialect: "mysql" },
      ),
    deliver: (tx, order) => tx.insert(deliveries).values({ order }),
    async deliverMany(tx, orders) {
      await tx.insert(deliveries).values(orders.map((order) => ({ order })));
    },
    nested: (tx, work) => tx.transaction(work),
    query: async (tx, sql) => (tx ?? db).execute(sql),
    deliveries: (order) => db.$count(deliveries, eq(deliveries.order, order)),
    close: () => pool.end(),
  };
  return shop;
}
