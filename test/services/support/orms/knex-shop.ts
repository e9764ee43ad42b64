import knexOf, { type Knex } from "knex";
import { knexStore } from "../../../../src/stores/knex.js";
import { createTables, newPool } from "../postgres-shop.js";
import { address } from "../shops.js";
import { failIf, type OrmShop, RENAMED } from "./orm-shop.js";

export async function openKnexShop() {
  const pool = newPool();
  await createTables(pool);
  await pool.end();
  const knex = knexOf.knex({ client: "pg", connection: address("KHIPU_TEST_POSTGRES_URL") });
  const insert = async (tx: Knex, orders: readonly string[]) => {
    await tx("deliveries").insert(orders.map((order) => ({ order })));
  };
  const shop: OrmShop<Knex.Transaction> = {
    store: knexStore(knex),
    second: () => knexStore(knex),
    unreadable: () =>
      knexStore({
        transaction: (work) => work({ raw: () => Promise.resolve({ rows: RENAMED }) }),
      }),
    deliver: (tx, order) => insert(tx, [order]),
    deliverMany: insert,
    nested: (tx, order, fails) =>
      tx.transaction(async (inner) => {
        await insert(inner, [order]);
        failIf(fails);
      }),
    async deliveries(order) {
      return (await knex("deliveries").where({ order })).length;
    },
    close: () => knex.destroy(),
  };
  return shop;
}
