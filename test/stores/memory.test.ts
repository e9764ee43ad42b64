import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { testStoreConformance } from "../../src/stores/conformance.js";
import { memoryStore } from "../../src/stores/memory.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { letTimersFly } from "../support/timers.js";

const DAY_MS = 24 * 60 * 60 * 1000;
// Three days and five minutes: a signature from a clock that is five minutes ahead counts for so long.
const LEAST_MS = 259_500_000;

describe("memoryStore", () => {
  describe("by the rules of every store", () => {
    beforeEach(letTimersFly);
    afterEach(() => void jest.useRealTimers());

    void testStoreConformance(memoryStore, { test, locks: true });
  });

  test("settles 1,000 identical claims at once one time", async () => {
    const store = memoryStore();
    let runs = 0;
    const settle = () => settleOnce(store, "payment:1", () => ++runs);

    const outcomes = await Promise.all(Array.from({ length: 1000 }, settle));

    expect(runs).toBe(1);
    expect(outcomes.filter(({ outcome }) => outcome === "settled")).toHaveLength(1);
    expect(await settle()).toEqual({ outcome: "already" });
  });

  test("keeps a claim until the very end of its lease", async () => {
    let now = 1000;
    const store = memoryStore({ now: () => now });
    await store.claim("payment:1", { leaseMs: 500 });

    now = 1499;
    expect(await store.lookUp("payment:1")).toEqual({ status: "busy" });
    now = 1500;
    expect(await store.lookUp("payment:1")).toEqual({ status: "free" });
  });

  test.each([
    { retentionMs: undefined, rememberedMs: 7 * DAY_MS },
    { retentionMs: LEAST_MS, rememberedMs: LEAST_MS },
    { retentionMs: LEAST_MS + 0.5, rememberedMs: LEAST_MS + 1 },
  ])("forgets what was done after $rememberedMs ms", async ({ retentionMs, rememberedMs }) => {
    let now = 1000;
    const store = memoryStore({ now: () => now, retentionMs });
    expect(store.retentionMs).toBe(rememberedMs);
    await settleOnce(store, "payment:1", () => undefined);
    now += 1;
    await settleOnce(store, "payment:2", () => undefined);

    now = 1000 + rememberedMs;
    expect(await settleOnce(store, "payment:1", () => undefined)).toEqual({ outcome: "already" });
    now += 1;
    expect(await settleOnce(store, "payment:1", () => "again")).toMatchObject({ value: "again" });
    expect(await settleOnce(store, "payment:2", () => undefined)).toEqual({ outcome: "already" });
  });

  test("purges what is older than it is told, and counts it", async () => {
    let now = 1000;
    const store = memoryStore({ now: () => now, retentionMs: 30 * DAY_MS });
    for (const id of [1, 2, 3]) await settleOnce(store, `payment:${id}`, () => (now += DAY_MS));

    now += 3 * DAY_MS;

    expect(await store.purge?.({ olderThanMs: 4 * DAY_MS })).toBe(1);
    expect(await store.lookUp("payment:1")).toEqual({ status: "free" });
    expect(await store.lookUp("payment:2")).toEqual({ status: "done", doneAtMs: 172_801_000 });
  });

  test("forgets nothing when it is told to remember for ever", async () => {
    let now = 1000;
    const store = memoryStore({ now: () => now, retentionMs: Infinity });
    await settleOnce(store, "payment:1", () => undefined);

    now = Number.MAX_SAFE_INTEGER;

    expect(store.retentionMs).toBe(Infinity);
    expect(await settleOnce(store, "payment:1", () => undefined)).toEqual({ outcome: "already" });
  });

  test.each([0, -1, 3 * DAY_MS, LEAST_MS - 1, 1e300, Number.NaN, "259500000"])(
    "refuses to forget after %p ms",
    async (age) => {
      // Callers without types pass text.
      const ageMs = age as number;
      expect(() => memoryStore({ retentionMs: ageMs })).toThrow(RangeError);
      await expect(memoryStore().purge?.({ olderThanMs: ageMs })).rejects.toThrow(RangeError);
    },
  );

  test.each([undefined, Number.NaN, new Date(), "1700000000000"])(
    "rejects a clock that says %p, and settles nothing by it",
    async (time) => {
      // Callers without types return what they like.
      const store = memoryStore({ now: () => time as number });
      let runs = 0;

      await expect(settleOnce(store, "payment:1", () => ++runs)).rejects.toThrow(
        /^now must return/,
      );

      expect(runs).toBe(0);
    },
  );

  test("locks for as long as it is told, and longer when the lock is renewed", async () => {
    let now = 1000;
    const store = memoryStore({ now: () => now });
    const lock = await store.lock?.("shard 1", { leaseMs: 500 });

    now = 1400;
    expect(await lock?.renew()).toBe(true);
    now = 1899;
    expect(await store.lock?.("shard 1", { leaseMs: 500 })).toBeUndefined();
    now = 1900;
    expect(await store.lock?.("shard 1", { leaseMs: 500 })).toBeDefined();
    expect(await lock?.renew()).toBe(false);
  });

  test("renews no lock whose lease is over, though nobody has taken it", async () => {
    let now = 0;
    const store = memoryStore({ now: () => now });
    const lock = await store.lock("shard 1", { leaseMs: 500 });
    now = 499;
    expect(await lock?.renew()).toBe(true);

    now = 999;

    expect(await lock?.renew()).toBe(false);
    expect(await store.lock("shard 1", { leaseMs: 500 })).toBeDefined();
    expect(await lock?.renew()).toBe(false);
  });

  test("renews no lock that was given back", async () => {
    const store = memoryStore();
    const lock = await store.lock?.("shard 1", { leaseMs: 500 });
    await lock?.unlock();

    expect(await lock?.renew()).toBe(false);
    expect(await store.lookUp("lock:shard 1")).toEqual({ status: "free" });
  });

  test("purges by no age without an end", async () => {
    await expect(memoryStore().purge?.({ olderThanMs: Infinity })).rejects.toThrow(RangeError);
  });
});
