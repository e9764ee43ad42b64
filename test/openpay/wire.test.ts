import { describe, expect, test } from "@jest/globals";
import nock, { failureOfTime } from "../support/nock.js";
import { failureOf } from "../support/client.js";
import { AUTHORIZATION, fixture, MERCHANT, ORIGIN, testOpenpay } from "./support/client.js";
import { type Method, METHODS, READS, WRITES } from "./support/methods.js";

const openpay = testOpenpay();
const refusal = fixture("createCharge.risk-rejected.error");
const named = (methods: readonly Method[]) =>
  methods.map((method) => [method.name, method] as const);

/** Expects exactly this method's request. */
function expectRequest({ http, path, body }: Method, headers = {}): nock.Interceptor {
  const scope = nock(ORIGIN, {
    reqheaders: {
      authorization: AUTHORIZATION,
      accept: "application/json",
      "user-agent": /^khipu-sdk\/\d+\.\d+\.\d+$/,
      ...(body && { "content-type": "application/json" }),
      ...headers,
    },
    ...(!body && { badheaders: ["content-type"] }),
  });
  // nock takes no body for any body: an empty text is what says that there is none.
  return scope.intercept(path, http, body ? (sent) => sorted(sent) === sorted(body) : "");
}

/** nock's own comparison takes `"5"` for `5`. */
function sorted(value: unknown): string {
  return JSON.stringify(Object.entries(value as object).sort());
}

describe("the table of methods", () => {
  test("has every method of every resource", () => {
    const methods = Object.entries(openpay).flatMap(([resource, object]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(object))
        .filter((method) => method !== "constructor")
        .map((method) => `${resource}.${method}`),
    );
    const here = new Set(METHODS.map(({ name }) => name.replace(/ .*/, "")));

    // Both of these go by way of others: see three-d-secure.test.ts and webhooks.test.ts.
    const indirect = ["charges.createWith3dSecureFallback", "webhooks.confirm"];
    const internal = ["webhooks.read", "webhooks.isGuarded"];
    expect([...here, ...indirect, ...internal].sort()).toEqual(methods.sort());
  });
});

describe.each(named(METHODS))("%s", (_, method) => {
  const { operation, answer, call, http } = method;
  const isRead = http === "GET";

  test.each(isRead ? [200] : [200, 201])("sends its request and takes a %d", async (status) => {
    expectRequest(method).reply(status, answer);

    await expect(call(openpay)).resolves.toEqual(answer);
  });

  test("gives the response to who asks for it", async () => {
    expectRequest(method).reply(200, answer, { "x-request-id": "r-1" });

    const { data, response } = await call(openpay).withResponse();

    expect(data).toEqual(answer);
    expect(response.headers.get("x-request-id")).toBe("r-1");
  });

  test("sends a call's own headers, but never another key", async () => {
    expectRequest(method, { "x-trace": "abc" }).reply(200, answer);

    const headers = { "X-Trace": "abc", Authorization: "Basic another" };
    await expect(call(openpay, { headers })).resolves.toEqual(answer);
  });

  test("rejects with Openpay's own words", async () => {
    expectRequest(method).reply(402, refusal);

    expect(await failureOf(call(openpay))).toMatchObject({
      name: "KhipuApiError",
      operation,
      status: 402,
      outcome: "rejected",
      body: refusal,
      fieldErrors: [],
      message: `${operation}: refused with 402 (The card was declined (k))`,
    });
  });

  test.each([401, 404, 500, 503])("rejects with KhipuApiError on an empty %d", async (status) => {
    expectRequest(method).reply(status, "");

    expect(await failureOf(call(openpay))).toMatchObject({
      name: "KhipuApiError",
      operation,
      status,
      body: undefined,
      outcome: status < 500 ? "rejected" : "unknown",
    });
  });

  test.each([
    ["an empty body", ""],
    ["broken JSON", '{"id":"tr'],
    ["HTML", "<html><body>It works!</body></html>"],
    ["null", "null"],
    ["an array", "[]"],
    ["a string", '"ok"'],
  ])("does not take a 200 with %s for success", async (_name, body) => {
    expectRequest(method).reply(200, body);

    const error = await failureOf(call(openpay));

    expect(error).toMatchObject({ name: "KhipuConnectionError", operation, outcome: "unknown" });
    expect(String(error).includes("look before you repeat it")).toBe(!isRead);
  });

  test("tells of a lost answer that nobody knows its outcome", async () => {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    expectRequest(method).replyWithError(Object.assign(new TypeError("fetch failed"), { cause }));

    expect(await failureOf(call(openpay))).toMatchObject({
      name: "KhipuConnectionError",
      operation,
      outcome: "unknown",
      message: expect.stringContaining("ECONNRESET"),
    });
  });

  test("rejects when its own time is up", async () => {
    expectRequest(method).delay(60_000).reply(200, answer);

    const failure = await failureOfTime(() => call(openpay, { timeoutMs: 300 }), 300);

    expect(failure).toMatchObject({
      name: "KhipuTimeoutError",
      operation,
      timeoutMs: 300,
      outcome: "unknown",
    });
  });

  test("sends nothing when its signal was aborted before", async () => {
    const signal = AbortSignal.abort("too late");

    expect(await failureOf(call(openpay, { signal }))).toBe("too late");
  });
});

describe("a call that fails", () => {
  const patient = testOpenpay({ maxRetries: 1 });

  test.each(named(READS))("is repeated after a 503: %s", async (_, method) => {
    expectRequest(method).reply(503, "", { "retry-after": "0" });
    expectRequest(method).reply(200, method.answer);

    await expect(method.call(patient)).resolves.toEqual(method.answer);
  });

  test.each(named(WRITES))("is not repeated after a 503, being a write: %s", async (_, method) => {
    expectRequest(method).reply(503, "", { "retry-after": "0" });

    expect(await failureOf(method.call(patient))).toMatchObject({
      status: 503,
      outcome: "unknown",
    });
  });
});

describe("an id", () => {
  test.each([
    ["tokens.get", (id: string) => openpay.tokens.get(id), "tokenId"],
    ["charges.get", (id: string) => openpay.charges.get(id), "chargeId"],
    ["charges.refund", (id: string) => openpay.charges.refund(id), "chargeId"],
  ])("that is empty or made of dots never leaves: %s", async (_, call, name) => {
    for (const id of ["", ".", ".."]) await expect(call(id)).rejects.toThrow(name);
  });

  test("with a slash stays one segment", async () => {
    nock(ORIGIN).get(`/v1/${MERCHANT}/charges/a%2Fb`).reply(404, "");

    expect(await failureOf(openpay.charges.get("a/b"))).toMatchObject({ status: 404 });
  });
});
