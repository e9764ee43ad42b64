import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { settleOnce } from "../../src/stores/settle-once.js";
import { migrateSqlite, sqliteMigration, sqliteStore } from "../../src/stores/sqlite.js";
import { letTimersFly } from "../support/timers.js";
import { ScriptedDatabase } from "./support/scripted-database.js";

const LEAST_MS = 259_500_000;
const CLAIM = ["SELECT", "BEGIN", "INSERT", "SAVEPOINT"];
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** An error as the drivers throw them. */
const sqliteError = (details: { code: string; errcode?: number }) =>
  Object.assign(new Error("SQLite says no"), details);
const locked = [
  { driver: "better-sqlite3", error: sqliteError({ code: "SQLITE_BUSY" }) },
  { driver: "better-sqlite3, closer", error: sqliteError({ code: "SQLITE_BUSY_SNAPSHOT" }) },
  { driver: "node:sqlite", error: sqliteError({ code: "ERR_SQLITE_ERROR", errcode: 5 }) },
  { driver: "node:sqlite, closer", error: sqliteError({ code: "ERR_SQLITE_ERROR", errcode: 517 }) },
];
const full = sqliteError({ code: "ERR_SQLITE_ERROR", errcode: 13 });

const settle = (
  database: ScriptedDatabase,
  work: () => unknown = () => undefined,
  waitMs = 20_000,
) => settleOnce(sqliteStore(database, { waitMs }), "payment:1", work);

beforeEach(letTimersFly);
afterEach(() => void jest.useRealTimers());

describe("sqliteStore", () => {
  test("commits what is settled", async () => {
    const database = new ScriptedDatabase();

    expect(await settle(database)).toEqual({ outcome: "settled", value: undefined });

    expect(database.log).toEqual([...CLAIM, "RELEASE", "UPDATE", "COMMIT"]);
  });

  test("rolls back what failed", async () => {
    const database = new ScriptedDatabase();

    await expect(settle(database, () => Promise.reject(new Error("no")))).rejects.toThrow("no");

    expect(database.log).toEqual([...CLAIM, "RELEASE", "ROLLBACK"]);
  });

  test("asks no transaction for what is done, and tells since when", async () => {
    const database = Object.assign(new ScriptedDatabase(), { done: true });

    expect(await settle(database)).toEqual({ outcome: "already" });
    expect(await sqliteStore(database).lookUp("payment:1")).toEqual({
      status: "done",
      doneAtMs: 1_700_000_000_000,
    });

    expect(database.log).toEqual(["SELECT", "SELECT"]);
  });

  test("finds out in the transaction what was done since it looked", async () => {
    const database = new ScriptedDatabase();
    const store = sqliteStore(database);
    const claiming = store.claim("payment:1", { leaseMs: 5000 });

    database.done = true;

    expect(await claiming).toEqual({ status: "done" });
    expect(database.log).toEqual(["SELECT", "BEGIN", "INSERT", "SELECT", "ROLLBACK"]);
  });

  test.each(locked)("waits for a lock that $driver reports, but not inside SQLite", async (row) => {
    const database = new ScriptedDatabase();
    database.failures["BEGIN"] = [row.error, row.error];
    database.failures["COMMIT"] = [row.error];

    expect(await settle(database)).toMatchObject({ outcome: "settled" });

    const [select, begin, ...claim] = CLAIM;
    const commits = ["RELEASE", "UPDATE", "COMMIT", "COMMIT"];
    expect(database.log).toEqual([select, begin, begin, begin, ...claim, ...commits]);
    expect(database.waits).toEqual([0, 0]);
    expect(database.busyTimeoutMs).toBe(5000);
  });

  test("is busy when the lock does not go away", async () => {
    const database = new ScriptedDatabase();
    database.failures["BEGIN"] = Array.from({ length: 100 }, () =>
      sqliteError({ code: "SQLITE_BUSY" }),
    );

    expect(await settle(database, undefined, 60)).toEqual({ outcome: "busy" });
    database.failures["BEGIN"] = [];
    expect(await settle(database)).toMatchObject({ outcome: "settled" });
  });

  test.each(["SELECT", "BEGIN", "INSERT", "UPDATE", "COMMIT"])(
    "rejects with the driver's error when %s fails, and can be used again",
    async (word) => {
      const database = new ScriptedDatabase();
      database.failures[word] = [full];

      await expect(settle(database)).rejects.toBe(full);

      expect(database.inTransaction).toBe(false);
      expect(await settle(database)).toMatchObject({ outcome: "settled" });
    },
  );

  test("does not record work that has lost its transaction", async () => {
    const database = new ScriptedDatabase();

    await expect(settle(database, () => database.exec("ROLLBACK"))).rejects.toThrow(
      "the transaction of payment:1 was ended from inside onPaid, past tx, so a part of it may be committed",
    );
    // Outside of any transaction, and for good: the key is barred.
    expect(database.log).toEqual([...CLAIM, "ROLLBACK", "RELEASE", "INSERT"]);
  });

  test("does not record work that has moved its row", async () => {
    const database = new ScriptedDatabase();
    database.noted = false;

    await expect(settle(database)).rejects.toThrow("payment:1 could not be marked");

    expect(database.log).not.toContain("COMMIT");
    expect(database.inTransaction).toBe(false);
  });

  test.each([
    { row: { doneAt: 1_700_000_000_000 }, what: "the column done_at was answered undefined" },
    { row: { done_at: "2026-09-01" }, what: "the column done_at was answered a text" },
    { row: { done_at: Number.NaN }, what: "the column done_at was answered a number" },
    { row: [1_700_000_000_000], what: "the column done_at was answered undefined" },
    { row: 1_700_000_000_000, what: "the column done_at was answered undefined" },
    { row: { done_at: null }, what: "payment:1 is in doubt" },
  ])("rejects a row that it cannot read: $row", async ({ row, what }) => {
    const database = Object.assign(new ScriptedDatabase(), { row });

    await expect(settle(database)).rejects.toThrow(what);
    await expect(sqliteStore(database).lookUp("payment:1")).rejects.toThrow(what);

    expect(database.log).toEqual(["SELECT", "SELECT"]);
  });

  test("takes a null for no row", async () => {
    const database = Object.assign(new ScriptedDatabase(), { row: null });

    expect(await settle(database)).toMatchObject({ outcome: "settled" });
  });

  test("rejects a driver that answers no rows to RETURNING, which would lose every payment", async () => {
    const database = new ScriptedDatabase();
    database.returns = () => undefined;
    await expect(settle(database)).rejects.toThrow("could neither be claimed nor is it settled");
    database.returns = () => ({ KEY: "payment:1" });
    await expect(settle(database)).rejects.toThrow("the column key was answered undefined");

    expect(database.inTransaction).toBe(false);
  });

  test("rejects a clock that is none, and marks nothing by it", async () => {
    const database = new ScriptedDatabase();
    const store = sqliteStore(database, { now: () => Number.NaN });

    await expect(settleOnce(store, "payment:1", () => undefined)).rejects.toThrow(
      "now must return",
    );

    expect(database.log).not.toContain("COMMIT");
  });

  test("rolls back when the lease ends", async () => {
    const database = new ScriptedDatabase();
    const store = sqliteStore(database);

    const lost = settleOnce(store, "payment:1", () => sleep(40), { leaseMs: 10 });
    await sleep(25);

    expect(database.log).toEqual([...CLAIM, "RELEASE", "ROLLBACK"]);
    expect(await store.lookUp("payment:1")).toEqual({ status: "free" });
    expect(await lost).toEqual({ outcome: "lost" });
  });

  test("rolls back later when a statement of the work prevented it", async () => {
    const database = new ScriptedDatabase();
    database.failures["ROLLBACK"] = [new TypeError("This database connection is busy")];
    await expect(settle(database, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(database.inTransaction).toBe(true);

    expect(await settle(database)).toMatchObject({ outcome: "settled" });

    expect(database.log.slice(CLAIM.length)).toEqual([
      "RELEASE",
      "ROLLBACK",
      "ROLLBACK",
      ...CLAIM,
      "RELEASE",
      "UPDATE",
      "COMMIT",
    ]);
  });

  test("lets nobody wait for its turn whose key is being claimed", async () => {
    const database = new ScriptedDatabase();
    const store = sqliteStore(database);
    const claim = () => store.claim("payment:1", { leaseMs: 5000 });

    const [first, second] = await Promise.all([claim(), claim()]);

    expect([first.status, second.status]).toEqual(["claimed", "busy"]);
    expect(database.log.filter((word) => word === "BEGIN")).toHaveLength(1);
    if (first.status === "claimed") await store.release(first.claim);
  });

  test("purges what is old in a transaction of its own, when it is its turn", async () => {
    const database = new ScriptedDatabase();
    const store = sqliteStore(database, { waitMs: 20 });
    const olderThanMs = LEAST_MS;
    const holder = await store.claim("payment:1", { leaseMs: 5000 });

    await expect(store.purge?.({ olderThanMs })).rejects.toThrow("busy for 20 ms");
    if (holder.status === "claimed") await store.release(holder.claim);
    expect(await store.purge?.({ olderThanMs })).toBe(2);

    const purged = ["BEGIN", "DELETE", "COMMIT"];
    expect(database.log.slice(CLAIM.length)).toEqual(["RELEASE", "ROLLBACK", ...purged]);
    await expect(store.purge?.({ olderThanMs: olderThanMs - 1 })).rejects.toThrow(RangeError);
  });
});

describe("sqliteMigration", () => {
  test("is SQL that can be run again, and is run", () => {
    const database = new ScriptedDatabase();

    migrateSqlite(database, { table: "main.settled" });

    expect(database.log).toEqual(["CREATE"]);
    expect(sqliteMigration({ table: "main.settled" })).toContain('NOT EXISTS "main"."settled" (');
    expect(sqliteMigration()).toBe(`CREATE TABLE IF NOT EXISTS "khipu_settlements" (
  key TEXT NOT NULL PRIMARY KEY,
  token TEXT NOT NULL,
  done_at INTEGER
) WITHOUT ROWID;
`);
  });

  test("refuses what is no name, as the store does", () => {
    const table = 'a"; DROP TABLE orders; --';

    expect(() => sqliteMigration({ table })).toThrow(TypeError);
    expect(() => sqliteStore(new ScriptedDatabase(), { table })).toThrow(TypeError);
  });
});
