import { describe, expect, test } from "@jest/globals";
import { inspect } from "node:util";
import nock from "../support/nock.js";
import { Khipu } from "../../src/index.js";
import { API_KEY, failureOf, ORIGIN, testKhipu } from "../support/client.js";
import { type Called, METHODS } from "../support/methods.js";
import { everythingShownBy } from "../support/secrets.js";
import { untyped } from "../support/untyped.js";

const PARAMS = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;

/** A transport that quotes all it was given, as many do. */
function quoting(wrap: (url: string, init: RequestInit) => unknown): Promise<unknown> {
  return failureOf(
    testKhipu({
      fetch: (url, init) => Promise.reject(untyped<Error>(wrap(url, init))),
    }).payments.create(PARAMS),
  );
}

describe("the API key", () => {
  test("is not shown by the client, nor by any of its parts", async () => {
    nock(ORIGIN).get("/v3/banks").reply(200, "{}");
    const khipu = new Khipu({ apiKey: API_KEY, hooks: {}, appInfo: { name: "shop" } });
    await khipu.banks.list();

    for (const part of [khipu, ...(Object.values(khipu) as unknown[])]) {
      expect(everythingShownBy(part)).not.toContain(API_KEY);
      expect(inspect(part, { depth: 20, showHidden: true, showProxy: true })).not.toContain(
        API_KEY,
      );
    }
  });

  test.each(METHODS.map((method) => [method.name, method] as const))(
    "is not told by what %s rejects with when a test tool finds no match",
    async (_, { call }) => {
      nock(ORIGIN).get("/never").reply(200);

      const error = await failureOf(call(testKhipu()) satisfies Called);
      nock.cleanAll();

      expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "unknown" });
      expect(everythingShownBy(error)).not.toContain(API_KEY);
      expect(everythingShownBy(error)).toContain("No match");
    },
  );

  test.each<[string, (url: string, init: RequestInit) => unknown]>([
    [
      "axios",
      (url, init) => Object.assign(new Error("Network Error"), { config: { url, ...init } }),
    ],
    [
      "got",
      (url, init) =>
        Object.assign(new Error("no"), { options: { url, headers: new Headers(init.headers) } }),
    ],
    ["ky", (url, init) => Object.assign(new Error("no"), { request: new Request(url, init) })],
    ["a bare object", (url, init) => ({ url, init })],
    ["a string", (_, init) => `failed: ${JSON.stringify(init)}`],
    [
      "an AggregateError",
      (_, init) => new AggregateError([Object.assign(new Error("no"), { init })]),
    ],
    ["a cause of a cause", (_, init) => new Error("a", { cause: new Error("b", { cause: init }) })],
    ["a function", (_, init) => Object.assign(() => "no", { init })],
    ["a message", (_, init) => new Error(inspect(init))],
  ])("is not told by a transport that fails like %s", async (_, wrap) => {
    const error = await quoting(wrap);

    expect(error).toMatchObject({ name: "KhipuConnectionError", operation: "postPayment" });
    expect(everythingShownBy(error)).not.toContain(API_KEY);
  });

  test("does not get in the way of a code that says what went wrong", async () => {
    const error = await quoting((_, init) =>
      Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", config: init }),
    );

    expect(error).toMatchObject({
      outcome: "not_sent",
      cause: { name: "Error", code: "ECONNREFUSED", message: "connect ECONNREFUSED" },
    });
    expect(everythingShownBy(error)).not.toContain(API_KEY);
  });

  test("is not told by a refusal, a broken answer or a missed deadline", async () => {
    const echo = `{"message":"no ${API_KEY}","errors":[{"field":"${API_KEY}","message":"${API_KEY}"}]}`;
    nock(ORIGIN).get("/v3/banks").reply(400, echo, { "x-echo": API_KEY });
    nock(ORIGIN).get("/v3/banks").reply(200, `<p>${API_KEY}</p>`);
    nock(ORIGIN).get("/v3/banks").reply(200, `{"cut": "${API_KEY}`);
    nock(ORIGIN)
      .get("/v3/banks")
      .reply(307, API_KEY, { location: `https://x.example.com/${API_KEY}` });
    nock(ORIGIN).get("/v3/banks").delay(200).reply(200, "{}");
    const { banks } = testKhipu({ timeoutMs: 100 });

    for (let call = 0; call < 5; call++) {
      const error = await failureOf(banks.list());

      expect(error).toHaveProperty("operation", "getBanks");
      expect(everythingShownBy(error)).not.toContain(API_KEY);
    }
  });

  test.each([
    ["7 characters", "key-7d3", "bad key key-7d3"],
    ["8 characters", "key-7d31", "bad key [redacted]"],
  ])("of %s is quoted as: %s", async (_, apiKey, told) => {
    nock(ORIGIN)
      .get("/v3/banks")
      .reply(403, { message: `bad key ${apiKey}` });

    expect(await failureOf(testKhipu({ apiKey }).banks.list())).toHaveProperty("body", {
      message: told,
    });
  });

  test("that is a mere placeholder spoils no message", async () => {
    nock(ORIGIN).get("/v3/banks").reply(400, { message: "take a look", errors: [] });
    const cause = new Error("take a look");
    const { banks } = testKhipu({ apiKey: "a" });
    const broken = testKhipu({ apiKey: "a", fetch: () => Promise.reject(cause) });

    expect(await failureOf(banks.list())).toMatchObject({
      body: { message: "take a look", errors: [] },
    });
    expect(await failureOf(broken.banks.list())).toHaveProperty("cause", cause);
  });

  test("does not reach an error through the caller's own headers either", async () => {
    const headers = { "x-token": `Bearer ${API_KEY}` };
    nock(ORIGIN).get("/never").reply(200);

    const error = await failureOf(testKhipu().banks.list({ headers }));
    nock.cleanAll();

    expect(everythingShownBy(error)).not.toContain(API_KEY);
  });
});
