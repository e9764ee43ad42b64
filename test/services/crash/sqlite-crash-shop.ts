import Database from "better-sqlite3";
import { migrateSqlite, sqliteStore } from "../../../src/stores/sqlite.js";
import { DELIVERIES, sqliteFile } from "../support/sqlite-file.js";
import { type CrashShop, through } from "./crash-shops.js";

/** Opens a shop on SQLite, with the journal that the run is about. */
export function openSqliteCrashShop(): CrashShop {
  const { KHIPU_CRASH_JOURNAL: journal = "WAL" } = process.env;
  const file = sqliteFile();
  const database = new Database(file, { timeout: 10_000 });
  database.pragma(`journal_mode = ${journal}`);
  migrateSqlite(database);
  database.exec(DELIVERIES.create);
  const reader = new Database(file, { readonly: true });
  const count = (order: string) => Number(reader.prepare(DELIVERIES.count).pluck().get(order));
  return {
    isImpolite: true,
    store: through(sqliteStore(database)),
    // The transaction comes back to the shop whose store has made it.
    deliver: (tx, order) => (tx as Database.Database).prepare(DELIVERIES.insert).run(order),
    control: (tx, sql) => (tx as Database.Database).exec(sql),
    lookBeside: (order) => count(order),
    log: (order) => Promise.resolve(Array.from({ length: count(order) }, () => "delivered")),
  };
}
