import { describe, expect, test } from "@jest/globals";
import { getEventListeners } from "node:events";
import nock from "../support/nock.js";
import { createInstantPaymentsClient, type KhipuOptions } from "../../src/raw.js";
import { API_KEY, failureOf, fixture, ORIGIN } from "../support/client.js";
import { everythingShownBy } from "../support/secrets.js";

const rawClient = (options: Partial<KhipuOptions> = {}) =>
  createInstantPaymentsClient({ apiKey: API_KEY, timeoutMs: 2_000, ...options });
const api = rawClient();
const ID = { params: { path: { id: "gqzdy6chjne9" } } };

describe("a raw client", () => {
  test("sends what openapi-fetch makes of it, with the credentials", async () => {
    const reqheaders = { "x-api-key": API_KEY, "user-agent": /^khipu-sdk\// };
    nock(ORIGIN, { reqheaders })
      .post("/v3/payments", { amount: 1000, currency: "CLP", subject: "x" })
      .reply(200, fixture("payment-created"));

    const { data, response } = await api.POST("/v3/payments", {
      body: { amount: 1000, currency: "CLP", subject: "x" },
    });

    expect(data?.payment_id).toBe("gqzdy6chjne9");
    expect(response.ok).toBe(true);
  });

  test("resolves to a refusal, as openapi-fetch does, and repeats nothing", async () => {
    nock(ORIGIN).get("/v3/banks").reply(503, { message: "no" }, { "x-request-id": "r-1" });

    const { data, error, response } = await api.GET("/v3/banks");

    expect(data).toBeUndefined();
    expect(error).toEqual({ message: "no" });
    expect(response.status).toBe(503);
    expect(response.headers.get("x-request-id")).toBe("r-1");
  });

  test.each([204, 205])("gives an empty %d as it is", async (status) => {
    nock(ORIGIN).delete("/v3/payments/gqzdy6chjne9").reply(status);

    const { response } = await api.DELETE("/v3/payments/{id}", ID);

    expect(response.status).toBe(status);
  });

  test("does not describe a transfer that is over", async () => {
    const headers = { "content-length": "15", "content-type": "application/json" };
    nock(ORIGIN).get("/v3/banks").reply(200, '{"banks": [ ] }', headers);

    const { data, response } = await api.GET("/v3/banks");

    expect(data).toEqual({ banks: [] });
    expect(response.headers.get("content-length")).toBeNull();
    expect(response.headers.get("content-type")).toBe("application/json");
  });

  test("does not describe how a body was packed that is handed on unpacked", async () => {
    const packed = new Response('{"banks":[]}', {
      headers: { "content-encoding": "gzip", "transfer-encoding": "chunked", "x-request-id": "r" },
    });
    const client = rawClient({ fetch: () => Promise.resolve(packed) });

    const { data, response } = await client.GET("/v3/banks");

    expect(data).toEqual({ banks: [] });
    expect([...response.headers.keys()].sort()).toEqual(["content-type", "x-request-id"]);
  });

  test("follows no redirect", async () => {
    nock(ORIGIN).get("/v3/banks").reply(302, "", { location: "https://elsewhere.example.com/" });

    expect(await failureOf(api.GET("/v3/banks"))).toMatchObject({
      name: "KhipuConnectionError",
      operation: "GET /v3/banks",
    });
  });

  test("ends at its deadline", async () => {
    nock(ORIGIN).get("/v3/banks").delay(300).reply(200, "{}");

    expect(await failureOf(rawClient({ timeoutMs: 30 }).GET("/v3/banks"))).toMatchObject({
      name: "KhipuTimeoutError",
      timeoutMs: 30,
    });
  });

  test("heeds a signal, and gives it back", async () => {
    nock(ORIGIN).get("/v3/banks").delay(300).reply(200, "{}");
    const { signal, ...controller } = abortingAfter(20, new Error("stop"));

    expect(await failureOf(api.GET("/v3/banks", { signal }))).toBe(controller.reason);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("does not show its key", async () => {
    nock(ORIGIN).get("/never").reply(200);
    const error = await failureOf(api.GET("/v3/banks"));
    nock.cleanAll();

    expect(everythingShownBy(error)).not.toContain(API_KEY);
    expect(everythingShownBy(api)).not.toContain(API_KEY);
  });

  test("refuses a key that cannot be sent", () => {
    expect(() => rawClient({ apiKey: "a\nb" })).toThrow(TypeError);
  });
});

function abortingAfter(ms: number, reason: Error) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), ms);
  return { signal: controller.signal, reason };
}
