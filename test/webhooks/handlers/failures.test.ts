import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { inspect } from "node:util";
import { KhipuConnectionError } from "../../../src/errors.js";
import { memoryStore } from "../../../src/stores/memory.js";
import { webhookHandler } from "../../../src/webhooks/index.js";
import { gate, handInTimers, pass, until } from "../../support/timers.js";
import { SECRET } from "../vectors.js";
import { answerOf, ORDER, request, shop, signed } from "./setup.js";

const DOWN = new Error("the database is down");
const fail = () => Promise.reject(DOWN);
const broken = (error: unknown) => (): never => {
  throw error;
};
/** The name of the one kind of error whose words are shown. */
const HINT = "KhipuNotificationError";

describe("a failure", () => {
  test("of onPaid gives the claim back, and the next notification settles", async () => {
    let isBroken = true;
    const { options, told } = shop({
      onPaid: ({ payment_id }) => {
        if (isBroken) throw DOWN;
        told.paid.push(payment_id);
      },
    });
    const handle = webhookHandler(options);
    const posted = await signed();

    expect(await answerOf(handle(request(posted)))).toBe("500 failed: try again");
    isBroken = false;

    expect(await answerOf(handle(request(posted)))).toBe("200 settled");
    expect(told.paid).toEqual(["gqzdy6chjne9"]);
    expect(told.failures).toEqual([
      { error: DOWN, context: { status: 500, key: "payment:gqzdy6chjne9" } },
    ]);
  });

  test.each(["claim", "complete"] as const)("of the store to %s is a 500", async (method) => {
    const { options, told } = shop({ store: { ...storeMethods(), [method]: fail } });

    const answer = await answerOf(webhookHandler(options)(request(await signed())));

    expect(answer).toBe("500 failed: try again");
    expect(told.failures).toMatchObject([{ error: DOWN, context: { status: 500 } }]);
  });

  test("of the store to look up an unknown order is a 500", async () => {
    const store = { ...storeMethods(), lookUp: fail };
    const { options } = shop({ store, expect: () => undefined });

    expect(await answerOf(webhookHandler(options)(request(await signed())))).toBe(
      "500 failed: try again",
    );
  });

  test.each([
    { what: "throws", expected: fail },
    // Without a reference any payment of that amount would fit.
    { what: "forgets the reference", expected: () => ({ ...ORDER, transaction_id: undefined }) },
  ])("of expect is a 500 when it $what", async ({ expected }) => {
    const { options, told } = shop({ expect: expected as never });

    const answer = await answerOf(webhookHandler(options)(request(await signed())));

    expect(answer).toBe("500 failed: try again");
    expect(told.paid).toEqual([]);
    expect(told.failures).toHaveLength(1);
  });

  test.each([
    {
      how: "throws",
      onError: () => {
        throw DOWN;
      },
    },
    { how: "rejects", onError: fail },
  ])("of onError changes nothing when it $how", async ({ onError }) => {
    const { options } = shop({ onPaid: fail, onError });

    expect(await answerOf(webhookHandler(options)(request(await signed())))).toBe(
      "500 failed: try again",
    );
  });

  test("tells nobody the secret, the payer or the header", async () => {
    const told: unknown[] = [];
    const { options } = shop({ onPaid: fail, onError: (...all) => told.push(...all) });
    const handle = webhookHandler({ ...options, diagnostics: true });
    const posted = await signed();
    const forged = { ...posted, body: posted.body.replace("5900", "1") };

    const answers = [
      await answerOf(handle(request(posted))),
      await answerOf(handle(request(forged))),
    ];

    const everything = inspect([told, answers, handle], { depth: 10, showHidden: true });
    expect(told).toHaveLength(4);
    expect(everything).not.toContain(SECRET);
    expect(everything).not.toContain("payer@example.com");
    expect(everything).not.toContain(posted.headers["x-khipu-signature"]?.slice(-44));
  });

  test("says its reason in the answer only with diagnostics", async () => {
    const { options } = shop({ diagnostics: true });
    const { body } = await signed();

    const answer = await answerOf(webhookHandler(options)(request({ body, headers: {} })));

    expect(answer).toBe("400 verifyNotification: the x-khipu-signature header is missing");
  });

  test.each<[string, unknown]>([
    ["your code", DOWN],
    ["what only calls itself a refusal", Object.assign(new Error("x"), { name: HINT })],
    ["Khipu", new KhipuConnectionError("getPaymentById", "down", { outcome: "not_sent" })],
    ["nobody", undefined],
  ])("says nothing of a failure of %s, diagnostics or not", async (_, error) => {
    const { options } = shop({ diagnostics: true, onPaid: broken(error) });

    expect(await answerOf(webhookHandler(options)(request(await signed())))).toBe(
      "500 failed: try again",
    );
  });
});

describe("the time", () => {
  beforeEach(handInTimers);
  afterEach(() => void jest.useRealTimers());

  test("that onPaid has is told by its signal, and what it gives up is tried again", async () => {
    let isSlow = true;
    const { open: begin, opened: begun } = gate();
    const { options, told } = shop({
      timeoutMs: 50,
      onPaid: async ({ payment_id }, { signal }) => {
        begin();
        if (isSlow) await aborted(signal);
        told.paid.push(payment_id);
      },
    });
    const handle = webhookHandler(options);
    const posted = await signed();

    const first = answerOf(handle(request(posted)));
    await begun;
    await jest.advanceTimersByTimeAsync(50);
    expect(await first).toBe("503 timed out: try again");
    isSlow = false;

    expect(await answerOf(handle(request(posted)))).toBe("200 settled");
    expect(told.failures).toMatchObject([
      { error: { name: "KhipuTimeoutError", timeoutMs: 50 }, context: { status: 503 } },
    ]);
  });

  test("is answered even if onPaid does not listen; what it does late is recorded", async () => {
    const [begin, finish] = [gate(), gate()];
    const { options, told } = shop({
      timeoutMs: 200,
      onPaid: async ({ payment_id }) => {
        begin.open();
        await finish.opened;
        told.paid.push(payment_id);
      },
    });
    const handle = webhookHandler(options);
    const posted = await signed();

    const first = answerOf(handle(request(posted)));
    await begin.opened;
    await jest.advanceTimersByTimeAsync(220);
    expect(await first).toBe("503 timed out: try again");
    expect(told.paid).toEqual([]);
    expect(await answerOf(handle(request(posted)))).toBe("503 being settled: try again");
    finish.open();
    await until(() => told.paid.length > 0);

    expect(await answerOf(handle(request(posted)))).toBe("200 already settled");
    expect(told.paid).toEqual(["gqzdy6chjne9"]);
    expect(told.failures).toMatchObject([{ error: { name: "KhipuTimeoutError" } }]);
  });

  test("is told once, also when onPaid gives up after the answer", async () => {
    const [begin, finish] = [gate(), gate()];
    const verdicts: unknown[] = [];
    const { options, told } = shop({
      onVerdict: ({ verdict, reason }) => verdicts.push([verdict, reason]),
      timeoutMs: 40,
      onPaid: async (_, { signal }) => {
        begin.open();
        await finish.opened;
        signal.throwIfAborted();
      },
    });

    const answer = answerOf(webhookHandler(options)(request(await signed())));
    await begin.opened;
    await jest.advanceTimersByTimeAsync(44);
    expect(await answer).toBe("503 timed out: try again");
    finish.open();
    await jest.advanceTimersByTimeAsync(0);

    expect(verdicts).toEqual([["failed", "timed-out"]]);
    expect(told.failures).toMatchObject([{ error: { name: "KhipuTimeoutError" } }]);
    expect(await options.store.lookUp("payment:gqzdy6chjne9")).toEqual({ status: "free" });
  });

  test.each(["expect", "claim"] as const)("is answered when %s hangs", async (what) => {
    const hang = () => new Promise<never>(() => undefined);
    const store = { ...storeMethods(), ...(what === "claim" && { claim: hang }) };
    const { options, told } = shop({
      timeoutMs: 50,
      store,
      ...(what === "expect" && { expect: hang }),
    });

    const answer = answerOf(webhookHandler(options)(request(await signed())));
    await pass(55);

    expect(await answer).toBe("503 timed out: try again");
    expect(told.paid).toEqual([]);
    expect(told.failures).toMatchObject([{ error: { name: "KhipuTimeoutError" } }]);
  });

  test("that a claim lasts is told when the work outlives it", async () => {
    let ahead = 0;
    const [begin, finish] = [gate(), gate()];
    let tries = 0;
    const verdicts: unknown[] = [];
    const { options, told } = shop({
      onVerdict: ({ verdict, reason }) => verdicts.push([verdict, reason]),
      timeoutMs: 1_000,
      leaseMs: 1_000,
      store: memoryStore({ now: () => Date.now() + ahead }),
      onPaid: () => {
        begin.open();
        return tries++ === 0 ? finish.opened : undefined;
      },
    });
    const handle = webhookHandler(options);
    const posted = await signed();

    const slow = answerOf(handle(request(posted)));
    await begin.opened;
    ahead = 1_001;
    const next = answerOf(handle(request(posted)));

    expect(await next).toBe("200 settled");
    finish.open();
    expect(await slow).toBe("503 timed out: try again");
    expect(told.failures).toMatchObject([
      { error: { name: "KhipuTimeoutError", timeoutMs: 1_000 }, context: { status: 503 } },
    ]);
    expect(String(told.failures[0]?.error)).toBe(
      "KhipuTimeoutError: webhookHandler: the claim ended before the work did, " +
        "by its lease of 1000 ms or with its connection; it may be done again",
    );
    expect(verdicts).toEqual([
      ["settled", undefined],
      ["failed", "claim-lost"],
    ]);
  });
});

/** Rejects when the signal aborts, as everything does that listens to one. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });
}

function storeMethods() {
  const store = memoryStore();
  return {
    claim: store.claim.bind(store),
    complete: store.complete.bind(store),
    release: store.release.bind(store),
    lookUp: store.lookUp.bind(store),
  };
}
