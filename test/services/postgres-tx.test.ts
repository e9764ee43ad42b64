import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg, { type Pool, type PoolClient } from "pg";
import Cursor from "pg-cursor";
import QueryStream from "pg-query-stream";
import { settleOnce } from "../../src/stores/settle-once.js";
import { newPool, openPostgresShop } from "./support/postgres-shop.js";
import type { Shop } from "./support/shops.js";
import { after, before, describe, test } from "./support/runner.js";

const INSERT = 'INSERT INTO deliveries ("order") VALUES ($1)';
const newKey = () => `payment:${randomUUID()}`;
/** A write in one text, without values: the kind that could be several statements. */
const literal = (key: string) => `INSERT INTO deliveries ("order") VALUES ('${key}')`;

describe("tx of a settlement in PostgreSQL", () => {
  let pool: Pool;
  let shop: Shop<PoolClient>;
  before(async () => {
    pool = newPool();
    shop = await openPostgresShop(pool);
  });
  after(() => shop.close());

  const settle = (key: string, work: (tx: PoolClient) => unknown) =>
    settleOnce(shop.store, key, ({ tx }) => work(tx));

  async function assertNothingHappened(key: string, settling: Promise<unknown>, message: RegExp) {
    await assert.rejects(settling, { message });
    await sleep(20);
    assert.equal(await shop.deliveries(key), 0);
    assert.deepEqual(await shop.store.lookUp(key), { status: "free" });
    assert.equal(pool.totalCount, pool.idleCount);
  }

  test("writes nothing for a branch that goes on after another has failed", async () => {
    for (let round = 0; round < 20; round++) {
      const key = newKey();
      const branches: Promise<unknown>[] = [];
      const late = async (tx: PoolClient, ms: number) => {
        await sleep(ms);
        await tx.query(INSERT, [key]);
      };

      const settling = settle(key, (tx) => {
        for (let ms = 0; ms < 10; ms++) branches.push(late(tx, ms));
        return Promise.all([...branches, sleep(5).then(() => Promise.reject(new Error("no")))]);
      });

      await assert.rejects(settling, /no/);
      await Promise.allSettled(branches);
      assert.equal(await shop.deliveries(key), 0);
    }
  });

  test("commits what was asked before the end, though nobody awaits it", async () => {
    const key = newKey();

    await settle(key, (tx) => {
      for (let count = 0; count < 3; count++) void tx.query(INSERT, [key]);
    });

    assert.equal(await shop.deliveries(key), 3);
  });

  test("does not settle when what nobody awaits has failed", async () => {
    const key = newKey();

    const settling = settle(key, (tx) => {
      void tx.query(INSERT, [key]);
      void tx.query("SELECT 1 / 0");
    });

    await assertNothingHappened(key, settling, /aborted/);
  });

  for (const [begin, commit, rollBack] of [
    ["BEGIN", "COMMIT", "ROLLBACK"],
    ["  begin work ; ", "/* x */ end", "abort"],
    ["start transaction read write", "commit and no chain", "rollback transaction"],
  ] as const) {
    test(`takes ${begin} for a savepoint, and ${commit} and ${rollBack}`, async () => {
      const [kept, undone] = [newKey(), newKey()];
      const work = async (tx: PoolClient) => {
        await tx.query(begin);
        await tx.query(INSERT, [kept]);
        assert.equal((await tx.query(commit)).command, "COMMIT");
        await tx.query({ text: begin });
        await tx.query(INSERT, [undone]);
        await tx.query("SELECT 1 / 0").catch(() => undefined);
        assert.equal((await tx.query({ name: "r", text: rollBack })).command, "ROLLBACK");
      };

      await assert.rejects(
        settle(kept, async (tx) => {
          await work(tx);
          throw new Error("after all");
        }),
      );
      assert.deepEqual([await shop.deliveries(kept), await shop.deliveries(undone)], [0, 0]);
      const { outcome } = await settle(kept, work);

      assert.equal(outcome, "settled");
      assert.deepEqual([await shop.deliveries(kept), await shop.deliveries(undone)], [1, 0]);
    });
  }

  for (const statement of [
    "COMMIT",
    "ROLLBACK",
    "-- now\nCoMmIt",
    "/* /* */ */ END;",
    "ABORT WORK",
    "COMMIT AND CHAIN",
    "ROLLBACK AND CHAIN",
    "COMMIT; BEGIN",
    "SELECT 1; COMMIT; BEGIN",
    "PREPARE TRANSACTION 'a'",
    "SET TRANSACTION READ ONLY",
    "BEGIN ISOLATION LEVEL SERIALIZABLE",
  ]) {
    for (const isCaught of [false, true]) {
      const how = isCaught ? ", also when its work passes over that" : "";
      test(`refuses ${JSON.stringify(statement)} and settles nothing${how}`, async () => {
        const key = newKey();

        const settling = settle(key, async (tx) => {
          await tx.query(INSERT, [key]);
          const asked = tx.query(statement);
          await (isCaught ? asked.catch(() => undefined) : asked);
          await tx.query(INSERT, [key]);
        });

        await assertNothingHappened(key, settling, /ended by the store alone/);
      });
    }
  }

  test("settles nothing when a BEGIN is left open, or begun twice", async () => {
    for (const begins of [1, 2]) {
      const key = newKey();
      const settling = settle(key, async (tx) => {
        for (let count = 0; count < begins; count++) await tx.query("BEGIN");
        await tx.query(INSERT, [key]);
      });
      await assertNothingHappened(key, settling, /BEGIN/);
    }
  });

  const attempts: Record<string, (tx: PoolClient, key: string) => unknown> = {
    "a cursor": (tx, key) => tx.query(new Cursor(`${literal(key)} RETURNING 1`)),
    "a stream": (tx, key) => tx.query(new QueryStream(`${literal(key)} RETURNING 1`)),
    "a query of the driver's": (tx, key) => tx.query(new pg.Query(literal(key))),
    "a text of its own kind": (tx) => {
      return Reflect.apply(tx.query, tx, [
        Object.assign(new String("COMMIT"), { text: {} }),
      ]) as unknown;
    },
    "the connection inside": (tx) => Reflect.get(tx, "connection"),
    "the queue inside": (tx) => Reflect.get(tx, "_queryQueue") as unknown,
    "the class's own query": (tx) =>
      Reflect.apply(pg.Client.prototype.query, tx, ["COMMIT"]) as unknown,
    "its end": (tx) => Reflect.apply(Reflect.get(tx, "end") as () => unknown, tx, []),
    "its events": (tx) => tx.on("notice", () => undefined),
  };
  for (const [what, attempt] of Object.entries(attempts)) {
    test(`lets nothing past the transaction: ${what}`, async () => {
      const key = newKey();

      const settling = settle(key, async (tx) => {
        await tx.query(INSERT, [key]);
        await attempt(tx, key);
        throw new Error("was let through");
      });

      await assertNothingHappened(key, settling, /leads past|takes the text/);
    });
  }

  test("is asked in every shape that the driver has", async () => {
    const key = newKey();

    const { outcome } = await settle(key, async (tx) => {
      assert.ok(tx instanceof pg.Client);
      await tx.query({ name: "insert", text: INSERT, values: [key] });
      await tx.query({ text: INSERT }, [key]);
      const { rows } = await tx.query({ text: "SELECT 1 AS one, 2 AS two", rowMode: "array" });
      assert.deepEqual(rows, [[1, 2]]);
      for (const ask of [
        (done: (error: Error) => void) => tx.query(INSERT, [key], done),
        (done: (error: Error) => void) => tx.query(literal(key), done),
        (done: (error: Error) => void) => tx.query({ text: INSERT, values: [key] }, done),
      ]) {
        await new Promise<void>((resolve, reject) =>
          ask((error) => (error ? reject(error) : resolve())),
        );
      }
      const texts = [literal(key), "COMMIT"];
      const get = () => texts.shift();
      await tx.query(Object.defineProperty({ text: "" }, "text", { get, enumerable: true }));
      const failing = new Promise((resolve) => tx.query("SAVEPOINT a; SELECT 1 / 0", resolve));
      assert.match(String(await failing), /division by zero/);
      await tx.query("ROLLBACK TO a");
      assert.equal(tx.escapeLiteral("it's"), "'it''s'");
      tx.release();
      tx.release(true);
      await tx.query(INSERT, [key]);
    });

    assert.equal(outcome, "settled");
    assert.equal(await shop.deliveries(key), 7);
  });

  test("keeps to itself what is set on it", async () => {
    let before: PoolClient | undefined;

    await settle(newKey(), (tx) => {
      before = tx;
      Object.assign(tx, { __knexUid: "1", query: () => assert.fail("called") });
    });

    const { outcome } = await settle(newKey(), (tx) => {
      assert.equal(Reflect.get(tx, "__knexUid"), undefined);
      return tx.query("SELECT 1");
    });
    assert.equal(outcome, "settled");
    assert.notEqual(before, undefined);
  });
});
