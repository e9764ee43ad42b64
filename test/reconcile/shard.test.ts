import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { type Payment, reconcilePayments, type ReconcileOptions } from "../../src/index.js";
import { isOfShard } from "../../src/reconcile/shard.js";
import { memoryStore, type SettlementStore } from "../../src/stores/memory.js";

const IDS = Array.from({ length: 200 }, (_, n) => `payment${n}`);
const ALONE = { index: 0, count: 1 };

/** A service that knows every payment as paid, and what it was asked. */
function service(before: (id: string) => Promise<void> = () => Promise.resolve()) {
  const asked: string[] = [];
  const payments = {
    async get(payment_id: string): Promise<Payment> {
      asked.push(payment_id);
      await before(payment_id);
      // As much of a payment as settling reads.
      return { payment_id, status: "done", status_detail: "normal" } as Payment;
    },
  };
  return { asked, khipu: { payments } };
}

type Options = ReconcileOptions<string>;

function shop(changes: Partial<Options> = {}) {
  const settled: string[] = [];
  const options: Options = {
    store: memoryStore(),
    expect: "skip",
    onPaid: ({ payment_id }) => settled.push(payment_id),
    ...changes,
  };
  return { settled, options };
}

/** A promise that a test resolves. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe("a shard", () => {
  test("deals with its part, and all together with everything, once", async () => {
    const { asked, khipu } = service();
    const { settled, options } = shop();
    const runs = [0, 1, 2].map((index) =>
      reconcilePayments(khipu, IDS, { ...options, shard: { index, count: 3 } }),
    );

    const summaries = await Promise.all(runs);

    expect([...asked].sort()).toEqual([...IDS].sort());
    expect([...settled].sort()).toEqual([...IDS].sort());
    for (const { done } of summaries) expect(done).toBeGreaterThan(40);
    expect(summaries.map(({ resumeFrom }) => resumeFrom)).toEqual([200, 200, 200]);
  });

  test("is told by the id alone, on every machine alike", () => {
    const of = (id: string) => [0, 1, 2, 3].filter((index) => isOfShard(id, { index, count: 4 }));

    expect(["gqzdy6chjne9", "a", "ñ", ""].map(of)).toEqual([[1], [0], [1], [1]]);
  });

  test("is one runner's at a time: the other reads nothing", async () => {
    const { open, opened } = gate();
    const { asked, khipu } = service(() => opened);
    const { options } = shop({ shard: ALONE });

    const first = reconcilePayments(khipu, IDS, options);
    await jest.advanceTimersByTimeAsync(0);
    const second = await reconcilePayments(khipu, IDS, { ...options, resumeFrom: 5 });
    open();

    expect(second).toEqual({
      done: 0,
      settled: 0,
      already: 0,
      mismatched: 0,
      failed: 0,
      states: {},
      resumeFrom: 5,
      isBusy: true,
    });
    expect(await first).toMatchObject({ done: 200, settled: 200 });
    expect(asked).toHaveLength(200);
  });

  test("refuses a store of one connection, which the lock would hold, before it reads anything", async () => {
    const { asked, khipu } = service();
    const { options } = shop({ shard: ALONE });
    const single = Object.assign(memoryStore(), { maxConnections: 1 });

    const running = reconcilePayments(khipu, IDS, { ...options, store: single });

    await expect(running).rejects.toThrow(/max: 2 or more/);
    expect(asked).toEqual([]);
    const elsewhere = { ...options, store: single, lock: memoryStore() };
    expect(await reconcilePayments(khipu, IDS, elsewhere)).toMatchObject({ settled: 200 });
  });

  test("is free for the next runner after the end, and after a failure", async () => {
    const { khipu } = service();
    const { options } = shop({ shard: ALONE });
    const failing = (function* () {
      yield "payment0";
      throw new Error("the database is down");
    })();

    await expect(reconcilePayments(khipu, failing, options)).rejects.toThrow("database");
    expect(await reconcilePayments(khipu, IDS, options)).toMatchObject({
      already: 1,
      settled: 199,
    });
    expect(await reconcilePayments(khipu, IDS, options)).toMatchObject({ already: 200 });
  });

  test("keeps its lock for longer than a lease, and shuts out no other name", async () => {
    const { open, opened } = gate();
    const { khipu } = service(() => opened);
    const { options } = shop({ shard: ALONE, leaseMs: 1_000 });
    const other = { ...options, shard: { ...ALONE, name: "openpay" } };

    const first = reconcilePayments(khipu, ["payment0"], options);
    await jest.advanceTimersByTimeAsync(10_000);

    expect(await reconcilePayments(khipu, [], options)).toMatchObject({ isBusy: true });
    expect(await reconcilePayments(khipu, [], other)).not.toHaveProperty("isBusy");
    open();
    expect(await first).toMatchObject({ settled: 1 });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(jest.getTimerCount()).toBe(0);
  });

  test("ends its run when the lock is another's", async () => {
    const renew = () => Promise.resolve(false);
    await expectLost(renew, 250);
  });

  test.each([
    ["fails", () => Promise.reject(new Error("down"))],
    ["is not answered", () => new Promise<boolean>(() => undefined)],
  ])("ends its run before the lease does when a renewal %s", async (_, renew) => {
    await expectLost(renew, 750);
  });

  test("outlives a renewal that fails", async () => {
    const { open, opened } = gate();
    const { khipu } = service(() => opened);
    const answers = [Promise.reject(new Error("down")), Promise.resolve(true)];
    answers[0]?.catch(() => undefined);
    const renew = () => answers.shift() ?? Promise.resolve(true);
    const { options } = shop({ shard: ALONE, lock: locking(renew), leaseMs: 1_000 });

    const run = reconcilePayments(khipu, ["payment0"], options);
    await jest.advanceTimersByTimeAsync(5_000);
    open();

    expect(await run).toMatchObject({ settled: 1 });
  });

  test("ends with the caller's signal, and gives the lock back", async () => {
    const { khipu } = service(() => new Promise(() => undefined));
    const controller = new AbortController();
    const { options } = shop({ shard: ALONE });

    const run = reconcilePayments(khipu, IDS, { ...options, signal: controller.signal });
    await jest.advanceTimersByTimeAsync(0);
    controller.abort(new Error("the pod is stopped"));

    await expect(run).rejects.toThrow("the pod is stopped");
    expect(await reconcilePayments(khipu, [], options)).not.toHaveProperty("isBusy");
  });

  test("is waited for no longer than the signal lets, and given back if it comes after that", async () => {
    const { open, opened } = gate();
    const unlock = jest.fn(() => Promise.resolve());
    const held = { renew: () => Promise.resolve(true), unlock };
    const lock = { lock: () => opened.then(() => held) };
    const controller = new AbortController();
    const { options } = shop({ shard: ALONE, lock, signal: controller.signal });

    const run = reconcilePayments(service().khipu, IDS, options);
    controller.abort(new Error("the pod is stopped"));

    await expect(run).rejects.toThrow("the pod is stopped");
    expect(unlock).not.toHaveBeenCalled();
    open();
    await jest.advanceTimersByTimeAsync(0);
    expect(unlock).toHaveBeenCalledTimes(1);
  });

  test.each([0, 1, 2, 3, 4, 5, 6])(
    "settles nothing for a caller who goes %d steps after the lock came, and gives it back",
    async (steps) => {
      const controller = new AbortController();
      const unlock = jest.fn(() => Promise.resolve());
      const held = { renew: () => Promise.resolve(true), unlock };
      const goAway = async () => {
        for (let step = 0; step < steps; step++) await Promise.resolve();
        controller.abort(new Error("the pod is stopped"));
      };
      const lock = {
        lock: () => {
          void goAway();
          return Promise.resolve(held);
        },
      };
      const { asked, khipu } = service();
      const { settled, options } = shop({ shard: ALONE, lock, signal: controller.signal });

      const run = reconcilePayments(khipu, IDS, options);

      await expect(run).rejects.toThrow("the pod is stopped");
      await jest.advanceTimersByTimeAsync(0);
      expect(settled).toEqual([]);
      expect(asked).toEqual([]);
      expect(unlock).toHaveBeenCalledTimes(1);
    },
  );

  test("needs a store with locks, or one beside it", async () => {
    const { lock, ...methods } = bound(memoryStore());
    const { options } = shop({ shard: ALONE, store: methods });
    const { khipu } = service();

    await expect(reconcilePayments(khipu, IDS, options)).rejects.toThrow(
      /^shard needs a store with locks, and this one has none: pass one as lock/,
    );
    expect(await reconcilePayments(khipu, IDS, { ...options, lock: { lock } })).toMatchObject({
      settled: 200,
    });
  });
});

/** A run whose lock is renewed so rejects after this long, and settles nothing more. */
async function expectLost(renew: () => Promise<boolean>, afterMs: number): Promise<void> {
  const { khipu } = service(() => new Promise(() => undefined));
  const { settled, options } = shop({ shard: ALONE, lock: locking(renew), leaseMs: 1_000 });
  const failed = jest.fn();

  const run = reconcilePayments(khipu, IDS, options).catch(failed);
  await jest.advanceTimersByTimeAsync(afterMs - 1);
  expect(failed).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1);
  await run;

  expect(failed).toHaveBeenCalledWith(new Error("the lock of reconcile:0/1 was lost: run again"));
  expect(settled).toEqual([]);
}

function locking(renew: () => Promise<boolean>) {
  return { lock: () => Promise.resolve({ renew, unlock: () => Promise.resolve() }) };
}

/** A store's methods, each by itself. */
function bound(store: ReturnType<typeof memoryStore>) {
  const methods: SettlementStore = {
    claim: (key, options) => store.claim(key, options),
    complete: (claim) => store.complete(claim),
    release: (claim) => store.release(claim),
    lookUp: (key) => store.lookUp(key),
  };
  return { ...methods, lock: store.lock.bind(store) };
}
