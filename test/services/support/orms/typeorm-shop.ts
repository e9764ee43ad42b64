import { DataSource, type DataSourceOptions, type EntityManager, EntitySchema } from "typeorm";
import type { TransactionDialectName } from "../../../../src/stores/transaction.js";
import { typeormStore } from "../../../../src/stores/typeorm.js";
import { createMysqlTables, MYSQL, newMysqlPool } from "../mysql-shop.js";
import { createTables, newPool } from "../postgres-shop.js";
import { address } from "../shops.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

interface Delivery {
  order: string;
}

const Deliveries = new EntitySchema<Delivery>({
  name: "deliveries",
  columns: { order: { type: "varchar", primary: true } },
});

export async function openTypeormShop(): Promise<OrmShop<EntityManager>> {
  const pool = newPool();
  await createTables(pool);
  await pool.end();
  const url = address("KHIPU_TEST_POSTGRES_URL");
  return openShop("postgres", { type: "postgres", url, entities: [Deliveries] });
}

export async function openTypeormMysqlShop(): Promise<OrmShop<EntityManager>> {
  const pool = newMysqlPool();
  await createMysqlTables(pool);
  await pool.end();
  const { socketPath, user: username, database } = MYSQL;
  return openShop("mysql", {
    ...{ type: "mysql", username, socketPath, database },
    entities: [Deliveries],
  });
}

async function openShop(
  dialect: TransactionDialectName,
  config: DataSourceOptions,
): Promise<OrmShop<EntityManager>> {
  const db = new DataSource(config);
  await db.initialize();
  const insert = (tx: EntityManager, orders: readonly string[]) =>
    tx.getRepository(Deliveries).insert(orders.map((order) => ({ order })));
  return {
    store: typeormStore(db, { dialect }),
    second: () => typeormStore(db, { dialect }),
    unreadable: () =>
      typeormStore({
        transaction: (_level, work) => work({ query: () => Promise.resolve(RENAMED) }),
      }),
    deliver: (tx, order) => insert(tx, [order]),
    deliverMany: insert,
    nested: (tx, work) => tx.transaction(work),
    query: (tx, sql) => (tx ?? db).query(sql),
    deliveries: (order) => db.getRepository(Deliveries).countBy({ order }),
    close: () => db.destroy(),
  };
}
