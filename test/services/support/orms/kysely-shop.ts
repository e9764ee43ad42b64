import { type Dialect, Kysely, MysqlDialect, PostgresDialect, sql, type Transaction } from "kysely";
import { createPool } from "mysql2";
import { kyselyStore } from "../../../../src/stores/kysely.js";
import type { TransactionDialectName } from "../../../../src/stores/transaction.js";
import { createMysqlTables, MYSQL, newMysqlPool } from "../mysql-shop.js";
import { createTables, newPool } from "../postgres-shop.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

interface Database {
  deliveries: { order: string };
}

export async function openKyselyShop(): Promise<OrmShop<Transaction<Database>>> {
  const pool = newPool();
  await createTables(pool);
  return openShop("postgres", new PostgresDialect({ pool }));
}

export async function openKyselyMysqlShop(): Promise<OrmShop<Transaction<Database>>> {
  const pool = newMysqlPool();
  await createMysqlTables(pool);
  await pool.end();
  return openShop("mysql", new MysqlDialect({ pool: createPool(MYSQL) }));
}

function openShop(
  dialect: TransactionDialectName,
  connections: Dialect,
): OrmShop<Transaction<Database>> {
  const db = new Kysely<Database>({ dialect: connections });
  const insert = (tx: Kysely<Database>, orders: readonly string[]) =>
    tx
      .insertInto("deliveries")
      .values(orders.map((order) => ({ order })))
      .execute();
  return {
    store: kyselyStore(db, { dialect }),
    second: () => kyselyStore(db, { dialect }),
    unreadable: unreadableKyselyStore,
    deliver: (tx, order) => insert(tx, [order]),
    deliverMany: insert,
    query: async (tx, text) => (await sql.raw(text).execute(tx ?? db)).rows,
    async deliveries(order) {
      const { count } = await db
        .selectFrom("deliveries")
        .select((eb) => eb.fn.countAll().as("count"))
        .where("order", "=", order)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    close: () => db.destroy(),
  };
}

function unreadableKyselyStore() {
  const tx = { executeQuery: () => Promise.resolve({ rows: RENAMED }) };
  const builder = {
    setIsolationLevel: () => builder,
    execute: (work: (handed: typeof tx) => Promise<void>) => work(tx),
  };
  return kyselyStore({ transaction: () => builder });
}
