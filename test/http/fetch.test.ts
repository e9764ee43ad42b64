import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { createContext, runInContext } from "node:vm";
import nock from "../support/nock.js";
import { Khipu } from "../../src/index.js";
import { API_KEY, failureOf, fixture, ORIGIN, testKhipu } from "../support/client.js";
import { untyped } from "../support/untyped.js";

afterEach(() => void jest.restoreAllMocks());

const PARAMS = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;
/** Made before anything replaces `fetch`. */
const early = new Khipu({ apiKey: API_KEY });

describe("the platform's fetch", () => {
  test("is looked up at each call, so that test tools can replace it afterwards", async () => {
    nock(ORIGIN).get("/v3/banks").reply(200, fixture("banks"));
    await expect(early.banks.list()).resolves.toHaveProperty("banks");

    const replaced = jest
      .spyOn(globalThis, "fetch")
      .mockImplementation(() => Promise.resolve(new Response('{"replaced":true}')));
    await expect(early.banks.list()).resolves.toEqual({ replaced: true });
    expect(replaced).toHaveBeenCalledTimes(1);
  });

  test("is called without a `this`: some platforms insist on it", async () => {
    const fetch = jest
      .spyOn(globalThis, "fetch")
      .mockImplementation(() => Promise.resolve(new Response("{}")));

    await early.banks.list();

    expect(fetch.mock.contexts).toEqual([undefined]);
  });
});

describe("a fetch of one's own", () => {
  test("gets an address and an init of plain values", async () => {
    const calls: unknown[][] = [];
    const khipu = testKhipu({
      fetch: (...args) => {
        calls.push(args);
        return Promise.resolve(new Response('{"payment_id":"gqzdy6chjne9"}'));
      },
      appInfo: { name: "shop", version: "2.1" },
    });

    await khipu.payments.create(PARAMS, { headers: { "X-Trace": "abc" } });
    await khipu.payments.get("gqzdy6chjne9");

    const headers = {
      accept: "application/json",
      "user-agent": expect.stringMatching(/^khipu-sdk\/\d+\.\d+\.\d+ shop\/2\.1$/),
      "x-api-key": API_KEY,
    };
    expect(calls).toStrictEqual([
      [
        "https://payment-api.khipu.com/v3/payments",
        {
          method: "POST",
          headers: { ...headers, "content-type": "application/json", "x-trace": "abc" },
          body: '{"amount":1000,"currency":"CLP","subject":"Order 1042"}',
          redirect: "manual",
          signal: expect.any(AbortSignal),
        },
      ],
      [
        "https://payment-api.khipu.com/v3/payments/gqzdy6chjne9",
        { method: "GET", headers, redirect: "manual", signal: expect.any(AbortSignal) },
      ],
    ]);
    expect(typeof calls[0]?.[0]).toBe("string");
    const sent = calls[0]?.[1] as { headers: object };
    expect(Object.getPrototypeOf(sent.headers)).toBe(Object.prototype);
  });

  test("of another realm works, though it knows none of this realm's classes", async () => {
    const foreign = runInContext(
      `(url, init) => {
        if (typeof url !== "string") throw new TypeError("not an address");
        for (const value of Object.values(init.headers))
          if (typeof value !== "string") throw new TypeError("not a header");
        const body = JSON.stringify({ banks: [], seen: init.method });
        const answer = { ok: true, status: 200, type: "basic", headers: new Map(), body: null };
        return Promise.resolve({ ...answer, text: () => Promise.resolve(body) });
      }`,
      createContext({}),
    ) as typeof fetch;

    await expect(testKhipu({ fetch: foreign }).banks.list()).resolves.toEqual({
      banks: [],
      seen: "GET",
    });
  });

  test.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("at once");
      },
    ],
    ["rejects", () => Promise.reject(new Error("later"))],
    ["rejects with nothing", () => Promise.reject(untyped<Error>(undefined))],
    ["rejects with null", () => Promise.reject(untyped<Error>(null))],
    ["rejects with a string", () => Promise.reject(untyped<Error>("no"))],
    ["resolves to nothing", () => Promise.resolve(undefined)],
    ["resolves to null", () => Promise.resolve(null)],
    ["gives no promise", () => 5],
    ["resolves to an object that is no response", () => Promise.resolve({})],
    [
      "resolves to a response already read",
      async () => {
        const response = new Response("{}");
        await response.text();
        return response;
      },
    ],
  ])("that %s is a KhipuConnectionError whose outcome nobody knows", async (_, run) => {
    let calls = 0;
    const khipu = testKhipu({
      maxRetries: 2,
      fetch: () => {
        calls++;
        return run() as Promise<Response>;
      },
    });

    expect(await failureOf(khipu.payments.create(PARAMS))).toMatchObject({
      name: "KhipuConnectionError",
      operation: "postPayment",
      outcome: "unknown",
    });
    expect(calls).toBe(1);
  });

  test("that fails without a code is told without one", async () => {
    const khipu = testKhipu({ fetch: () => Promise.reject(new Error("no")) });

    expect(String(await failureOf(khipu.banks.list()))).toBe(
      "KhipuConnectionError: getBanks: the connection failed",
    );
  });

  test("whose body fails, with whatever code, has sent its request", async () => {
    const cause = Object.assign(new Error("no"), { code: "ECONNREFUSED", syscall: "connect" });
    const broken = new ReadableStream({ start: (controller) => controller.error(cause) });
    let calls = 0;
    const khipu = testKhipu({
      maxRetries: 2,
      fetch: () => {
        calls++;
        return Promise.resolve(new Response(broken));
      },
    });

    expect(await failureOf(khipu.payments.create(PARAMS))).toMatchObject({
      name: "KhipuConnectionError",
      outcome: "unknown",
      cause,
    });
    expect(calls).toBe(1);
  });

  test.each([5, "fetch", {}, null])("must be a function, not %j", (fetch) => {
    expect(() => testKhipu({ fetch: fetch as unknown as typeof globalThis.fetch })).toThrow(
      new TypeError("fetch must be a function"),
    );
  });
});

describe("a client", () => {
  test("keeps two receivers apart", async () => {
    nock(ORIGIN, { reqheaders: { "x-api-key": "one" } })
      .get("/v3/banks")
      .reply(200, { banks: [1] });
    nock(ORIGIN, { reqheaders: { "x-api-key": "two" } })
      .get("/v3/banks")
      .reply(200, { banks: [2] });
    const [one, two] = [new Khipu({ apiKey: "one" }), new Khipu({ apiKey: "two" })];

    const answers = await Promise.all([two.banks.list(), one.banks.list()]);

    expect(answers).toEqual([{ banks: [2] }, { banks: [1] }]);
  });

  test("keeps fifty calls at once apart", async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `payment${index}`);
    for (const id of ids) nock(ORIGIN).get(`/v3/payments/${id}`).reply(200, { payment_id: id });

    const payments = await Promise.all(ids.map((id) => early.payments.get(id)));

    expect(payments.map(({ payment_id }) => payment_id)).toEqual(ids);
  });
});

describe("the promise of a call", () => {
  test("leaves no unhandled rejection when only the response is asked for", async () => {
    const unhandled = jest.fn();
    process.on("unhandledRejection", unhandled);
    nock(ORIGIN).get("/v3/banks").times(2).reply(403, "");

    await failureOf(early.banks.list().withResponse());
    await failureOf(early.banks.list());
    await new Promise((resolve) => setTimeout(resolve, 10));

    expect(unhandled).not.toHaveBeenCalled();
    process.off("unhandledRejection", unhandled);
  });

  test("makes one request, however often it is asked", async () => {
    nock(ORIGIN).get("/v3/banks").once().reply(200, fixture("banks"));

    const call = early.banks.list();
    const [body, whole, again] = await Promise.all([
      call,
      call.withResponse(),
      call.withResponse(),
    ]);

    expect(whole.data).toBe(body);
    expect(again.response).toBe(whole.response);
    expect(call).toBeInstanceOf(Promise);
    expect(JSON.stringify(call)).toBe("{}");
  });
});
