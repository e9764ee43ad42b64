import { DataTypes, Sequelize, type Transaction } from "sequelize";
import { sequelizeStore } from "../../../../src/stores/sequelize.js";
import { createTables, newPool } from "../postgres-shop.js";
import { address } from "../shops.js";
import { failIf, type OrmShop, RENAMED } from "./orm-shop.js";

export async function openSequelizeShop(): Promise<OrmShop<Transaction>> {
  const pool = newPool();
  await createTables(pool);
  await pool.end();
  const url = new URL(address("KHIPU_TEST_POSTGRES_URL"));
  const db = new Sequelize({
    dialect: "postgres",
    host: url.searchParams.get("host") ?? "",
    username: "postgres",
    database: "postgres",
    logging: false,
    pool: { max: 10 },
  });
  const order = { type: DataTypes.TEXT, primaryKey: true };
  const deliveries = db.define("deliveries", { order }, { timestamps: false });
  const insert = (transaction: Transaction, orders: readonly string[]) =>
    deliveries.bulkCreate(
      orders.map((each) => ({ order: each })),
      { transaction },
    );
  return {
    store: sequelizeStore(db),
    second: () => sequelizeStore(db),
    unreadable: unreadableSequelizeStore,
    deliver: (tx, each) => deliveries.create({ order: each }, { transaction: tx }),
    deliverMany: insert,
    nested: (tx, each, fails) =>
      db.transaction({ transaction: tx }, async (inner) => {
        await insert(inner, [each]);
        failIf(fails);
      }),
    deliveries: (each) => deliveries.count({ where: { order: each } }),
    close: () => db.close(),
  };
}

function unreadableSequelizeStore() {
  const end = () => Promise.resolve();
  return sequelizeStore({
    transaction: () => Promise.resolve({ commit: end, rollback: end }),
    query: () => Promise.resolve([RENAMED, {}]),
  });
}
