import { DataTypes, type Options, Sequelize, type Transaction } from "sequelize";
import { sequelizeStore } from "../../../../src/stores/sequelize.js";
import { createMysqlTables, MYSQL, newMysqlPool } from "../mysql-shop.js";
import { createTables, newPool } from "../postgres-shop.js";
import { address } from "../shops.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

export async function openSequelizeShop(): Promise<OrmShop<Transaction>> {
  const pool = newPool();
  await createTables(pool);
  await pool.end();
  const url = new URL(address("KHIPU_TEST_POSTGRES_URL"));
  const host = url.searchParams.get("host") ?? "";
  const config = { host, username: "postgres", database: "postgres" };
  return openShop("postgres", config);
}

export async function openSequelizeMysqlShop(): Promise<OrmShop<Transaction>> {
  const pool = newMysqlPool();
  await createMysqlTables(pool);
  await pool.end();
  const { socketPath, user: username, database } = MYSQL;
  return openShop("mysql", { dialectOptions: { socketPath }, username, database });
}

function openShop(dialect: "postgres" | "mysql", config: Options): OrmShop<Transaction> {
  const db = new Sequelize({ ...config, dialect, logging: false, pool: { max: 10 } });
  const order = { type: DataTypes.STRING, primaryKey: true };
  const deliveries = db.define("deliveries", { order }, { timestamps: false });
  const insert = (transaction: Transaction, orders: readonly string[]) =>
    deliveries.bulkCreate(
      orders.map((each) => ({ order: each })),
      { transaction },
    );
  return {
    store: sequelizeStore(db, { dialect }),
    second: () => sequelizeStore(db, { dialect }),
    unreadable: unreadableSequelizeStore,
    deliver: (tx, each) => deliveries.create({ order: each }, { transaction: tx }),
    deliverMany: insert,
    nested: (tx, work) => db.transaction({ transaction: tx }, work),
    query: (tx, sql) => db.query(sql, { transaction: tx ?? null }),
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
