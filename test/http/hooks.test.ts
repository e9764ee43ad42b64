import { describe, expect, jest, test } from "@jest/globals";
import nock from "../support/nock.js";
import type { EndEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from "../../src/index.js";
import { API_KEY, failureOf, fixture, ORIGIN, testKhipu } from "../support/client.js";
import { everythingShownBy } from "../support/secrets.js";
import { untyped } from "../support/untyped.js";

const PREDICT = { bank_id: "Bawdf", amount: 5000, currency: "CLP" } as const;

/** Hooks that write down what they see. */
function recorder() {
  const seen: [string, RequestEvent | ResponseEvent | RetryEvent | EndEvent][] = [];
  const hooks: Hooks = {
    onRequest: (event) => seen.push(["request", event]),
    onResponse: (event) => seen.push(["response", event]),
    onRetry: (event) => seen.push(["retry", event]),
    onEnd: (event) => seen.push(["end", event]),
  };
  return { seen, hooks };
}

describe("hooks", () => {
  test("see each attempt, its answer, its repetition and the end, in this order", async () => {
    const { seen, hooks } = recorder();
    nock(ORIGIN).get("/v3/payments/gqzdy6chjne9").reply(503, "", { "retry-after": "0" });
    nock(ORIGIN).get("/v3/payments/gqzdy6chjne9").reply(200, fixture("payment.done"));

    await testKhipu({ hooks, maxRetries: 1 }).payments.get("gqzdy6chjne9");

    const request = {
      call: seen[0]?.[1].call,
      operation: "getPaymentById",
      method: "GET",
      path: "/v3/payments/{id}",
      url: "https://payment-api.khipu.com/v3/payments/{id}",
    };
    const durationMs = expect.any(Number);
    const error = { name: "KhipuApiError", status: 503, outcome: "unknown" };
    expect(seen).toEqual([
      ["request", { ...request, attempt: 1 }],
      ["response", { ...request, attempt: 1, status: 503, durationMs }],
      ["retry", { ...request, attempt: 1, delayMs: 0, error }],
      ["request", { ...request, attempt: 2 }],
      ["response", { ...request, attempt: 2, status: 200, durationMs }],
      ["end", { ...request, attempt: 2, status: 200, durationMs, outcome: "succeeded" }],
    ]);
  });

  test("see no answer where none came, and no repetition of a write", async () => {
    const { seen, hooks } = recorder();
    nock(ORIGIN).delete("/v3/payments/gqzdy6chjne9").replyWithError("gone");

    await failureOf(testKhipu({ hooks, maxRetries: 2 }).payments.delete("gqzdy6chjne9"));

    expect(seen.map(([name]) => name)).toEqual(["request", "end"]);
  });

  test("see nothing of a call that is refused before it leaves", async () => {
    const { seen, hooks } = recorder();

    await failureOf(testKhipu({ hooks }).payments.get(".."));

    expect(seen).toEqual([]);
  });

  test("see neither the key, nor the payer, nor a header", async () => {
    const { seen, hooks } = recorder();
    nock(ORIGIN).get("/v3/predict").query(true).reply(500, `{"message":"${API_KEY}"}`);
    nock(ORIGIN).get("/v3/predict").query(true).reply(200, fixture("prediction"));

    const khipu = testKhipu({ hooks, maxRetries: 1 });
    await khipu.payments.predict(
      { ...PREDICT, payer_email: "payer@example.com" },
      { headers: { "x-trace": "secret-trace" } },
    );

    expect(seen).toHaveLength(6);
    expect(everythingShownBy(seen)).not.toContain(API_KEY);
    expect(everythingShownBy(seen)).not.toContain("payer");
    expect(everythingShownBy(seen)).not.toContain("secret-trace");
    expect(seen[0]?.[1]).toHaveProperty("url", "https://payment-api.khipu.com/v3/predict");
  });

  const bad = (): never => {
    throw new Error("a bad hook");
  };
  const rejecting = () => Promise.reject(new Error("later"));
  test.each<[string, Hooks]>([
    ["throw", { onRequest: bad, onResponse: bad, onRetry: bad, onEnd: bad }],
    [
      "reject later",
      {
        onRequest: untyped(rejecting),
        onResponse: untyped(rejecting),
        onRetry: untyped(rejecting),
        onEnd: untyped(rejecting),
      },
    ],
    ["are no functions", untyped({ onRequest: 5, onResponse: "no", onRetry: {}, onEnd: 0 })],
    ["are undefined", untyped({ onRequest: undefined })],
  ])("that %s lose no payment", async (_, hooks) => {
    const unhandled = jest.fn();
    process.on("unhandledRejection", unhandled);
    nock(ORIGIN).post("/v3/payments").reply(429, "", { "retry-after": "0" });
    nock(ORIGIN).post("/v3/payments").reply(200, fixture("payment-created"));

    const { payments } = testKhipu({ hooks, maxRetries: 1 });
    const payment = await payments.create({ amount: 1, currency: "CLP", subject: "x" });
    await new Promise((resolve) => setTimeout(resolve, 10));

    expect(payment.payment_id).toBe("gqzdy6chjne9");
    expect(unhandled).not.toHaveBeenCalled();
    process.off("unhandledRejection", unhandled);
  });

  test("cannot change what is sent, nor what the next one sees", async () => {
    const { seen, hooks } = recorder();
    nock(ORIGIN).get("/v3/banks").reply(200, fixture("banks"));
    const onRequest = (event: RequestEvent) =>
      void Object.assign(event, { url: "https://elsewhere.example.com", method: "POST" });

    const { banks } = testKhipu({ hooks: { ...hooks, onRequest } });
    await expect(banks.list()).resolves.toHaveProperty("banks");

    expect(seen.map(([name, { method }]) => [name, method])).toEqual([
      ["response", "GET"],
      ["end", "GET"],
    ]);
  });

  test("tell two calls at once from each other", async () => {
    const { seen, hooks } = recorder();
    nock(ORIGIN).get("/v3/banks").times(2).reply(200, fixture("banks"));
    const { banks } = testKhipu({ hooks });

    await Promise.all([banks.list(), banks.list()]);

    const ended = seen.filter(([name]) => name === "end").map(([, { call }]) => call);
    expect(seen).toHaveLength(6);
    expect(new Set(seen.map(([, { call }]) => call))).toEqual(new Set(ended));
    expect(ended[0]).not.toBe(ended[1]);
  });

  test("are told how long an answer took, body and all", async () => {
    const { seen, hooks } = recorder();
    nock(ORIGIN).get("/v3/banks").delay(60).reply(200, fixture("banks"));

    await testKhipu({ hooks }).banks.list();

    const { durationMs } = seen[1]?.[1] as ResponseEvent;
    expect(durationMs).toBeGreaterThan(50);
    expect(durationMs).toBeLessThan(2_000);
  });
});
