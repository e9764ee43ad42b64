import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { Http } from "../../src/http/http.js";
import { httpSettings } from "../../src/http/settings.js";
import { KhipuMismatchError } from "../../src/index.js";
import { failureOf, testKhipu } from "../support/client.js";
import { recordedHooks } from "../support/hooks.js";
import { letTimersFly } from "../support/timers.js";
import { untyped } from "../support/untyped.js";

beforeEach(letTimersFly);
afterEach(() => void jest.useRealTimers());

const PARAMS = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;

/** A client whose attempts end so, one after the other, each after 60 ms. */
function attempting(attempts: readonly (() => Promise<unknown>)[], options: object = {}) {
  const seen = recordedHooks();
  const left = [...attempts];
  const fetch = async (): Promise<Response> => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    return untyped(await left.shift()?.());
  };
  return { seen, khipu: testKhipu({ fetch, maxRetries: 2, hooks: seen.hooks, ...options }) };
}

const answer =
  (status: number, retryAfter = "0") =>
  () =>
    Promise.resolve(new Response("{}", { status, headers: { "retry-after": retryAfter } }));
const fail = (error: Error) => () => Promise.reject(error);
const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" });

describe("each attempt stands for itself", () => {
  test("one that was never sent is told as that, whatever the one before was answered", async () => {
    const { khipu, seen } = attempting([answer(429), fail(refused), answer(429), fail(refused)], {
      maxRetries: 1,
    });

    for (const call of [() => khipu.payments.create(PARAMS), () => khipu.banks.list()]) {
      const error = await failureOf(call());
      expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "not_sent" });
      expect(String(error)).toContain("the request was not sent (ECONNREFUSED)");
    }
    expect(seen.ends.map(({ status, outcome }) => [status, outcome])).toEqual([
      [undefined, "not_sent"],
      [undefined, "not_sent"],
    ]);
  });

  test("one without headers is repeated after the usual wait", async () => {
    const { khipu } = attempting([() => Promise.resolve({}), answer(200)]);

    await expect(khipu.banks.list()).resolves.toEqual({});
  });
});

describe("times", () => {
  test("are told of each answer and of the whole call", async () => {
    const { khipu, seen } = attempting([answer(503, "2"), answer(200)]);

    await khipu.banks.list();

    const told = seen.all.filter((event) => "durationMs" in (event as object));
    expect(told).toMatchObject([{ durationMs: 60 }, { durationMs: 60 }, { durationMs: 2_120 }]);
  });

  test.each([
    { timeoutMs: 2_060, isBegun: false },
    { timeoutMs: 2_061, isBegun: true },
  ])("of a wait that ends at the deadline is $isBegun to begin", async ({ timeoutMs, isBegun }) => {
    const { khipu, seen } = attempting([answer(503, "2"), answer(200)], { timeoutMs });

    await failureOf(khipu.banks.list());

    expect(seen.order.includes("retry")).toBe(isBegun);
    expect(seen.ends).toMatchObject([{ durationMs: isBegun ? 2_061 : 60, outcome: "unknown" }]);
  });
});

test("one of several calls has what is left, a slow one what it needs, and the client's time decides", () => {
  const fixed = { baseUrl: "https://payment-api.khipu.com", secrets: [] };
  const http = new Http(httpSettings({ timeoutMs: 500 }, fixed));

  expect([http.atMost(200), http.atMost(1_000)]).toEqual([200, 500]);
  expect([http.atLeast(200), http.atLeast(1_000)]).toEqual([500, 1_000]);
});

test("an error of ours that a fetch of one's own brings has an outcome that nobody knows", async () => {
  const error = new KhipuMismatchError("mine", []);
  const { khipu, seen } = attempting([fail(error)]);

  expect(await failureOf(khipu.banks.list())).toBe(error);
  expect(seen.ends).toMatchObject([
    { outcome: "unknown", error: { name: "KhipuMismatchError", outcome: "unknown" } },
  ]);
});
