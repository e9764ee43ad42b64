import Database from "better-sqlite3";
import assert from "node:assert/strict";
import { settleOnce } from "../../src/stores/settle-once.js";
import { migrateSqlite, sqliteStore } from "../../src/stores/sqlite.js";
import { sqliteAttacks } from "./support/sqlite-attacks.js";
import { sqliteFailures } from "./support/sqlite-failures.js";
import { describe, test } from "./support/runner.js";
import { storeSuite } from "./support/suite.js";

const driver = {
  name: "better-sqlite3",
  open: (file: string) => new Database(file),
  iterate: (database: Database.Database, sql: string) => database.prepare(sql).iterate(),
};

storeSuite("better-sqlite3", { transactional: true });
sqliteFailures(driver);
sqliteAttacks(driver);

describe("the tx of better-sqlite3", () => {
  const open = () => {
    const database = new Database(":memory:");
    migrateSqlite(database);
    database.exec("CREATE TABLE sold (item TEXT UNIQUE)");
    const items = () => database.prepare("SELECT item FROM sold ORDER BY item").pluck().all();
    return { database, items, store: sqliteStore(database) };
  };

  test("has transactions inside, which roll back alone", async () => {
    const { items, store } = open();

    const { outcome } = await settleOnce(store, "payment:1", ({ tx }) => {
      const sell = tx.transaction((...names: string[]) => {
        for (const name of names) tx.prepare("INSERT INTO sold VALUES (?)").run(name);
      });
      sell("book");
      sell.deferred("pen");
      sell.immediate("ink");
      assert.throws(() => sell("cup", "book"), /UNIQUE/);
      // Its types do not know of it.
      assert.equal(Reflect.get(sell, "database"), tx);
      assert.equal(tx.prepare("SELECT 1").pluck().database, tx);
    });

    assert.equal(outcome, "settled");
    assert.deepEqual(items(), ["book", "ink", "pen"]);
  });

  test("does nothing by a function or a statement that was kept", async () => {
    const { items, store } = open();
    let late: (() => unknown)[] = [];

    await settleOnce(store, "payment:1", ({ tx }) => {
      const statement = tx.prepare("INSERT INTO sold VALUES ('late')");
      const sell = tx.transaction(() => statement.run());
      const { immediate, exclusive } = sell;
      late = [
        sell,
        immediate,
        exclusive,
        () => sell.deferred(),
        () => statement.run(),
        () => statement.database.exec("INSERT INTO sold VALUES ('late')"),
        () => tx.pragma("user_version = 7"),
      ];
    });

    for (const attempt of late) assert.throws(attempt, /has ended/);
    assert.deepEqual(items(), []);
  });
});
