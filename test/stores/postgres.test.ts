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
const CLAIM = ["WITH", "BEGIN", "SELECT txid"];

describe("postgresStore", () => {
  test("commits what is settled, and gives the connection back", async () => {
    const pool = new ScriptedPool();

    expect(await settle(pool)).toEqual({ outcome: "settled", value: undefined });

    expect(pool.log).toEqual([...CLAIM, "UPDATE", "COMMIT", "released"]);
    expect(pool.onError).toBeUndefined();
  });

  test("rolls back what failed, and gives the connection back", async () => {
    const pool = new ScriptedPool();

    await expect(settle(pool, () => Promise.reject(new Error("no stock")))).rejects.toThrow(
      "stock",
    );

    expect(pool.log).toEqual([...CLAIM, "ROLLBACK", "released"]);
  });

  test("is busy, and lets go of the connection, when another has the row", async () => {
    const pool = Object.assign(new ScriptedPool(), { locked: true });

    expect(await settle(pool)).toEqual({ outcome: "busy" });

    expect(pool.log).toEqual([...CLAIM, "ROLLBACK", "released", "SELECT"]);
  });

  test.each<{ refuses: Refusal; log: string[] }>([
    { refuses: "WITH", log: ["WITH"] },
    { refuses: "BEGIN", log: ["WITH", "BEGIN", "destroyed"] },
    { refuses: "SELECT txid", log: [...CLAIM, "destroyed"] },
    { refuses: "UPDATE", log: [...CLAIM, "UPDATE", "destroyed"] },
    { refuses: "COMMIT", log: [...CLAIM, "UPDATE", "COMMIT", "destroyed"] },
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

    expect(pool.log).toEqual([...CLAIM, "ROLLBACK", "destroyed"]);
  });

  test("does not take a COMMIT for one that the server answers with ROLLBACK", async () => {
    const pool = Object.assign(new ScriptedPool(), { commitAnswer: "ROLLBACK" });

    expect(await settle(pool)).toEqual({ outcome: "lost" });
  });

  test("takes the word of a driver that does not tell what was answered", async () => {
    const pool = Object.assign(new ScriptedPool(), { commitAnswer: undefined });

    expect(await settle(pool)).toMatchObject({ outcome: "settled" });
  });

  test("closes the connection of a claim that is not its transaction's any more", async () => {
    const pool = Object.assign(new ScriptedPool(), { marked: 0 });

    expect(await settle(pool)).toEqual({ outcome: "lost" });

    expect(pool.log).toEqual([...CLAIM, "UPDATE", "destroyed"]);
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
