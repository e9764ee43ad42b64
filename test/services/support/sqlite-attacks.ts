import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { settleOnce } from "../../../src/stores/settle-once.js";
import { migrateSqlite, type SqliteDatabase, sqliteStore } from "../../../src/stores/sqlite.js";
import type { OpenDatabase, SqliteDriver } from "./sqlite-failures.js";
import { DELIVERIES } from "./sqlite-file.js";
import { after, before, describe, test } from "./runner.js";

/** Texts that would end the settlement's transaction. */
const ENDS = [
  "COMMIT",
  "commit;",
  "END TRANSACTION",
  " \n/* ; */ -- BEGIN\n;; Commit Transaction",
  "INSERT INTO deliveries VALUES ('x'); COMMIT; BEGIN",
  "INSERT INTO deliveries VALUES ('; --'); cOmMiT",
  "CREATE TEMP TRIGGER t AFTER INSERT ON deliveries BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; END; COMMIT",
  "ROLLBACK",
  "ROLLBACK TRANSACTION",
  "RELEASE [khipu_x]",
  "SAVEPOINT khipu_inner",
];
/** Texts that only look so. */
const HARMLESS = [
  "SELECT 'COMMIT; ROLLBACK'",
  'SELECT 1 AS "; COMMIT" -- ; COMMIT',
  "EXPLAIN COMMIT",
  "CREATE TEMP TRIGGER IF NOT EXISTS t2 AFTER INSERT ON deliveries BEGIN SELECT 1; SELECT CASE 1 WHEN 1 THEN 2 END; END;",
  "SAVEPOINT shop; ROLLBACK TO shop; RELEASE shop",
];

const newKey = () => `payment:${randomUUID()}`;

/** What the code of real shops does to `tx`, on a driver's own database. */
export function sqliteAttacks<D extends OpenDatabase>(driver: SqliteDriver<D>): void {
  describe(`what onPaid does to the tx of ${driver.name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), "khipu-sqlite-"));
    const file = join(folder, "shop.db");
    let db: D;
    let other: D;
    before(() => {
      [db, other] = [driver.open(file), driver.open(file)];
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
    const settle = (key: string, work: (tx: D) => unknown) =>
      settleOnce(sqliteStore(db), key, ({ tx }) => work(tx));
    const assertNextSettles = async (key: string) => {
      assert.equal(deliveries(key), 0);
      assert.equal((await settle(key, (tx) => deliver(tx, key))).outcome, "settled");
      assert.equal(deliveries(key), 1);
    };
    const ways: [string, (tx: D, sql: string) => unknown][] = [
      ["exec", (tx, sql) => tx.exec(sql)],
      ["a prepared statement", (tx, sql) => tx.prepare(sql).run()],
    ];

    for (const [way, run] of ways) {
      for (const sql of ENDS) {
        test(`${JSON.stringify(sql)} through ${way} is refused, and nothing is settled`, async () => {
          const key = newKey();

          const settling = settle(key, (tx) => {
            deliver(tx, key);
            assert.throws(() => run(tx, sql), /is ended by the store alone/);
          });

          await assert.rejects(settling, /is ended by the store alone.*Nothing is settled/);
          await assertNextSettles(key);
        });
      }

      test(`BEGIN and COMMIT through ${way} are a transaction inside`, async () => {
        const key = newKey();

        const settling = settle(key, (tx) => {
          run(tx, "BEGIN IMMEDIATE");
          deliver(tx, key);
          run(tx, "COMMIT TRANSACTION");
          throw new Error("the work failed after it");
        });

        await assert.rejects(settling, /failed after it/);
        await assertNextSettles(key);
      });

      test(`BEGIN and ROLLBACK through ${way} undo what is inside alone`, async () => {
        const key = newKey();

        const { outcome } = await settle(key, (tx) => {
          deliver(tx, key);
          run(tx, "BEGIN");
          deliver(tx, key);
          run(tx, "ROLLBACK");
        });

        assert.equal(outcome, "settled");
        assert.equal(deliveries(key), 1);
      });
    }

    for (const sql of HARMLESS) {
      test(`${JSON.stringify(sql)} runs as it is`, async () => {
        const key = newKey();
        const { outcome } = await settle(key, (tx) => (tx.exec(sql), deliver(tx, key), undefined));
        assert.equal(outcome, "settled");
        assert.equal(deliveries(key), 1);
      });
    }

    test("a BEGIN that is never ended is not committed", async () => {
      const key = newKey();
      const settling = settle(key, (tx) => (tx.exec("BEGIN"), deliver(tx, key)));
      await assert.rejects(settling, /a BEGIN was neither committed nor rolled back/);
      await assertNextSettles(key);
    });

    test("a branch that outlives a failure reaches nothing any more", async () => {
      const key = newKey();
      let late: Promise<unknown> | undefined;

      const settling = settle(key, async (tx) => {
        const insert = tx.prepare(DELIVERIES.insert);
        const rows = driver.iterate(tx, "SELECT 1 UNION SELECT 2");
        rows.next();
        const attempts = [
          () => insert.run(key),
          () => deliver(tx, key),
          () => tx.exec(`INSERT INTO deliveries VALUES ('${key}')`),
          () => tx.exec("BEGIN"),
          () => rows.next(),
        ];
        late = sleep(20).then(() => {
          for (const attempt of attempts) assert.throws(attempt, /has ended/);
        });
        await sleep(5);
        throw new Error("the other branch failed");
      });

      await assert.rejects(settling, /the other branch failed/);
      await late;
      await assertNextSettles(key);
    });

    test("a statement that is half read is closed before COMMIT and ROLLBACK", async () => {
      const key = newKey();
      const read = (tx: D) => {
        deliver(tx, key);
        driver.iterate(tx, "SELECT 1 UNION SELECT 2").next();
      };
      await assert.rejects(
        settle(key, (tx) => (read(tx), Promise.reject(new Error("no")))),
        /no/,
      );
      await assertNextSettles(key);
      const second = newKey();
      assert.equal((await settle(second, read)).outcome, "settled");
    });

    for (const way of [
      "close",
      "open",
      "backup",
      "createTagStore",
      "loadExtension",
      "unsafeMode",
    ]) {
      test(`${way} is not reached through it`, async () => {
        const key = newKey();
        const { outcome } = await settle(key, (tx) => {
          const method: unknown = Reflect.get(db, way);
          if (typeof method !== "function") return;
          assert.throws(() => Reflect.get(tx, way), /leads past the transaction/);
        });
        assert.equal(outcome, "settled");
      });
    }

    test("a conflict that rolls everything back is a failure that leaves nothing", async () => {
      const key = newKey();
      db.exec("CREATE TABLE IF NOT EXISTS stock (item TEXT UNIQUE)");

      const settling = settle(key, (tx) => {
        deliver(tx, key);
        tx.exec("INSERT INTO stock VALUES ('last one')");
        assert.throws(() => tx.exec("INSERT OR ROLLBACK INTO stock VALUES ('last one')"));
        assert.throws(() => deliver(tx, key), /has ended/);
      });

      await assert.rejects(settling, /SQLite has rolled this settlement back/);
      await assertNextSettles(key);
    });

    for (const sql of ["COMMIT", "ROLLBACK", "COMMIT; BEGIN"]) {
      test(`${sql} past it, through the database itself, settles nothing twice`, async () => {
        const key = newKey();

        const settling = settle(key, (tx) => (deliver(tx, key), db.exec(sql)));

        await assert.rejects(settling, /was ended from inside onPaid, past tx/);
        const delivered = deliveries(key);
        const next = settle(key, (tx) => deliver(tx, key));
        await assert.rejects(next, /is in doubt.*until somebody has looked/);
        assert.equal(deliveries(key), delivered);
        db.exec(`DELETE FROM khipu_settlements WHERE key = '${key}'`);
        assert.equal((await settle(key, () => undefined)).outcome, "settled");
      });
    }

    test("a second store on the connection sees no mark before it is committed", async () => {
      const key = newKey();
      const [first, second] = [sqliteStore(db, { waitMs: 200 }), sqliteStore(db)];
      other.exec("BEGIN");
      assert.equal(deliveries(key), 0);

      const settling = settleOnce(first, key, ({ tx }) => deliver(tx, key));
      await sleep(50);

      assert.deepEqual(await second.lookUp(key), { status: "busy" });
      assert.deepEqual(await second.claim(key, { leaseMs: 5000 }), { status: "busy" });
      await assert.rejects(settling, /database is locked/);
      other.exec("COMMIT");
      await assertNextSettles(key);
    });

    test("nothing is read within a transaction that somebody else began", async () => {
      const key = newKey();
      const store = sqliteStore(db, { waitMs: 30 });
      db.exec("BEGIN");
      db.exec(`INSERT INTO khipu_settlements VALUES ('${key}', 't', 1700000000000)`);

      await assert.rejects(store.lookUp(key), /a transaction that the store did not begin/);
      await assert.rejects(store.claim(key, { leaseMs: 5000 }), /the store did not begin/);

      db.exec("ROLLBACK");
      await assertNextSettles(key);
    });

    for (const value of ["'yesterday'", "x'00'", "9e999"]) {
      test(`a mark of ${value} cannot be read, and is not done`, async () => {
        const key = newKey();
        db.exec(`INSERT INTO khipu_settlements VALUES ('${key}', 't', ${value})`);
        await assert.rejects(
          settle(key, () => undefined),
          /the column done_at.*cannot be read/,
        );
      });
    }
  });
}
