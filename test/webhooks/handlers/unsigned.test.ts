import { describe, expect, test } from "@jest/globals";
import nock from "../../support/nock.js";
import { memoryStore } from "../../../src/stores/memory.js";
import {
  chargeFailureHandler,
  nodeHandler,
  subscriptionHandler,
} from "../../../src/webhooks/index.js";
import { fixture, ORIGIN, testKhipu } from "../../support/client.js";
import { answerOf, request } from "./setup.js";
import { serving } from "./wire.js";

const SUBSCRIPTION = "13a0f1aa-5e47-4894-aa8b-282dd19593ec";
const PATH = `/v1/automatic-payment/subscription/${SUBSCRIPTION}`;

/** A callback as Khipu posts it: without a signature. */
function callback(body: object | string): Request {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return request({ body: text, headers: { "content-type": "application/json" } });
}

function common() {
  const failures: unknown[] = [];
  const onError = (...told: unknown[]) => failures.push(told);
  return { store: memoryStore(), onError, khipu: testKhipu(), failures };
}

describe("subscriptionHandler", () => {
  const enabled = { subscription_id: SUBSCRIPTION, status: "enabled" };

  function subscription(status: string) {
    nock(ORIGIN).get(PATH).reply(200, { subscription_id: SUBSCRIPTION, status });
  }

  test("hands on what Khipu says, whatever the callback says, once per status", async () => {
    const statuses: string[] = [];
    const { failures, ...options } = common();
    const handle = subscriptionHandler({
      ...options,
      onStatus: ({ status }) => statuses.push(status),
    });

    subscription("SIGNED");
    expect(await answerOf(handle(callback(enabled)))).toBe("200 settled");
    subscription("SIGNED");
    expect(await answerOf(handle(callback(enabled)))).toBe("200 already settled");
    subscription("ENABLED");
    expect(await answerOf(handle(callback(enabled)))).toBe("200 settled");

    expect(statuses).toEqual(["SIGNED", "ENABLED"]);
    expect(failures).toEqual([]);
  });

  test.each([
    { answers: 404, verdict: "400 refused" },
    { answers: 400, verdict: "400 refused" },
    { answers: 401, verdict: "500 failed: try again" },
    { answers: 500, verdict: "500 failed: try again" },
  ])("answers $verdict when Khipu answers $answers", async ({ answers, verdict }) => {
    const statuses: string[] = [];
    const { failures, ...options } = common();
    const handle = subscriptionHandler({
      ...options,
      onStatus: ({ status }) => statuses.push(status),
    });
    nock(ORIGIN).get(PATH).reply(answers, {});

    expect(await answerOf(handle(callback(enabled)))).toBe(verdict);
    expect(statuses).toEqual([]);
    expect(failures).toMatchObject([[{ name: "KhipuApiError", status: answers }, {}]]);
  });

  test("tells of a subscription that is ended", async () => {
    const statuses: string[] = [];
    const { failures, ...options } = common();
    const handle = subscriptionHandler({
      ...options,
      onStatus: ({ status }) => statuses.push(status),
    });
    subscription("DISCARDED");

    expect(await answerOf(handle(callback({ ...enabled, status: "discarded" })))).toBe(
      "200 settled",
    );
    expect({ statuses, failures }).toEqual({ statuses: ["DISCARDED"], failures: [] });
  });

  test.each([
    "{",
    "null",
    "[]",
    "{}",
    '{"subscription_id":"","status":"enabled"}',
    '{"subscription_id":"..","status":"enabled"}',
    '{"subscription_id":"\\ud800","status":"enabled"}',
    JSON.stringify({ subscription_id: "x".repeat(256), status: "enabled" }),
  ])("asks Khipu nothing for %s", async (body) => {
    const { failures, ...options } = common();
    const handle = subscriptionHandler({ ...options, onStatus: () => undefined });

    expect(await answerOf(handle(callback(body)))).toBe("400 refused");
    expect(failures).toMatchObject([[{ name: "KhipuNotificationError" }, { status: 400 }]]);
  });

  test("takes a body that a framework parsed: nothing in it is signed", async () => {
    const { failures, ...options } = common();
    const statuses: string[] = [];
    const handle = nodeHandler(
      subscriptionHandler({ ...options, onStatus: ({ status }) => statuses.push(status) }),
    );
    subscription("ENABLED");

    const answer = await serving(
      async (incoming, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of incoming) chunks.push(chunk as Buffer);
        const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
        await handle(Object.assign(incoming, { body }), response);
      },
      (port) =>
        answerOf(
          fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: JSON.stringify(enabled) }),
        ),
    );

    expect(answer).toBe("200 settled");
    expect({ statuses, failures }).toEqual({ statuses: ["ENABLED"], failures: [] });
  });
});

describe("chargeFailureHandler", () => {
  const failed = {
    subscription_id: SUBSCRIPTION,
    transaction_id: "charge-3",
    error_message: "Sin fondos",
  };

  function payment(changes: object) {
    nock(ORIGIN)
      .get("/v3/payments/drp7wjy8qfoq")
      .reply(200, { ...fixture("payment.done"), ...changes });
  }

  function handler(changes: object = {}) {
    const told: unknown[] = [];
    const mismatches: unknown[] = [];
    const { failures, ...options } = common();
    const handle = chargeFailureHandler({
      ...options,
      findPaymentId: ({ transaction_id }) =>
        transaction_id === "charge-3" ? "drp7wjy8qfoq" : undefined,
      onFailed: ({ failure, payment, state }) =>
        told.push([failure.error_message, payment.payment_id, state]),
      onMismatch: (error) => mismatches.push(error.differences),
      ...changes,
    });
    return { handle, told, mismatches, failures };
  }

  test("hands on the failure with the payment, once per state", async () => {
    const { handle, told } = handler();
    const pending = { status: "pending", status_detail: "pending" };

    payment({ ...pending, expires_date: "2999-01-01T00:00:00Z" });
    expect(await answerOf(handle(callback(failed)))).toBe("200 settled");
    payment({ ...pending, expires_date: "2999-01-01T00:00:00Z" });
    expect(await answerOf(handle(callback(failed)))).toBe("200 already settled");
    payment({ ...pending, expires_date: "2001-01-01T00:00:00Z" });
    expect(await answerOf(handle(callback(failed)))).toBe("200 settled");

    expect(told).toEqual([
      ["Sin fondos", "drp7wjy8qfoq", "pending"],
      ["Sin fondos", "drp7wjy8qfoq", "expired"],
    ]);
  });

  test("hands on nothing of a charge that is paid", async () => {
    const { handle, told, mismatches } = handler();
    payment({});

    expect(await answerOf(handle(callback(failed)))).toBe("200 not what the order expects");
    expect(told).toEqual([]);
    expect(mismatches).toEqual([[{ field: "status", expected: "not paid", actual: "paid" }]]);
  });

  test("answers 404 to an unknown charge, so that it is told again", async () => {
    const { handle, failures } = handler();

    const answer = await answerOf(handle(callback({ ...failed, transaction_id: "charge-4" })));

    const message = "webhookHandler: no such charge is known";
    expect(answer).toBe("404 no such order");
    expect(failures).toMatchObject([
      [{ name: "KhipuNotificationError", message }, { status: 404 }],
    ]);
  });

  describe("of a callback that names its payment", () => {
    const named = { ...failed, payment_id: "drp7wjy8qfoq" };
    const pending = { status: "pending", status_detail: "pending" };
    const unasked = {
      findPaymentId: () => {
        throw new Error("nobody has to look it up");
      },
    };

    test.each([
      ["as it is", named],
      ["without a transaction_id", { ...named, transaction_id: undefined }],
    ])("hands on the failure, %s, and looks nothing up", async (_, body) => {
      const { handle, told } = handler(unasked);
      payment({ ...pending, transaction_id: "charge-3", expires_date: "2999-01-01T00:00:00Z" });

      expect(await answerOf(handle(callback(body)))).toBe("200 settled");
      expect(told).toEqual([["Sin fondos", "drp7wjy8qfoq", "pending"]]);
    });

    test("needs no findPaymentId, without which a callback of before is unknown", async () => {
      const { handle } = handler({ findPaymentId: undefined });
      payment({ ...pending, transaction_id: "charge-3" });

      expect(await answerOf(handle(callback(named)))).toBe("200 settled");
      expect(await answerOf(handle(callback(failed)))).toBe("404 no such order");
    });

    test("looks it up where it is empty", async () => {
      const { handle } = handler();
      payment(pending);

      expect(await answerOf(handle(callback({ ...failed, payment_id: "" })))).toBe("200 settled");
    });

    test("hands on nothing of a payment that is another charge's", async () => {
      const { handle, told, mismatches } = handler(unasked);
      payment({ ...pending, transaction_id: "charge-9" });

      expect(await answerOf(handle(callback(named)))).toBe("200 not what the order expects");
      expect(told).toEqual([]);
      expect(mismatches).toEqual([
        [{ field: "transaction_id", expected: "charge-3", actual: "charge-9" }],
      ]);
    });

    test.each(["..", "a b", "x".repeat(256), 7, {}])("asks Khipu nothing for %j", async (id) => {
      const { handle, failures } = handler(unasked);

      expect(await answerOf(handle(callback({ ...failed, payment_id: id })))).toBe("400 refused");
      expect(failures).toMatchObject([[{ name: "KhipuNotificationError" }, { status: 400 }]]);
    });
  });

  test("refuses what names no charge", async () => {
    const { handle } = handler();

    expect(await answerOf(handle(callback({ subscription_id: SUBSCRIPTION })))).toBe("400 refused");
  });
});
