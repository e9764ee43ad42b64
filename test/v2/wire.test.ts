import { describe, expect, test } from "@jest/globals";
import nock, { failureOfTime } from "../support/nock.js";
import { failureOf } from "../support/client.js";
import { everythingShownBy } from "../support/secrets.js";
import { BASE_PATH, fixture, ORIGIN, RECEIVER_ID, SECRET, testKhipuV2 } from "./support/client.js";
import { type Method, METHODS, READS, WRITES } from "./support/methods.js";

const khipu = testKhipuV2();
const refusal = fixture("refusal.400");
const named = (methods: readonly Method[]) =>
  methods.map((method) => [method.name, method] as const);

/** Expects exactly this method's request: the signature is over method, address and fields. */
function expectRequest({ http, path, form, signature }: Method, headers = {}): nock.Interceptor {
  const scope = nock(ORIGIN, {
    reqheaders: {
      authorization: `${RECEIVER_ID}:${signature}`,
      accept: "application/json",
      "user-agent": /^khipu-sdk\/\d+\.\d+\.\d+$/,
      ...(form && { "content-type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
    badheaders: ["x-api-key", ...(form ? [] : ["content-type"])],
  });
  // nock takes no body for any body: an empty text is what says that there is none.
  return scope.intercept(BASE_PATH + path, http, form ? () => true : "");
}

test("the table has every method of every resource, by its own operation", () => {
  const { notifications, ...resources } = khipu;
  const methods = Object.entries(resources).flatMap(([resource, object]) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(object))
      .filter((method) => method !== "constructor")
      .map((method) => `${resource}.${method}`),
  );

  const here = METHODS.map(({ name }) => name);
  // It reads with `payments.get`, and is tested for what it makes of it.
  expect([...here, "payments.waitFor"].sort()).toEqual(methods.sort());
  expect(new Set(METHODS.map(({ operation }) => operation)).size).toBe(METHODS.length);
  expect(notifications.receiverId).toBe("985101");
});

describe.each(named(METHODS))("%s", (_, method) => {
  const { operation, answer, call, form, http } = method;
  const isRead = http === "GET";

  test("sends its request, byte for byte, and resolves to the body as it came", async () => {
    const bodies: unknown[] = [];
    expectRequest(method).reply(200, (_uri, body) => {
      bodies.push(body);
      return answer;
    });

    await expect(call(khipu)).resolves.toEqual(answer);
    expect(bodies).toEqual([form ?? ""]);
  });

  test("gives the response to who asks for it", async () => {
    expectRequest(method).reply(200, answer, { "x-request-id": "r-1" });

    const { data, response } = await call(khipu).withResponse();

    expect(data).toEqual(answer);
    expect(response.headers.get("x-request-id")).toBe("r-1");
  });

  test("sends a call's own headers, but never another signature", async () => {
    expectRequest(method, { "x-trace": "abc" }).reply(200, answer);

    const type = form && { "Content-Type": "text/plain" };
    const headers = { "X-Trace": "abc", Authorization: "another", ...type };
    await expect(call(khipu, { headers })).resolves.toEqual(answer);
  });

  test("rejects with what Khipu complains of, field by field", async () => {
    expectRequest(method).reply(400, refusal);

    expect(await failureOf(call(khipu))).toMatchObject({
      name: "KhipuApiError",
      operation,
      status: 400,
      outcome: "rejected",
      body: refusal,
      fieldErrors: [{ field: "receiver_id" }],
    });
  });

  test.each([403, 404, 503])("rejects with KhipuApiError on an empty %d", async (status) => {
    expectRequest(method).reply(status, "");

    expect(await failureOf(call(khipu))).toMatchObject({
      name: "KhipuApiError",
      operation,
      status,
      body: undefined,
      outcome: status < 500 ? "rejected" : "unknown",
    });
  });

  test.each([
    ["an empty body", ""],
    ["broken JSON", '{"message":"Mess'],
    ["HTML", "<html><body>It works!</body></html>"],
    ["an array", "[]"],
  ])("does not take a 200 with %s for success", async (_name, body) => {
    expectRequest(method).reply(200, body);

    const error = await failureOf(call(khipu));

    expect(error).toMatchObject({ name: "KhipuConnectionError", operation, outcome: "unknown" });
    expect(String(error).includes("look before you repeat it")).toBe(!isRead);
  });

  test("tells of a lost answer that nobody knows its outcome", async () => {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    expectRequest(method).replyWithError(Object.assign(new TypeError("fetch failed"), { cause }));

    expect(await failureOf(call(khipu))).toMatchObject({
      name: "KhipuConnectionError",
      operation,
      outcome: "unknown",
      message: expect.stringContaining("the connection failed (ECONNRESET)"),
    });
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

  test("never shows its secret or its signature, not even where the tool quotes headers", async () => {
    // Nothing is expected: what nock says then quotes the request, headers and all.
    nock(ORIGIN).get("/elsewhere").reply(200);

    const error = await failureOf(call(khipu));
    nock.cleanAll();

    expect(error).toMatchObject({ operation });
    expect(everythingShownBy(error)).not.toContain(SECRET);
    expect(everythingShownBy(error)).not.toContain(method.signature);
  });
});

describe("a call that fails", () => {
  const patient = testKhipuV2({ maxRetries: 1 });

  test.each(named(READS))("is repeated after a 503, signed again: %s", async (_, method) => {
    expectRequest(method).reply(503, "", { "retry-after": "0" });
    expectRequest(method).reply(200, method.answer);

    await expect(method.call(patient)).resolves.toEqual(method.answer);
  });

  test.each(named(WRITES))("is not repeated after a 503, being a write: %s", async (_, method) => {
    expectRequest(method).reply(503, "", { "retry-after": "0" });

    expect(await failureOf(method.call(patient))).toMatchObject({
      name: "KhipuApiError",
      status: 503,
      outcome: "unknown",
    });
  });

  test.each(named(METHODS))("is repeated after a 429, which did nothing: %s", async (_, method) => {
    expectRequest(method).reply(429, "", { "retry-after": "0" });
    expectRequest(method).reply(200, method.answer);

    await expect(method.call(patient)).resolves.toEqual(method.answer);
  });
});

test("shows neither secret in a client nor in its parts", () => {
  expect(everythingShownBy(khipu)).not.toContain(SECRET);
  expect(everythingShownBy(khipu.payments)).not.toContain(SECRET);
});
