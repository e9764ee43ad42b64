import postgres, { type TransactionSql } from "postgres";
import { postgresJsStore } from "../../../../src/stores/postgres-js.js";
import { createTables, newPool } from "../postgres-shop.js";
import { address } from "../shops.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

export async function openPostgresJsShop(): Promise<OrmShop<TransactionSql>> {
  const pool = newPool();
  await createTables(pool);
  await pool.end();
  const folder = new URL(address("KHIPU_TEST_POSTGRES_URL")).searchParams.get("host") ?? "";
  const sql = postgres({ host: folder, user: "postgres", database: "postgres" });
  const insert = async (tx: TransactionSql, orders: readonly string[]) => {
    await tx`INSERT INTO deliveries ${tx(orders.map((order) => ({ order })))}`;
  };
  return {
    store: postgresJsStore(sql),
    second: () => postgresJsStore(sql),
    unreadable: () =>
      postgresJsStore({
        begin: (_level, work) => work({ unsafe: () => Promise.resolve(RENAMED) }),
      }),
    deliver: (tx, order) => insert(tx, [order]),
    deliverMany: insert,
    nested: (tx, work) => tx.savepoint(work),
    async deliveries(order) {
      const rows = await sql`SELECT 1 FROM deliveries WHERE "order" = ${order}`;
      return rows.length;
    },
    close: () => sql.end(),
  };
}
