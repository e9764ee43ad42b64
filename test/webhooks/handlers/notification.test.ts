import { describe, expect, test } from "@jest/globals";
import { memoryStore } from "../../../src/stores/memory.js";
import { webhookHandler } from "../../../src/webhooks/index.js";
import { untyped } from "../../support/untyped.js";
import { OFFICIAL, OTHER_SECRET, then } from "../vectors.js";
import { answerOf, NOTIFICATION, ORDER, request, shop, signed } from "./setup.js";

describe("webhookHandler", () => {
  test("settles Khipu's published example, and answers its repetition without settling it", async () => {
    const { options, told } = shop({
      now: then,
      toleranceMs: false,
      store: memoryStore({ retentionMs: Infinity }),
      expect: () => ({
        receiver_id: 990939,
        transaction_id: "15f836bd-e8a7-4d12-b2f1-56403012b555",
        amount: "1000",
        currency: "CLP",
      }),
    });
    const handle = webhookHandler(options);
    const headers = { "x-khipu-signature": OFFICIAL.header };
    const posted = { body: OFFICIAL.body, headers };

    expect(await answerOf(handle(request(posted)))).toBe("200 settled");
    expect(await answerOf(handle(request(posted)))).toBe("200 already settled");
    expect(told).toEqual({ paid: ["zfxnocsow6mz"], failures: [] });
  });

  test("settles a hundred identical notifications at once exactly once", async () => {
    const { options, told } = shop({
      onPaid: async ({ payment_id }) => {
        await Promise.resolve();
        told.paid.push(payment_id);
      },
    });
    const handle = webhookHandler(options);
    const posted = await signed();

    const answers = await Promise.all(
      Array.from({ length: 100 }, () => answerOf(handle(request(posted)))),
    );

    expect(told.paid).toEqual(["gqzdy6chjne9"]);
    expect(answers.filter((answer) => answer === "200 settled")).toHaveLength(1);
    // Those that came while it was being settled are told to come again.
    const others = ["200 settled", "200 already settled", "503 being settled: try again"];
    expect(answers.filter((answer) => !others.includes(answer))).toEqual([]);
    expect(await answerOf(handle(request(posted)))).toBe("200 already settled");
    expect(told.failures).toEqual([]);
  });

  test("calls in order: verify, expect, claim, onPaid, complete", async () => {
    const calls: string[] = [];
    const store = memoryStore();
    const { options } = shop({
      store: {
        claim: (key, claimOptions) => (calls.push(`claim ${key}`), store.claim(key, claimOptions)),
        complete: (claim) => (calls.push(`complete ${claim.key}`), store.complete(claim)),
        release: (claim) => (calls.push("release"), store.release(claim)),
        lookUp: (key) => (calls.push("lookUp"), store.lookUp(key)),
      },
      expect: ({ payment_id }) => (calls.push(`expect ${payment_id}`), ORDER),
      onPaid: ({ payment_id }) => calls.push(`onPaid ${payment_id}`),
    });
    const posted = await signed();
    const forged = { ...posted, body: posted.body.replace("5900", "59") };

    const handle = webhookHandler(options);

    expect(await answerOf(handle(request(forged)))).toBe("400 refused");
    expect(calls).toEqual([]);
    expect(await answerOf(handle(request(posted)))).toBe("200 settled");
    expect(calls).toEqual([
      "expect gqzdy6chjne9",
      "claim payment:gqzdy6chjne9",
      "onPaid gqzdy6chjne9",
      "complete payment:gqzdy6chjne9",
    ]);
  });

  test("hands onPaid the notification, the transaction and a signal", async () => {
    const given: unknown[] = [];
    const { options } = shop({ onPaid: (...parameters) => given.push(...parameters) });

    await webhookHandler(options)(request(await signed()));

    const context = { tx: undefined, signal: expect.any(AbortSignal), notification: NOTIFICATION };
    expect(given).toEqual([NOTIFICATION, context]);
  });

  test.each([
    { header: "none", change: { "x-khipu-signature": "" }, reason: "missing-signature" },
    { header: "hex", change: { "x-khipu-signature": "t=1,s=00ff" }, reason: "malformed-signature" },
  ])("refuses a signature ($header) with 400 and says why", async ({ change, reason }) => {
    const { options, told } = shop();
    const { body, headers } = await signed();

    const answer = await answerOf(
      webhookHandler(options)(request({ body, headers: { ...headers, ...change } })),
    );

    expect(answer).toBe("400 refused");
    expect(told.paid).toEqual([]);
    expect(told.failures).toMatchObject([
      { error: { name: "KhipuNotificationError", reason }, context: { status: 400 } },
    ]);
  });

  test("accepts the old secret while it is being changed", async () => {
    const { options } = shop();
    const secret = [OTHER_SECRET, options.secret as string];

    const answer = await answerOf(webhookHandler({ ...options, secret })(request(await signed())));

    expect(answer).toBe("200 settled");
  });
});

describe("a notification with fields that it has not today", () => {
  test.each([
    { status: "done" },
    { status: "closed" },
    { status: "done", status_detail: "normal" },
    { status_detail: "in-review" },
    { status: null },
  ])("is a notification all the same: %j", async (fields) => {
    const { options, told } = shop();
    const posted = await signed(untyped(fields));

    expect(await answerOf(webhookHandler(options)(request(posted)))).toBe("200 settled");
    expect(told).toEqual({ paid: ["gqzdy6chjne9"], failures: [] });
  });

  test("is believed when it says in full that it is not paid", async () => {
    const { options, told } = shop();
    const posted = await signed(untyped({ status: "done", status_detail: "reversed" }));

    expect(await answerOf(webhookHandler(options)(request(posted)))).toBe(
      "200 not what the order expects",
    );
    expect(told.paid).toEqual([]);
  });
});

test.each([204, 205, 304])("a status of %i, which has no body, is answered", async (status) => {
  const { options } = shop({ expect: () => null, unknownOrderStatus: status });

  expect(await answerOf(webhookHandler(options)(request(await signed())))).toBe(`${status} `);
});

describe("an unknown order", () => {
  test("is answered 404, so that Khipu tries again, and settled once it is there", async () => {
    const orders = new Map<string | undefined, typeof ORDER>();
    const unknown: string[] = [];
    const { options, told } = shop({
      expect: async ({ transaction_id }) => Promise.resolve(orders.get(transaction_id)),
      onUnknownOrder: ({ payment_id }) => unknown.push(payment_id),
    });
    const handle = webhookHandler(options);
    const posted = await signed();

    expect(await answerOf(handle(request(posted)))).toBe("404 no such order");
    orders.set(ORDER.transaction_id, ORDER);

    expect(await answerOf(handle(request(posted)))).toBe("200 settled");
    expect(unknown).toEqual(["gqzdy6chjne9"]);
    expect(told).toEqual({ paid: ["gqzdy6chjne9"], failures: [] });
  });

  test("is told to onError when there is no onUnknownOrder", async () => {
    const { options, told } = shop({ expect: () => null, unknownOrderStatus: 200 });

    expect(await answerOf(webhookHandler(options)(request(await signed())))).toBe(
      "200 no such order",
    );
    expect(told.failures).toMatchObject([
      {
        error: {
          reason: "not-a-notification",
          message: "webhookHandler: no order for payment:gqzdy6chjne9",
        },
        context: { status: 200, key: "payment:gqzdy6chjne9" },
      },
    ]);
  });

  test("is a repetition when expect only looks among open orders", async () => {
    const open = new Set<string | undefined>([ORDER.transaction_id]);
    const { options } = shop({
      expect: ({ transaction_id }) => (open.has(transaction_id) ? ORDER : undefined),
      onPaid: ({ transaction_id }) => open.delete(transaction_id),
    });
    const handle = webhookHandler(options);
    const posted = await signed();

    expect(await answerOf(handle(request(posted)))).toBe("200 settled");
    expect(await answerOf(handle(request(posted)))).toBe("200 already settled");
  });
});
