import knexOf, { type Knex } from "knex";
import { knexStore } from "../../../../src/stores/knex.js";
import type { TransactionDialectName } from "../../../../src/stores/transaction.js";
import { createMysqlTables, MYSQL, newMysqlPool } from "../mysql-shop.js";
import { createTables, newPool } from "../postgres-shop.js";
import { address } from "../shops.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

export async function openKnexShop(): Promise<OrmShop<Knex.Transaction>> {
  const pool = newPool();
  await createTables(pool);
  await pool.end();
  return openShop("postgres", { client: "pg", connection: address("KHIPU_TEST_POSTGRES_URL") });
}

export async function openKnexMysqlShop(): Promise<OrmShop<Knex.Transaction>> {
  const pool = newMysqlPool();
  await createMysqlTables(pool);
  await pool.end();
  return openShop("mysql", { client: "mysql2", connection: MYSQL });
}

function openShop(dialect: TransactionDialectName, config: Knex.Config): OrmShop<Knex.Transaction> {
  const knex = knexOf.knex(config);
  const insert = async (tx: Knex, orders: readonly string[]) => {
    await tx("deliveries").insert(orders.map((order) => ({ order })));
  };
  return {
    store: knexStore(knex, { dialect }),
    second: () => knexStore(knex, { dialect }),
    unreadable: () =>
      knexStore({
        transaction: (work) => work({ raw: () => Promise.resolve({ rows: RENAMED }) }),
      }),
    deliver: (tx, order) => insert(tx, [order]),
    deliverMany: insert,
    nested: (tx, work) => tx.transaction(work),
    query: async (tx, sql) => (await (tx ?? knex).raw(sql)) as unknown,
    async deliveries(order) {
      return (await knex("deliveries").where({ order })).length;
    },
    close: () => knex.destroy(),
  };
}
