import Database from "better-sqlite3";
import { migrateSqlite, sqliteStore } from "../../../src/stores/sqlite.js";
import { DELIVERIES, sqliteFile, unreadableSqliteStore } from "./sqlite-file.js";
import type { Shop } from "./shops.js";

export function openBetterSqlite3Shop(): Shop<Database.Database> {
  const file = sqliteFile();
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  migrateSqlite(database);
  database.exec(DELIVERIES.create);
  const reader = new Database(file);
  return {
    store: sqliteStore(database),
    second: () => sqliteStore(database),
    unreadable: unreadableSqliteStore,
    control: (tx, sql) => tx.exec(sql),
    deliver: (tx, order) => tx.prepare(DELIVERIES.insert).run(order),
    deliveries: (order) => Number(reader.prepare(DELIVERIES.count).pluck().get(order)),
    close() {
      reader.close();
      database.close();
    },
  };
}
