import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SqliteDatabase, sqliteStore } from "../../../src/stores/sqlite.js";
import type { SettlementStore } from "../../../src/stores/types.js";

const NAME = "KHIPU_TEST_SQLITE_FILE";

/** The shop's statements; its table stands for whatever a shop keeps. */
export const DELIVERIES = {
  create: `CREATE TABLE IF NOT EXISTS deliveries ("order" TEXT NOT NULL)`,
  insert: `INSERT INTO deliveries ("order") VALUES (?)`,
  count: `SELECT count(*) AS count FROM deliveries WHERE "order" = ?`,
};

/** The database file of this test run: the processes that a test starts inherit its name. */
export function sqliteFile(): string {
  const inherited = process.env[NAME];
  if (inherited !== undefined) return inherited;
  const folder = mkdtempSync(join(tmpdir(), "khipu-sqlite-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return (process.env[NAME] = join(folder, "shop.db"));
}

/** A store on a driver that renames columns, as some wrappers do. */
export function unreadableSqliteStore(): SettlementStore<SqliteDatabase> {
  return sqliteStore({
    inTransaction: false,
    exec: () => undefined,
    prepare: () => ({ get: () => ({ doneAt: 1_700_000_000_000 }), run: () => ({ changes: 1 }) }),
  });
}
