import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { khipuTelemetry } from "../../src/opentelemetry/index.js";
import { createInstantPaymentsClient } from "../../src/raw.js";
import { API_KEY, failureOf, fixture, ORIGIN, testKhipu } from "../support/client.js";
import { asWord, everythingShownBy } from "../support/secrets.js";
import { useOpenTelemetry } from "./sdk.js";

const { spans, points } = useOpenTelemetry();
const { hooks } = khipuTelemetry();
const ID = "gqzdy6chjne9";
const AGAIN = { "retry-after": "0" };

const COMMON = {
  "http.request.method": "GET",
  "server.address": "payment-api.khipu.com",
  "server.port": 443,
  "url.full": "https://payment-api.khipu.com/v3/payments/{id}",
  "url.template": "/v3/payments/{id}",
  "khipu.operation": "getPaymentById",
};

/** What can be read of the finished spans. */
function shown() {
  return spans().map(({ name, kind, attributes, status: { code } }) => ({
    name,
    kind,
    attributes,
    code,
  }));
}

describe("a call", () => {
  test("is a client span by the conventions, a child of what was active", async () => {
    nock(ORIGIN).get(`/v3/payments/${ID}`).reply(200, fixture("payment.done"));
    const parent = trace.getTracer("shop").startSpan("checkout");

    await trace.getTracer("shop").startActiveSpan("checkout", async (span) => {
      await testKhipu({ hooks }).payments.get(ID);
      span.end();
    });
    parent.end();

    expect(shown()[0]).toEqual({
      name: "GET /v3/payments/{id}",
      kind: SpanKind.CLIENT,
      attributes: { ...COMMON, "http.response.status_code": 200, "khipu.outcome": "succeeded" },
      code: SpanStatusCode.UNSET,
    });
    const [call, checkout] = spans();
    expect(call?.parentSpanContext?.spanId).toBe(checkout?.spanContext().spanId);
    expect(call?.instrumentationScope.name).toBe("khipu-sdk");
  });

  test("is a span for each attempt, which counts the resends", async () => {
    nock(ORIGIN).get(`/v3/payments/${ID}`).reply(503, "", AGAIN);
    nock(ORIGIN).get(`/v3/payments/${ID}`).reply(429, "", AGAIN);
    nock(ORIGIN).get(`/v3/payments/${ID}`).reply(200, fixture("payment.done"));

    await testKhipu({ hooks, maxRetries: 2 }).payments.get(ID);

    const failed = { "khipu.outcome": "unknown", "error.type": "503" };
    const hasty = { "khipu.outcome": "rejected", "error.type": "429" };
    const status = "http.response.status_code";
    const resend = "http.request.resend_count";
    expect(shown().map(({ attributes, code }) => [attributes, code])).toEqual([
      [{ ...COMMON, ...failed, [status]: 503 }, SpanStatusCode.ERROR],
      [{ ...COMMON, ...hasty, [status]: 429, [resend]: 1 }, SpanStatusCode.ERROR],
      [
        { ...COMMON, "khipu.outcome": "succeeded", [status]: 200, [resend]: 2 },
        SpanStatusCode.UNSET,
      ],
    ]);
    expect(await points()).toEqual([
      [
        "khipu.client.call.duration",
        { "khipu.operation": "getPaymentById", "khipu.outcome": "succeeded" },
        1,
      ],
    ]);
  });

  test("that gets no answer says why", async () => {
    const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    nock(ORIGIN).get(`/v3/payments/${ID}`).replyWithError(refused);
    nock(ORIGIN).get(`/v3/payments/${ID}`).delay(500).reply(200, "{}");

    await failureOf(testKhipu({ hooks }).payments.get(ID));
    await failureOf(testKhipu({ hooks }).payments.get(ID, { timeoutMs: 20 }));

    expect(shown().map(({ attributes }) => attributes)).toEqual([
      { ...COMMON, "khipu.outcome": "not_sent", "error.type": "ECONNREFUSED" },
      { ...COMMON, "khipu.outcome": "unknown", "error.type": "KhipuTimeoutError" },
    ]);
    const labels = (await points()).map(([, attributes]) => attributes);
    expect(labels).toEqual([
      expect.objectContaining({ "khipu.outcome": "not_sent", "error.type": "ECONNREFUSED" }),
      expect.objectContaining({ "khipu.outcome": "unknown", "error.type": "KhipuTimeoutError" }),
    ]);
  });

  test("that is aborted while it waits leaves no span open", async () => {
    const controller = new AbortController();
    nock(ORIGIN).get(`/v3/payments/${ID}`).reply(503, "", { "retry-after": "5" });
    const onRetry: typeof hooks.onRetry = (event) => {
      hooks.onRetry(event);
      setImmediate(() => controller.abort());
    };

    const khipu = testKhipu({ hooks: { ...hooks, onRetry }, maxRetries: 1 });
    await failureOf(khipu.payments.get(ID, { signal: controller.signal }));

    expect(shown()).toMatchObject([{ attributes: { "error.type": "503" } }]);
    expect(await points()).toMatchObject([
      ["khipu.client.call.duration", { "error.type": "AbortError" }, 1],
    ]);
  });

  test("of a raw client is one too, and a refusal a failure of it", async () => {
    nock(ORIGIN).get(`/v3/payments/${ID}`).reply(404, { message: ID });

    const client = createInstantPaymentsClient({ apiKey: API_KEY, hooks });
    await client.GET("/v3/payments/{id}", { params: { path: { id: ID } } });

    expect(shown()).toMatchObject([
      {
        name: "GET /v3/payments/{id}",
        attributes: { "khipu.outcome": "rejected", "error.type": "404" },
        code: SpanStatusCode.ERROR,
      },
    ]);
  });

  test("shows no id, e-mail address, RUT, amount or key", async () => {
    const words = `{"message":"${ID} payer@example.com 12.345.678-5 7531"}`;
    nock(ORIGIN).get("/v3/predict").query(true).reply(400, words);
    nock(ORIGIN).post("/v3/refunds").reply(500, words);
    const { payments, refunds } = testKhipu({ hooks });

    const asked = { bank_id: "Bawdf", amount: 7531, currency: "CLP" } as const;
    await failureOf(payments.predict({ ...asked, payer_email: "payer@example.com" }));
    await failureOf(refunds.create({ type: "partial", payment_id: ID, amount: 7531 }));

    const all = spans().map(({ name, attributes, status, events }) => [
      name,
      attributes,
      status,
      events,
    ]);
    const text = everythingShownBy([all, await points()]);
    expect(all).toHaveLength(2);
    for (const word of [ID, "payer", "12.345.678", "7531", API_KEY]) {
      expect(text).not.toMatch(asWord(word));
    }
  });
});
