import assert from "node:assert/strict";
import { Redis } from "ioredis";
import type { Pool, PoolClient } from "pg";
import { type Payment, reconcilePayments } from "../../src/index.js";
import { postgresStore } from "../../src/stores/postgres.js";
import { redisStore } from "../../src/stores/redis.js";
import type { LockingStore } from "../../src/stores/types.js";
import { newPool, openPostgresShop } from "./support/postgres-shop.js";
import { address, type Shop } from "./support/shops.js";
import { after, before, describe, test } from "./support/runner.js";

const SHARD = { index: 0, count: 1 };
const IDS = Array.from({ length: 100 }, (_, n) => `locked${n}`);

/** A service that knows every payment as paid, waits before it answers, and keeps what it was asked. */
function service(answer: Promise<void> = Promise.resolve()) {
  const asked: string[] = [];
  const payments = {
    async get(payment_id: string): Promise<Payment> {
      asked.push(payment_id);
      await answer;
      // As much of a payment as settling reads.
      return { payment_id, status: "done", status_detail: "normal" } as Payment;
    },
  };
  return { asked, khipu: { payments } };
}

/** What every store's locks do; `other` is the store of another process. */
function testLocks(store: () => LockingStore<unknown>, other: () => LockingStore<unknown>): void {
  test("one holder has it at a time, until it gives it back", async () => {
    const lock = await store().lock("a", { leaseMs: 30_000 });
    assert.ok(lock);
    assert.equal(await other().lock("a", { leaseMs: 30_000 }), undefined);
    const elsewhere = await other().lock("b", { leaseMs: 30_000 });
    assert.ok(elsewhere);
    await elsewhere.unlock();
    assert.equal(await lock.renew(), true);
    await lock.unlock();
    assert.equal(await lock.renew(), false);
    const next = await other().lock("a", { leaseMs: 30_000 });
    assert.ok(next);
    await next.unlock();
  });

  test("of many at once one gets it", async () => {
    const locks = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 ? store() : other()).lock("c", { leaseMs: 30_000 }),
      ),
    );
    assert.equal(locks.filter(Boolean).length, 1);
    for (const lock of locks) await lock?.unlock();
  });

  test("a holder that falls silent loses it with its lease", async () => {
    const lock = await store().lock("d", { leaseMs: 60 });
    assert.ok(lock);
    const next = await eventually(() => other().lock("d", { leaseMs: 30_000 }));
    // Its connection is closed, or another has the note.
    assert.equal(await lock.renew().catch(() => false), false);
    await lock.unlock();
    assert.equal(await store().lock("d", { leaseMs: 30_000 }), undefined);
    await next.unlock();
  });

  test("two reconciliations of one shard read everything once", async () => {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const { asked, khipu } = service(opened);
    const options = { expect: "skip", onPaid: () => undefined, shard: SHARD } as const;

    const begun = reconcilePayments(khipu, IDS, { ...options, store: store() });
    await eventually(() => Promise.resolve(asked.length > 0 || undefined));
    const second = await reconcilePayments(khipu, IDS, { ...options, store: other() });
    open();
    const first = await begun;
    const third = await reconcilePayments(khipu, IDS, { ...options, store: other() });

    assert.equal(second.isBusy, true);
    assert.equal(second.done, 0);
    assert.equal(first.done, IDS.length);
    assert.equal(third.already, IDS.length);
    assert.equal(asked.length, 2 * IDS.length);
  });
}

/** Asks until there is something; the test's own patience ends it. */
async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("a lock in PostgreSQL", () => {
  let pool: Pool;
  let second: Pool;
  let shop: Shop<PoolClient>;
  before(async () => {
    pool = newPool();
    second = newPool();
    shop = await openPostgresShop(pool);
  });
  after(async () => {
    await second.end();
    await shop.close();
  });
  testLocks(
    () => postgresStore(pool),
    () => postgresStore(second),
  );

  test("is lost with its connection, and the run with it; the next one goes on", async () => {
    const { asked, khipu } = service(new Promise(() => undefined));
    const settling = { expect: "skip", onPaid: () => undefined, shard: SHARD } as const;
    const options = { ...settling, store: postgresStore(pool), leaseMs: 200 };

    const run = reconcilePayments(khipu, IDS, options);
    const rejected = assert.rejects(run, /the lock of reconcile:0\/1 was lost/);
    await eventually(() => Promise.resolve(asked.length > 0 || undefined));
    await second.query(
      "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = hashtext('khipu-sdk lock')::oid",
    );
    await rejected;

    const next = await reconcilePayments(service().khipu, IDS, {
      ...settling,
      store: postgresStore(second),
    });
    assert.equal(next.isBusy, undefined);
    assert.equal(next.done, IDS.length);
  });

  test("is refused to a reconciliation whose pool has no connection beside it", async () => {
    const single = newPool({ max: 1 });
    const { asked, khipu } = service();
    const options = { expect: "skip", onPaid: () => undefined, shard: SHARD } as const;

    const running = reconcilePayments(khipu, IDS, { ...options, store: postgresStore(single) });

    await assert.rejects(running, { name: "TypeError", message: /max: 2 or more/ });
    assert.deepEqual(asked, []);
    await single.end();
  });

  test("writes nothing, and so holds up no vacuum", async () => {
    const lock = await postgresStore(pool).lock("e", { leaseMs: 30_000 });
    const { rows } = await second.query<{ backend_xid: unknown; backend_xmin: unknown }>(
      "SELECT backend_xid, backend_xmin FROM pg_stat_activity JOIN pg_locks USING (pid) " +
        "WHERE locktype = 'advisory' AND classid = hashtext('khipu-sdk lock')::oid",
    );
    await lock?.unlock();
    assert.deepEqual(rows, [{ backend_xid: null, backend_xmin: null }]);
  });
});

describe("a lock in Redis", () => {
  const client = new Redis(address("KHIPU_TEST_REDIS_SOCKET"));
  const another = new Redis(address("KHIPU_TEST_REDIS_SOCKET"));
  after(async () => {
    await client.quit();
    await another.quit();
  });
  testLocks(
    () => redisStore(client),
    () => redisStore(another),
  );
});
