import { describe, expect, jest, test } from "@jest/globals";
import { reconcilePayments, type ReconcileOptions } from "../../src/index.js";
import { memoryStore } from "../../src/stores/memory.js";
import { testKhipu } from "../support/client.js";
import { untyped } from "../support/untyped.js";

/** Reconciles nothing with these options, so that only the options can be wrong. */
function reconcile(changes: Readonly<Record<string, unknown>>): Promise<unknown> {
  const right = { store: memoryStore(), expect: "skip", onPaid: jest.fn() };
  return reconcilePayments(
    testKhipu(),
    [],
    untyped<ReconcileOptions<string>>({ ...right, ...changes }),
  );
}

function storeWithout(method: string): object {
  return Object.assign(memoryStore(), { [method]: undefined });
}

const CONCURRENCY = "concurrency must be a whole number from 1 to 1000";
const RESUME_FROM = "resumeFrom must be a whole number, 0 or more";
const EXPECT = 'expect must be a function, or "skip" to compare nothing';
const COUNT = "shard.count must be a whole number from 1 to 10000";
const NAME = "shard.name must be text of 1 to 200 characters";

describe("reconcilePayments refuses", () => {
  test.each<[string, unknown, string]>([
    ["store", undefined, "store is missing, or has no claim"],
    ["store", storeWithout("claim"), "store is missing, or has no claim"],
    ["store", storeWithout("complete"), "store is missing, or has no complete"],
    ["store", storeWithout("release"), "store is missing, or has no release"],
    ["store", storeWithout("lookUp"), "store is missing, or has no lookUp"],
    ["store", { commit: jest.fn() }, "store is missing, or has no lookUp"],
    ["onPaid", undefined, "onPaid must be a function"],
    ["expect", undefined, EXPECT],
    ["expect", "SKIP", EXPECT],
    ["onUnpaid", "tell me", "onUnpaid must be a function"],
    ["onMismatch", "tell me", "onMismatch must be a function"],
    ["onError", null, "onError must be a function"],
    ["onProgress", 1, "onProgress must be a function"],
    ["onVerdict", {}, "onVerdict must be a function"],
  ])("%s: %p", async (name, value, message) => {
    await expect(reconcile({ [name]: value })).rejects.toMatchObject({
      name: "TypeError",
      message,
    });
  });

  test.each<[string, unknown, string]>([
    ["concurrency", 0, CONCURRENCY],
    ["concurrency", 1001, CONCURRENCY],
    ["concurrency", 1.5, CONCURRENCY],
    ["concurrency", "8", CONCURRENCY],
    ["resumeFrom", -1, RESUME_FROM],
    ["resumeFrom", 0.5, RESUME_FROM],
    ["resumeFrom", Infinity, RESUME_FROM],
    ["leaseMs", Number.NaN, "leaseMs must be a whole number from 1 to 2147483647, not NaN"],
    ["shard", { index: 0, count: 0 }, COUNT],
    ["shard", { index: 0, count: 10_001 }, COUNT],
    ["shard", null, COUNT],
    ["shard", { index: 3, count: 3 }, "shard.index must be a whole number from 0 to 2"],
    ["shard", { index: -1, count: 3 }, "shard.index must be a whole number from 0 to 2"],
    ["shard", { index: 0.5, count: 3 }, "shard.index must be a whole number from 0 to 2"],
    ["shard", { index: "0", count: 3 }, "shard.index must be a whole number from 0 to 2"],
  ])("%s: %p, which is out of range", async (name, value, message) => {
    await expect(reconcile({ [name]: value })).rejects.toMatchObject({
      name: "RangeError",
      message,
    });
  });

  test.each([[""], ["x".repeat(201)], [7]])("a shard called %p", async (name) => {
    const shard = { index: 0, count: 1, name };

    await expect(reconcile({ shard })).rejects.toMatchObject({ name: "TypeError", message: NAME });
  });

  test("a shard without anything to lock it in", async () => {
    const shard = { index: 0, count: 1 };
    const message =
      "shard needs a store with locks, and this one has none: pass one as lock, e.g. postgresStore(pool) or redisStore(client)";

    const running = reconcile({ shard, store: storeWithout("lock") });

    await expect(running).rejects.toMatchObject({ name: "TypeError", message });
  });

  test("a shard whose lock would hold the only connection", async () => {
    const shard = { index: 0, count: 1 };
    const message =
      "shard holds one connection while others settle, and the store's pool has a single one: give it max: 2 or more, or pass a store over a pool of its own as lock";

    const running = reconcile({
      shard,
      store: Object.assign(memoryStore(), { maxConnections: 1 }),
    });

    await expect(running).rejects.toMatchObject({ name: "TypeError", message });
  });
});

describe("reconcilePayments takes", () => {
  test.each<[string, unknown]>([
    ["concurrency", 1],
    ["concurrency", 1000],
    ["resumeFrom", 0],
    ["resumeFrom", 1_000_000],
    ["leaseMs", 1],
    ["onUnpaid", jest.fn()],
    ["onProgress", undefined],
    ["store", { commit: jest.fn(), lookUp: jest.fn() }],
    ["shard", { index: 0, count: 1 }],
    ["shard", { index: 9_999, count: 10_000 }],
    ["shard", { index: 0, count: 1, name: "x" }],
    ["shard", { index: 0, count: 1, name: "x".repeat(200) }],
  ])("%s: %p", async (name, value) => {
    expect(await reconcile({ [name]: value })).toMatchObject({ done: 0, failed: 0 });
  });

  test("a store of two connections for a shard and what is settled meanwhile", async () => {
    const store = Object.assign(memoryStore(), { maxConnections: 2 });

    expect(await reconcile({ shard: { index: 0, count: 1 }, store })).toMatchObject({ done: 0 });
  });
});
