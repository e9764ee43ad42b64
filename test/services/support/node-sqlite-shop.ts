import { DatabaseSync } from "node:sqlite";
import { migrateSqlite, sqliteStore } from "../../../src/stores/sqlite.js";
import { DELIVERIES, sqliteFile, unreadableSqliteStore } from "./sqlite-file.js";
import type { Shop } from "./shops.js";

export function openNodeSqliteShop(): Shop<DatabaseSync> {
  const file = sqliteFile();
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec("PRAGMA journal_mode = WAL");
  migrateSqlite(database);
  database.exec(DELIVERIES.create);
  const reader = new DatabaseSync(file, { timeout: 5000 });
  return {
    store: sqliteStore(database),
    second: () => sqliteStore(database),
    unreadable: unreadableSqliteStore,
    control: (tx, sql) => tx.exec(sql),
    deliver: (tx, order) => tx.prepare(DELIVERIES.insert).run(order),
    deliveries: (order) => Number(reader.prepare(DELIVERIES.count).get(order)?.["count"]),
    close() {
      reader.close();
      database.close();
    },
  };
}
