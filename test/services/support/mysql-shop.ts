import mysql from "mysql2/promise";
import { migrateMysql, type MysqlConnection, mysqlStore } from "../../../src/stores/mysql.js";
import type { SettlementStore } from "../../../src/stores/types.js";
import { address, type Shop } from "./shops.js";

/** How every driver and ORM finds the server. */
export const MYSQL = {
  socketPath: address("KHIPU_TEST_MYSQL_SOCKET"),
  user: "shop",
  database: "test",
} as const;

/** A pool as a shop has one. */
export function newMysqlPool(config: mysql.PoolOptions = {}): mysql.Pool {
  return mysql.createPool({ ...MYSQL, ...config });
}

/** Makes the tables of a shop that keeps its orders in MySQL. */
export async function createMysqlTables(pool: mysql.Pool): Promise<void> {
  await migrateMysql(pool);
  await pool.query(
    "CREATE TABLE IF NOT EXISTS deliveries (`order` VARCHAR(255) NOT NULL, KEY (`order`))",
  );
}

export async function openMysqlShop(pool = newMysqlPool()): Promise<Shop<mysql.PoolConnection>> {
  await createMysqlTables(pool);
  return {
    store: mysqlStore(pool),
    second: () => mysqlStore(pool),
    unreadable: unreadableMysqlStore,
    control: (tx, sql) => tx.query(sql),
    deliver: (tx, order) => tx.execute("INSERT INTO deliveries (`order`) VALUES (?)", [order]),
    async deliveries(order) {
      const sql = "SELECT COUNT(*) AS count FROM deliveries WHERE `order` = ?";
      const [rows] = await pool.query<mysql.RowDataPacket[]>(sql, [order]);
      return Number(rows[0]?.["count"]);
    },
    close: () => pool.end(),
  };
}

/** A store on a pool that renames columns, as some wrappers do. */
function unreadableMysqlStore(): SettlementStore<MysqlConnection> {
  const query = () => Promise.resolve([[{ settlementState: "free" }], []]);
  const getConnection = () =>
    Promise.resolve({ query, release: () => undefined, destroy: () => undefined });
  return mysqlStore({ getConnection });
}
