import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Payment, Reconcilable, ReconcileOptions, ReconcileSummary } from "../../src/index.js";
import { Khipu, reconcilePayments } from "../../src/index.js";
import { startSimulator } from "../../src/simulator/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { memoryStore } from "../../src/stores/memory.js";

let simulator: Simulator;
let khipu: Khipu;

beforeEach(async () => {
  simulator = await startSimulator({ seed: 7 });
  khipu = new Khipu({ apiKey: simulator.apiKey, baseUrl: simulator.url, maxRetries: 0 });
});

afterEach(() => simulator.close());

/** Creates payments of 1000, 1001, … pesos. */
async function create(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const params = { amount: 1000 + n, currency: "CLP", subject: "x" } as const;
    ids.push((await khipu.payments.create(params)).payment_id);
  }
  return ids;
}

function options<Item extends Reconcilable = string>(settled: string[]): ReconcileOptions<Item> {
  return {
    store: memoryStore(),
    expect: "skip",
    onPaid: ({ payment_id }) => {
      settled.push(payment_id);
    },
  };
}

/** Gives ids one by one and counts how many were asked for. */
function counted(ids: Iterable<string>): { source: AsyncIterable<string>; asked: () => number } {
  let asked = 0;
  async function* source() {
    for (const id of ids) {
      asked += 1;
      await Promise.resolve();
      yield id;
    }
  }
  return { source: source(), asked: () => asked };
}

describe("reconcilePayments", () => {
  test("settles what is paid, once, and reports the rest by state", async () => {
    const [paid, again, pending, rejected, expired, reversed, part] = (await create(7)) as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    await Promise.all([paid, again, reversed, part].map((id) => simulator.pay(id)));
    await simulator.reject(rejected);
    await simulator.expire(expired);
    await simulator.reverse(reversed);
    await khipu.refunds.create({ type: "partial", payment_id: part, amount: 100 });
    const settled: string[] = [];
    const unpaid: [string, string][] = [];
    const source = [paid, again, pending, rejected, expired, reversed, part, again];

    const summary = await reconcilePayments(khipu, source, {
      ...options(settled),
      concurrency: 1,
      onUnpaid: ({ payment_id }, state) => unpaid.push([payment_id, state]),
    });

    expect(settled).toEqual([paid, again, part]);
    expect(unpaid).toEqual([
      [pending, "pending"],
      [rejected, "rejected"],
      [expired, "expired"],
      [reversed, "reversed"],
      [part, "partiallyRefunded"],
    ]);
    expect(summary).toEqual({
      done: 8,
      settled: 3,
      already: 1,
      mismatched: 0,
      failed: 0,
      states: { pending: 1, rejected: 1, expired: 1, reversed: 1 },
      resumeFrom: 8,
    });
  });

  test("settles nothing that is not its order's", async () => {
    const [id = ""] = await create(1);
    await simulator.pay(id);
    const settled: string[] = [];
    const fields: string[][] = [];

    const orders = [{ payment_id: id, total: 999 }];

    const summary = await reconcilePayments(khipu, orders, {
      ...options<(typeof orders)[number]>(settled),
      expect: (_, { item }) => ({
        receiver_id: simulator.receiverId,
        payment_id: item.payment_id,
        amount: item.total,
        currency: "CLP",
      }),
      onMismatch: ({ differences }) => fields.push(differences.map(({ field }) => field)),
    });

    expect(summary).toMatchObject({ mismatched: 1, settled: 0 });
    expect(fields).toEqual([["amount"]]);
    expect(settled).toEqual([]);
  });

  test("survives failures of single payments and of what it calls", async () => {
    const ids = await create(6);
    await Promise.all(ids.map((id) => simulator.pay(id)));
    const settled: string[] = [];
    const failures: unknown[] = [];
    simulator.fault({
      kind: "server-error",
      operation: "getPaymentById",
      tookEffect: false,
      times: 1,
    });
    const source = ["nonexistent1", ...ids];

    const summary = await reconcilePayments(khipu, source, {
      ...options(settled),
      concurrency: 1,
      onPaid(payment: Payment) {
        if (payment.payment_id === ids[2]) throw new Error("the warehouse is closed");
        settled.push(payment.payment_id);
      },
      onError: (_, { item }) => failures.push(item),
      onProgress() {
        throw new Error("nobody listens");
      },
    });

    expect(summary).toMatchObject({ done: 7, settled: 5, failed: 2 });
    expect(failures).toEqual(["nonexistent1", ids[2]]);
  });

  test("keeps no more under way than its concurrency, and reads its source no faster", async () => {
    const ids = await create(30);
    const { source, asked } = counted(ids);
    let most = 0;
    let done = 0;

    await reconcilePayments(khipu, source, {
      ...options([]),
      concurrency: 4,
      onUnpaid() {
        most = Math.max(most, asked() - done);
        done += 1;
      },
    });

    expect(done).toBe(30);
    expect(most).toBeLessThanOrEqual(5);
    expect(most).toBeGreaterThan(1);
  });

  test("slows down on 429 and loses nothing", async () => {
    const ids = await create(12);
    await Promise.all(ids.map((id) => simulator.pay(id)));
    const settled: string[] = [];
    simulator.fault({
      kind: "rate-limit",
      retryAfterSeconds: 0,
      operation: "getPaymentById",
      times: 3,
    });

    const summary = await reconcilePayments(khipu, ids, options(settled));

    expect(summary).toMatchObject({ settled: 12, failed: 0 });
    expect([...settled].sort()).toEqual([...ids].sort());
  });

  test("ends with the signal's reason, and goes on where it stopped", async () => {
    const ids = await create(20);
    await Promise.all(ids.map((id) => simulator.pay(id)));
    const settled: string[] = [];
    const shared = { ...options(settled), concurrency: 2 };
    const controller = new AbortController();
    const reason = new Error("the shop closes");
    let last: ReconcileSummary | undefined;

    const stopped = reconcilePayments(khipu, ids, {
      ...shared,
      signal: controller.signal,
      onProgress(summary) {
        last = summary;
        if (summary.done === 7) controller.abort(reason);
      },
    });
    await expect(stopped).rejects.toBe(reason);
    const resumeFrom = last?.resumeFrom ?? 0;
    expect(resumeFrom).toBeGreaterThan(0);

    const rest = await reconcilePayments(khipu, ids, { ...shared, resumeFrom });

    expect(rest.resumeFrom).toBe(20);
    expect([...settled].sort()).toEqual([...ids].sort());
  });

  test("tells what the source throws, after what was under way has ended", async () => {
    const [id = ""] = await create(1);
    await simulator.pay(id);
    const settled: string[] = [];
    function* source() {
      yield id;
      throw new Error("the orders' table is gone");
    }

    await expect(reconcilePayments(khipu, source(), options(settled))).rejects.toThrow(
      "the orders' table is gone",
    );
    expect(settled).toEqual([id]);
  });
});
