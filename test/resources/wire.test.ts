import { describe, expect, test } from "@jest/globals";
import nock, { failureOfTime, untilAsked } from "../support/nock.js";
import { Khipu } from "../../src/index.js";
import { API_KEY, failureOf, fixture, ORIGIN, testKhipu } from "../support/client.js";
import { type Method, METHODS, READS, WRITES } from "../support/methods.js";

const khipu = testKhipu();
const refusal = fixture("validation-error");
const named = (methods: readonly Method[]) =>
  methods.map((method) => [method.name, method] as const);

/** Expects exactly this method's request. */
function expectRequest({ http, path, query, body }: Method, headers = {}): nock.Interceptor {
  const scope = nock(ORIGIN, {
    reqheaders: {
      "x-api-key": API_KEY,
      accept: "application/json",
      "user-agent": /^khipu-sdk\/\d+\.\d+\.\d+$/,
      ...(body && { "content-type": "application/json" }),
      ...headers,
    },
    ...(!body && { badheaders: ["content-type"] }),
  });
  // nock takes no body for any body: an empty text is what says that there is none.
  const asked = scope.intercept(path, http, body ? (sent) => isEqual(sent, body) : "");
  return query ? asked.query({ ...query }) : asked;
}

/** nock's own comparison takes `"5"` for `5`. */
function isEqual(a: unknown, b: unknown): boolean {
  const sorted = (value: unknown) => JSON.stringify(Object.entries(value as object).sort());
  return sorted(a) === sorted(b);
}

describe("the table of methods", () => {
  test("has every method of every resource of Instant Payments 3.0, by its own operation", () => {
    const { subscriptions, chargeIntents, ...resources } = new Khipu({ apiKey: API_KEY });
    const methods = Object.entries(resources).flatMap(([resource, object]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(object))
        .filter((method) => method !== "constructor")
        .map((method) => `${resource}.${method}`),
    );

    // These read with `payments.get`, and are tested for what they make of it.
    const reading = ["payments.waitFor", "refunds.resolve"];
    expect([...METHODS.map(({ name }) => name), ...reading].sort()).toEqual(methods.sort());
    expect(new Set(METHODS.map(({ operation }) => operation)).size).toBe(METHODS.length);
    expect([subscriptions, chargeIntents]).not.toContain(undefined);
  });
});

describe.each(named(METHODS))("%s", (_, method) => {
  const { operation, answer, call, http } = method;
  const isRead = http === "GET";

  test("sends its request and resolves to the body as it came", async () => {
    expectRequest(method).reply(200, answer);

    await expect(call(khipu)).resolves.toEqual(answer);
  });

  test("gives the response to who asks for it", async () => {
    expectRequest(method).reply(200, answer, { "x-request-id": "r-1" });

    const { data, response } = await call(khipu).withResponse();

    expect(data).toEqual(answer);
    expect(response.status).toBe(200);
    expect(response.headers.get("x-request-id")).toBe("r-1");
  });

  test("sends a call's own headers, but never another key", async () => {
    expectRequest(method, { "x-trace": "abc" }).reply(200, answer);

    const headers = { "X-Trace": "abc", "X-Api-Key": "another", "User-Agent": "another" };
    await expect(call(khipu, { headers })).resolves.toEqual(answer);
  });

  test("rejects with what Khipu complains of, field by field", async () => {
    expectRequest(method).reply(400, refusal);

    const error = await failureOf(call(khipu));

    expect(error).toMatchObject({
      name: "KhipuApiError",
      operation,
      status: 400,
      outcome: "rejected",
      body: refusal,
      fieldErrors: [
        {
          field: "receiver_id",
          message: "La cuenta de cobro con ID 1 no está habilitada para hacer reversas.",
        },
      ],
      message: `${operation}: refused with 400 (receiver_id: La cuenta de cobro con ID 1 no está habilitada para hacer reversas.)`,
    });
  });

  test("rejects with the same through withResponse", async () => {
    expectRequest(method).reply(404, { message: "no está" });

    await expect(call(khipu).withResponse()).rejects.toMatchObject({
      name: "KhipuApiError",
      operation,
      status: 404,
      message: `${operation}: refused with 404 (no está)`,
    });
  });

  test.each([401, 403, 404, 500, 503])(
    "rejects with KhipuApiError on an empty %d",
    async (status) => {
      expectRequest(method).reply(status, "");

      expect(await failureOf(call(khipu))).toMatchObject({
        name: "KhipuApiError",
        operation,
        status,
        body: undefined,
        fieldErrors: [],
        outcome: status < 500 ? "rejected" : "unknown",
      });
    },
  );

  test.each([
    ["an empty body", ""],
    ["white space", " \n"],
    ["broken JSON", '{"message":"Mess'],
    ["HTML", "<html><body>It works!</body></html>"],
    ["null", "null"],
    ["an array", "[]"],
    ["a string", '"ok"'],
    ["a number", "7"],
    ["true", "true"],
  ])("does not take a 200 with %s for success", async (_name, body) => {
    expectRequest(method).reply(200, body);

    const error = await failureOf(call(khipu));

    expect(error).toMatchObject({ name: "KhipuConnectionError", operation, outcome: "unknown" });
    expect(String(error)).toContain("the answer (200) is no JSON object");
    expect(String(error).includes("look before you repeat it")).toBe(!isRead);
  });

  test("does not take a 204 for success", async () => {
    expectRequest(method).reply(204);

    expect(await failureOf(call(khipu))).toMatchObject({
      name: "KhipuConnectionError",
      operation,
      outcome: "unknown",
    });
  });

  test("tells of a lost answer that nobody knows its outcome", async () => {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    expectRequest(method).replyWithError(Object.assign(new TypeError("fetch failed"), { cause }));

    const error = await failureOf(call(khipu));

    expect(error).toMatchObject({
      name: "KhipuConnectionError",
      operation,
      outcome: "unknown",
      cause: { message: "fetch failed" },
    });
    expect(String(error)).toContain("the connection failed (ECONNRESET)");
    expect(String(error).includes("look before you repeat it")).toBe(!isRead);
  });

  test("rejects when its own time is up", async () => {
    expectRequest(method).delay(60_000).reply(200, answer);

    const failure = await failureOfTime(() => call(khipu, { timeoutMs: 300 }), 300);

    expect(failure).toMatchObject({
      name: "KhipuTimeoutError",
      operation,
      timeoutMs: 300,
      outcome: "unknown",
    });
  });

  test("rejects with the reason of its own signal", async () => {
    const reason = new Error("the buyer left");
    expectRequest(method).delay(60_000).reply(200, answer);
    const controller = new AbortController();

    const failure = failureOf(call(khipu, { signal: controller.signal }));
    await untilAsked();
    controller.abort(reason);

    expect(await failure).toBe(reason);
  });

  test("sends nothing when its signal was aborted before", async () => {
    const signal = AbortSignal.abort("too late");

    expect(await failureOf(call(khipu, { signal }))).toBe("too late");
  });
});

describe("a call that fails", () => {
  const patient = testKhipu({ maxRetries: 1 });

  test.each(named(READS))("is repeated after a 500: %s", async (_, method) => {
    expectRequest(method).reply(500, "", { "retry-after": "0" });
    expectRequest(method).reply(200, method.answer);

    await expect(method.call(patient)).resolves.toEqual(method.answer);
  });

  test.each(named(WRITES))("is not repeated after a 500, being a write: %s", async (_, method) => {
    expectRequest(method).reply(500, "", { "retry-after": "0" });

    expect(await failureOf(method.call(patient))).toMatchObject({
      name: "KhipuApiError",
      status: 500,
      outcome: "unknown",
      message: expect.stringContaining("look before you repeat it"),
    });
  });

  test.each(named(METHODS))("is repeated after a 429, which did nothing: %s", async (_, method) => {
    expectRequest(method).reply(429, "", { "retry-after": "0" });
    expectRequest(method).reply(200, method.answer);

    await expect(method.call(patient)).resolves.toEqual(method.answer);
  });
});
