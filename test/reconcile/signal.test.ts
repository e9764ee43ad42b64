import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import {
  Khipu,
  type PaymentReader,
  type ReconcileOptions,
  reconcilePayments,
  type ReconcileSummary,
} from "../../src/index.js";
import { startSimulator } from "../../src/simulator/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { memoryStore } from "../../src/stores/memory.js";
import { handInTimers } from "../support/timers.js";
import { untyped } from "../support/untyped.js";
import { options } from "./support/options.js";

let simulator: Simulator;
let khipu: Khipu;

beforeEach(async () => {
  simulator = await startSimulator({ seed: 11 });
  khipu = new Khipu({ apiKey: simulator.apiKey, baseUrl: simulator.url, maxRetries: 0 });
});

afterEach(() => {
  jest.useRealTimers();
  return simulator.close();
});

async function paid(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const params = { amount: 1000 + n, currency: "CLP", subject: "x" } as const;
    const { payment_id } = await khipu.payments.create(params);
    await simulator.pay(payment_id);
    ids.push(payment_id);
  }
  return ids;
}

/** Something that never comes, and says when somebody waits for it. */
function never(): { wait: () => Promise<never>; asked: Promise<void> } {
  let tell: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (tell = resolve));
  const wait = () => {
    tell();
    return new Promise<never>(() => undefined);
  };
  return { wait, asked };
}

/** Aborts once somebody waits: from then on no timer rings, so whatever ends has waited for none. */
async function endsAtOnce(
  run: (signal: AbortSignal) => Promise<unknown>,
  asked: Promise<void>,
): Promise<void> {
  handInTimers();
  const controller = new AbortController();
  const reason = new Error("the shop closes");
  const ended = run(controller.signal);
  await asked;
  controller.abort(reason);
  await expect(ended).rejects.toBe(reason);
}

describe("resumeFrom", () => {
  test("does not pass over what failed, however much was dealt with after it", async () => {
    const ids = await paid(5);
    const settled: string[] = [];
    let isOpen = false;
    const deliver = ({ payment_id }: { payment_id: string }) => {
      if (payment_id === ids[2] && !isOpen) throw new Error("the warehouse is closed");
      settled.push(payment_id);
    };
    const shared = options(deliver);

    const first = await reconcilePayments(khipu, ids, shared);
    expect(first).toMatchObject({ done: 5, settled: 4, failed: 1, resumeFrom: 2 });

    isOpen = true;
    const { resumeFrom } = first;
    const second = await reconcilePayments(khipu, ids, { ...shared, resumeFrom });
    expect(second).toMatchObject({ done: 3, settled: 1, already: 2, resumeFrom: 5 });
    expect([...settled].sort()).toEqual([...ids].sort());
  });

  test("does not pass over what the signal cut off", async () => {
    const ids = await paid(3);
    const { wait, asked } = never();
    const { payments } = khipu;
    const reader: PaymentReader = {
      payments: { get: (id, call) => (id === ids[0] ? wait() : payments.get(id, call)) },
    };
    const told: ReconcileSummary[] = [];
    const onProgress = (summary: ReconcileSummary) => told.push(summary);
    const controller = new AbortController();
    const { signal } = controller;
    const more = { signal, onProgress, concurrency: 2 };

    const stopped = reconcilePayments(
      reader,
      ids,
      options(async ({ payment_id }) => {
        if (payment_id !== ids[2]) return;
        controller.abort(new Error("the shop closes"));
        // The first, which was cut off, has ended when this one is told of.
        await new Promise((resolve) => setImmediate(resolve));
      }, more),
    );

    await asked;
    await expect(stopped).rejects.toThrow("the shop closes");
    expect(told.map(({ resumeFrom }) => resumeFrom)).toEqual([0, 0]);
  });
});

describe("the signal of reconcilePayments", () => {
  test("ends the wait for a source that does not give", async () => {
    const { wait, asked } = never();
    const source = { [Symbol.asyncIterator]: () => ({ next: wait }) };
    const onPaid = jest.fn();

    const run = (signal: AbortSignal) =>
      reconcilePayments(khipu, source, options(onPaid, { signal }));

    await endsAtOnce(run, asked);
    expect(onPaid).not.toHaveBeenCalled();
  });

  test("tells a source that is cut off that it may end", async () => {
    const { wait, asked } = never();
    const back = jest.fn(() => new Promise<never>(() => undefined));
    const source = { [Symbol.asyncIterator]: () => ({ next: wait, return: back }) };

    await endsAtOnce(
      (signal) => reconcilePayments(khipu, source, options(jest.fn(), { signal })),
      asked,
    );
    expect(back).toHaveBeenCalledTimes(1);
  });

  test("ends the wait for a read that does not listen", async () => {
    const { wait, asked } = never();

    const run = (signal: AbortSignal) =>
      reconcilePayments({ payments: { get: wait } }, ["id"], options(jest.fn(), { signal }));

    await endsAtOnce(run, asked);
  });

  test("ends a read that listens", async () => {
    const controller = new AbortController();
    const heard: unknown[] = [];
    const get: PaymentReader["payments"]["get"] = (_, call) => {
      call?.signal?.addEventListener("abort", () => heard.push(call.signal?.reason));
      controller.abort("the shop closes");
      return new Promise(() => undefined);
    };

    const { signal } = controller;
    const run = reconcilePayments({ payments: { get } }, ["id"], options(jest.fn(), { signal }));

    await expect(run).rejects.toBe("the shop closes");
    expect(heard).toEqual(["the shop closes"]);
  });

  test.each(["expect", "lookUp"])("ends the wait for %s", async (of) => {
    const ids = await paid(1);
    const { wait, asked } = never();
    const store = of === "lookUp" ? Object.assign(memoryStore(), { lookUp: wait }) : memoryStore();
    const more = { store, expect: wait };

    const run = (signal: AbortSignal) =>
      reconcilePayments(khipu, ids, options(jest.fn(), { ...more, signal }));

    await endsAtOnce(run, asked);
  });

  test("reaches the work that is under way, whose claim lasts as long as the options say", async () => {
    const ids = await paid(1);
    const store = memoryStore();
    const claim = jest.spyOn(store, "claim");
    const controller = new AbortController();
    let heard: unknown;
    const onPaid: ReconcileOptions<string>["onPaid"] = (_, { signal }) => {
      controller.abort("the shop closes");
      heard = signal.reason;
    };

    const { signal } = controller;
    const changes = { store, expect: "skip" as const, onPaid, leaseMs: 5_000, signal };

    await expect(reconcilePayments(khipu, ids, changes)).rejects.toBe("the shop closes");
    expect(heard).toBe("the shop closes");
    expect(claim.mock.calls).toEqual([[`payment:${ids[0]}`, { leaseMs: 5_000 }]]);
  });

  test("lets the work that is under way end first", async () => {
    const ids = await paid(2);
    const controller = new AbortController();
    let hasEnded = false;
    const deliver = async () => {
      controller.abort(new Error("the shop closes"));
      await new Promise((resolve) => setTimeout(resolve, 20));
      hasEnded = true;
    };

    const { signal } = controller;
    await expect(reconcilePayments(khipu, ids, options(deliver, { signal }))).rejects.toThrow(
      "the shop closes",
    );
    expect(hasEnded).toBe(true);
  });
});

describe("reconcilePayments", () => {
  test.each<[string, () => unknown]>([
    ["is gone", () => undefined],
    ["was changed", () => ({ receiver_id: 1, payment_id: "x", amount: 1, currency: "CLP" })],
  ])("does not compare what is settled: its order %s", async (_, found) => {
    const ids = await paid(1);
    const onMismatch = jest.fn();
    const store = memoryStore();
    await reconcilePayments(khipu, ids, options(jest.fn(), { store }));

    const summary = await reconcilePayments(
      khipu,
      ids,
      options(jest.fn(), { store, expect: untyped(found), onMismatch }),
    );

    expect(summary).toMatchObject({ already: 1, mismatched: 0, failed: 0 });
    expect(onMismatch).not.toHaveBeenCalled();
  });

  test("tells onError of a mismatch that nobody else listens to", async () => {
    const ids = await paid(1);
    const onError = jest.fn();
    const expected = { receiver_id: 1, payment_id: "x", amount: 1, currency: "CLP" };

    const summary = await reconcilePayments(
      khipu,
      ids,
      options(jest.fn(), { expect: () => expected, onError }),
    );

    expect(summary).toMatchObject({ mismatched: 1 });
    expect(onError).toHaveBeenCalledWith(
      expect.objectContaining({ name: "KhipuMismatchError" }),
      expect.anything(),
    );
  });
});
