import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { settleOnce } from "../../../src/stores/settle-once.js";
import { migrateSqlite, type SqliteDatabase, sqliteStore } from "../../../src/stores/sqlite.js";
import { DELIVERIES } from "./sqlite-file.js";
import { after, before, describe, test } from "./runner.js";

/** What both drivers have and the store does not ask for. */
export interface OpenDatabase extends SqliteDatabase {
  close(): unknown;
}

/** How a test opens a database, and leaves a statement on it half read. */
export interface SqliteDriver<D extends OpenDatabase> {
  readonly name: string;
  open(file: string): D;
  iterate(database: D, sql: string): Iterator<unknown>;
}

const newKey = () => `payment:${randomUUID()}`;
const LEAST_MS = 259_500_000;

/** What can go wrong with one connection and many, on a driver's own database. */
export function sqliteFailures<D extends OpenDatabase>(driver: SqliteDriver<D>): void {
  describe(`a settlement through ${driver.name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), "khipu-sqlite-"));
    const file = join(folder, "shop.db");
    let db: D;
    let other: D;
    before(() => {
      [db, other] = [driver.open(file), driver.open(file)];
      db.exec("PRAGMA journal_mode = DELETE");
      db.exec("PRAGMA busy_timeout = 4000");
      migrateSqlite(db);
      db.exec(DELIVERIES.create);
    });
    after(() => {
      db.close();
      other.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const deliver = (tx: SqliteDatabase, order: string) => tx.prepare(DELIVERIES.insert).run(order);
    const deliveries = (order: string) => {
      const row = other.prepare(DELIVERIES.count).get(order) as { count: number };
      return row.count;
    };
    const assertNextSettles = async (key: string) => {
      assert.equal(deliveries(key), 0);
      const { outcome } = await settleOnce(sqliteStore(db), key, ({ tx }) => deliver(tx, key));
      assert.equal(outcome, "settled");
      assert.equal(deliveries(key), 1);
    };

    test("takes its turn with those of other keys and stores on the connection", async () => {
      const keys = Array.from({ length: 30 }, newKey);
      let atWork = 0;
      const settled = keys.map((key) =>
        settleOnce(sqliteStore(db), key, async ({ tx }) => {
          assert.equal(++atWork, 1);
          deliver(tx, key);
          await sleep(2);
          deliver(tx, key);
          atWork--;
        }),
      );

      const outcomes = (await Promise.all(settled)).map(({ outcome }) => outcome);

      assert.deepEqual(new Set(outcomes), new Set(["settled"]));
      assert.deepEqual(new Set(keys.map(deliveries)), new Set([2]));
    });

    test("is busy when its turn takes too long, and holds nobody up after that", async () => {
      const store = sqliteStore(db, { waitMs: 50 });
      const holder = await store.claim(newKey(), { leaseMs: 5000 });
      const key = newKey();

      assert.deepEqual(await store.claim(key, { leaseMs: 5000 }), { status: "busy" });

      if (holder.status === "claimed") await store.release(holder.claim);
      await assertNextSettles(key);
    });

    test("waits for another process's write without holding up the event loop", async () => {
      const key = newKey();
      let ticks = 0;
      const ticking = setInterval(() => ticks++, 5);
      other.exec("BEGIN IMMEDIATE");
      setTimeout(() => other.exec("ROLLBACK"), 300);

      await assertNextSettles(key);

      clearInterval(ticking);
      assert.ok(ticks > 20, `the loop should have gone round; it did ${ticks} times`);
      assert.deepEqual(
        { ...(db.prepare("PRAGMA busy_timeout").get() as object) },
        { timeout: 4000 },
      );
    });

    test("is busy when another process's write takes too long", async () => {
      const store = sqliteStore(db, { waitMs: 50 });
      const key = newKey();
      other.exec("BEGIN IMMEDIATE");

      assert.deepEqual(await store.claim(key, { leaseMs: 5000 }), { status: "busy" });

      other.exec("ROLLBACK");
      await assertNextSettles(key);
    });

    test("waits for a reader before it commits, and rolls back when that takes too long", async () => {
      const [patient, impatient] = [newKey(), newKey()];
      const settle = (key: string, waitMs: number) =>
        settleOnce(sqliteStore(db, { waitMs }), key, ({ tx }) => deliver(tx, key));
      const startReading = () => {
        other.exec("BEGIN");
        assert.equal(deliveries(impatient), 0);
      };

      startReading();
      await assert.rejects(settle(impatient, 50), /database is locked/);
      other.exec("COMMIT");
      await assertNextSettles(impatient);
      other.exec("BEGIN");
      assert.equal(deliveries(patient), 0);
      setTimeout(() => other.exec("COMMIT"), 100);
      assert.equal((await settle(patient, 2000)).outcome, "settled");
      assert.equal(deliveries(patient), 1);
    });

    test("that outlives its lease is rolled back, and its statements refuse to work", async () => {
      const key = newKey();

      const settling = settleOnce(
        sqliteStore(db),
        key,
        async ({ tx, signal }) => {
          const insert = tx.prepare(DELIVERIES.insert);
          insert.run(key);
          await sleep(200);
          assert.equal(signal.aborted, true);
          assert.throws(() => insert.run(key), /has ended/);
        },
        { leaseMs: 50 },
      );

      assert.deepEqual(await settling, { outcome: "lost" });
      await assertNextSettles(key);
    });

    test("that leaves a statement half read when its lease ends does not stop the next", async () => {
      const key = newKey();
      const store = sqliteStore(db);
      const claim = await store.claim(key, { leaseMs: 20 });
      assert.equal(claim.status, "claimed");
      const rows = driver.iterate(db, "SELECT 1 UNION SELECT 2");
      rows.next();
      await sleep(60);
      rows.return?.();

      await assertNextSettles(key);
    });

    test("purges by the clock it is given", async () => {
      const key = newKey();
      let now = 1_700_000_000_000;
      const store = sqliteStore(db, { now: () => now });
      await settleOnce(store, key, () => undefined);
      assert.deepEqual(await store.lookUp(key), { status: "done", doneAtMs: 1_700_000_000_000 });

      now += LEAST_MS;
      assert.equal(await store.purge?.({ olderThanMs: LEAST_MS }), 0);
      now += 1;
      assert.equal(await store.purge?.({ olderThanMs: LEAST_MS }), 1);
      assert.deepEqual(await store.lookUp(key), { status: "free" });
    });
  });
}
