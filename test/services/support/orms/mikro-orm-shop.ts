import { MikroORM as MysqlOrm } from "@mikro-orm/mysql";
import { EntitySchema, MikroORM, type SqlEntityManager } from "@mikro-orm/postgresql";
import { mikroOrmStore } from "../../../../src/stores/mikro-orm.js";
import type { TransactionDialectName } from "../../../../src/stores/transaction.js";
import { createMysqlTables, MYSQL, newMysqlPool } from "../mysql-shop.js";
import { createTables, newPool } from "../postgres-shop.js";
import { address } from "../shops.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

export interface Delivery {
  order: string;
}

/** What is asked of MikroORM, whichever its database is. */
interface Orm {
  readonly em: { fork(): SqlEntityManager };
  close(): Promise<void>;
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
  return openShop("postgres", orm);
}

export async function openMikroOrmMysqlShop(): Promise<OrmShop<SqlEntityManager>> {
  const pool = newMysqlPool();
  await createMysqlTables(pool);
  await pool.end();
  const { socketPath, user, database: dbName } = MYSQL;
  const driverOptions = { connection: { socketPath } };
  const orm = await MysqlOrm.init({ user, dbName, driverOptions, entities: [Deliveries] });
  return openShop("mysql", orm);
}

function openShop(dialect: TransactionDialectName, orm: Orm): OrmShop<SqlEntityManager> {
  const insert = (tx: SqlEntityManager, orders: readonly string[]) =>
    tx.insertMany(
      Deliveries,
      orders.map((order) => ({ order })),
    );
  return {
    store: mikroOrmStore(orm, { dialect }),
    second: () => mikroOrmStore(orm, { dialect }),
    unreadable: unreadableMikroOrmStore,
    deliver: (tx, order) => insert(tx, [order]),
    deliverMany: insert,
    nested: (tx, work) => tx.transactional(work),
    query: (tx, sql) => (tx ?? orm.em.fork()).execute(sql),
    deliveries: (order) => orm.em.fork().count(Deliveries, { order }),
    close: () => orm.close(),
  };
}

function unreadableMikroOrmStore() {
  const tx = { execute: () => Promise.resolve(RENAMED), flush: () => Promise.resolve() };
  const fork = () => ({ transactional: (work: (handed: typeof tx) => Promise<void>) => work(tx) });
  return mikroOrmStore({ em: { fork } });
}
