import { describe, expect, test } from "@jest/globals";
import {
  migratePostgres,
  postgresMigration,
  postgresStore,
  type PgResult,
} from "../../src/stores/postgres.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { type Refusal, ScriptedPool } from "./support/scripted-pool.js";

const settle = (pool: ScriptedPool, work: () => unknown = () => undefined) =>
  settleOnce(postgresStore(pool), "payment:1", work);
const CLAIM = ["BEGIN", "SET", "INSERT"];
const ROLLBACK = ["ROLLBACK", "INSERT"];
/** Looks whether the transaction is still the claim's, rolls back, and leaves a note of the key. */
const RELEASE = ["SELECT", ...ROLLBACK];

describe("postgresStore", () => {
  test("commits what is settled, and gives the connection back", async () => {
    const pool = new ScriptedPool();

    expect(await settle(pool)).toEqual({ outcome: "settled", value: undefined });

    expect(pool.log).toEqual([...CLAIM, "MARK", "COMMIT", "released"]);
    expect(pool.onError).toBeUndefined();
  });

  test("rolls back what failed, and gives the connection back", async () => {
    const pool = new ScriptedPool();

    await expect(settle(pool, () => Promise.reject(new Error("no stock")))).rejects.toThrow(
      "stock",
    );

    expect(pool.log).toEqual([...CLAIM, ...RELEASE, "released"]);
  });

  test("is busy, and lets go of the connection, when another has the row", async () => {
    const pool = Object.assign(new ScriptedPool(), { locked: true });

    expect(await settle(pool)).toEqual({ outcome: "busy" });

    expect(pool.log).toEqual([...CLAIM, "SELECT", "ROLLBACK", "released"]);
  });

  test.each<{ refuses: Refusal; log: string[] }>([
    { refuses: "BEGIN", log: ["BEGIN", "destroyed"] },
    { refuses: "INSERT", log: [...CLAIM, "destroyed"] },
    { refuses: "MARK", log: [...CLAIM, "MARK", "destroyed"] },
    { refuses: "COMMIT", log: [...CLAIM, "MARK", "COMMIT", "destroyed"] },
  ])("rejects when $refuses fails, and closes the connection once", async ({ refuses, log }) => {
    const pool = Object.assign(new ScriptedPool(), { refuses });

    await expect(settle(pool)).rejects.toThrow(`${refuses} failed`);

    expect(pool.log).toEqual(log);
  });

  test("closes the connection when it cannot roll back", async () => {
    const pool = Object.assign(new ScriptedPool(), { refuses: "ROLLBACK" as const });

    await expect(settle(pool, () => Promise.reject(new Error("no stock")))).rejects.toThrow(
      "stock",
    );

    expect(pool.log).toEqual([...CLAIM, "SELECT", "ROLLBACK", "destroyed"]);
  });

  test("does not take a COMMIT for one that the server answers with ROLLBACK", async () => {
    const pool = Object.assign(new ScriptedPool(), { commitAnswer: "ROLLBACK" });

    expect(await settle(pool)).toEqual({ outcome: "lost" });
  });

  test("takes the word of a driver that does not tell what was answered", async () => {
    const pool = Object.assign(new ScriptedPool(), { commitAnswer: undefined });

    expect(await settle(pool)).toMatchObject({ outcome: "settled" });
  });

  test("says so when its mark was not there to be made, and rolls back", async () => {
    const pool = Object.assign(new ScriptedPool(), { marked: 0 });

    await expect(settle(pool)).rejects.toThrow(/could not be marked, and is rolled back/);

    expect(pool.log).toEqual([...CLAIM, "MARK", ...ROLLBACK, "released"]);
  });

  test("bars a key whose transaction was ended past it", async () => {
    const pool = Object.assign(new ScriptedPool(), { marked: 0 });
    const work = () => (pool.token = "8");

    await expect(settle(pool, work)).rejects.toThrow(/ended from inside onPaid/);

    expect(pool.log).toEqual([...CLAIM, "MARK", ...ROLLBACK, "released"]);
  });

  test.each([
    { answer: "no rows", state: "rows" },
    { answer: "none", state: [] },
    { answer: "a row that is missing", state: [undefined] },
    { answer: "an empty row", state: [{}] },
    { answer: "renamed columns", state: [{ doneAtMs: 1_700_000_000_000 }] },
    { answer: "a number", state: [{ state: 1_700_000_000_000 }] },
    { answer: "a date that is none", state: [{ state: "2026-01-01" }] },
    { answer: "a Date", state: [{ state: new Date() }] },
    { answer: "null", state: [{ state: null }] },
    { answer: "rows as lists", state: [["1700000000000"]] },
    { answer: "two rows", state: [{ state: "1700000000000" }, { state: "1700000000000" }] },
  ])("takes nothing that it cannot read for done: $answer", async ({ state }) => {
    const pool = Object.assign(new ScriptedPool(), { locked: true, state });

    await expect(postgresStore(pool).lookUp("payment:1")).rejects.toThrow(
      /which cannot be read: hand the store a pool/,
    );
    await expect(settle(pool)).rejects.toThrow(/which cannot be read: hand the store a pool/);

    expect(pool.log).toEqual(["SELECT", ...CLAIM, "SELECT", "destroyed"]);
  });

  test("reads a date, and a key in doubt as an error", async () => {
    const pool = Object.assign(new ScriptedPool(), { state: [{ state: "1700000000123" }] });
    const inDoubt = Object.assign(new ScriptedPool(), { state: [{ state: "in doubt" }] });

    expect(await postgresStore(pool).lookUp("payment:1")).toEqual({
      status: "done",
      doneAtMs: 1_700_000_000_123,
    });
    await expect(postgresStore(inDoubt).lookUp("payment:1")).rejects.toThrow(
      /payment:1 is in doubt/,
    );
  });

  test("ends the claim when the connection breaks under it", async () => {
    const pool = new ScriptedPool();

    const settling = settle(pool, () => pool.onError?.(new Error("terminating connection")));

    expect(await settling).toEqual({ outcome: "lost" });
    expect(pool.log).toEqual([...CLAIM, "destroyed"]);
  });

  test("refuses to forget too early before it asks the server", async () => {
    const pool = new ScriptedPool();
    const olderThanMs = 3 * 24 * 60 * 60 * 1000 - 1;

    await expect(postgresStore(pool).purge({ olderThanMs })).rejects.toThrow(RangeError);

    expect(pool.log).toEqual([]);
  });
});

describe("postgresMigration", () => {
  test("is SQL that can be run again", () => {
    expect(postgresMigration()).toBe(`CREATE TABLE IF NOT EXISTS "khipu_settlements" (
  key text PRIMARY KEY,
  begun_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz
);
CREATE INDEX IF NOT EXISTS "khipu_settlements_open" ON "khipu_settlements" (begun_at) WHERE done_at IS NULL;
`);
  });

  test("names the index after the table, which is in its schema", () => {
    const sql = postgresMigration({ table: "shop.settled" });

    expect(sql).toContain('CREATE TABLE IF NOT EXISTS "shop"."settled" (');
    expect(sql).toContain('INDEX IF NOT EXISTS "settled_open" ON "shop"."settled" (');
  });

  test("is run behind a lock, because IF NOT EXISTS fails in a race", async () => {
    const asked: string[] = [];
    const query = (text: string): Promise<PgResult> => {
      asked.push(text);
      return Promise.resolve({ rows: [], rowCount: 0 });
    };

    await migratePostgres({ query }, { table: "settled" });

    expect(asked).toEqual([
      "SELECT pg_advisory_xact_lock(hashtext('khipu-sdk migration'));\n" +
        postgresMigration({ table: "settled" }),
    ]);
  });

  test.each([
    "",
    "1st",
    "a b",
    "a;b",
    'a"; DROP TABLE orders; --',
    "a.b.c",
    ".a",
    "a.",
    "ñ",
    "a\n",
    "x".repeat(49),
  ])("refuses the table %j, as the store does", (table) => {
    expect(() => postgresMigration({ table })).toThrow(TypeError);
    expect(() => postgresStore(new ScriptedPool(), { table })).toThrow(TypeError);
  });
});
