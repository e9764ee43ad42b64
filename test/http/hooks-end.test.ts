import { afterEach, describe, expect, jest, test } from "@jest/globals";
import type { Socket } from "node:net";
import type { EndEvent } from "../../src/index.js";
import { failureOf, testKhipu } from "../support/client.js";
import { recordedHooks } from "../support/hooks.js";
import { httpAnswer, startRawServer, useRealSockets } from "../support/raw-server.js";
import { asWord, everythingShownBy } from "../support/secrets.js";
import { handInTimers } from "../support/timers.js";

useRealSockets();
afterEach(() => void jest.useRealTimers());

const ID = "gqzdy6chjne9";
const AGAIN = { "retry-after": "0" };

/** How a server may treat an attempt. */
const say = (text: string) => (socket: Socket) => void socket.end(text);
const ok = say(httpAnswer(200, `{"payment_id":"${ID}"}`));
const refuse = (status: number) => say(httpAnswer(status, `{"message":"${ID}"}`, AGAIN));
const cut = say("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{");
const hang = () => undefined;
/** Hangs on a clock that is handed in, until the time of the call is up. */
const outlast = () => {
  jest.advanceTimersByTime(1_000);
};
const reset = (socket: Socket) => void socket.resetAndDestroy();

interface Ending {
  readonly says: string;
  readonly attempts: readonly ((socket: Socket) => void)[];
  readonly order: string;
  readonly end: Partial<EndEvent>;
  readonly options?: { timeoutMs: number };
}

const READS: readonly Ending[] = [
  {
    says: "an answer",
    attempts: [ok],
    order: "request response end",
    end: { outcome: "succeeded", status: 200, attempt: 1 },
  },
  {
    says: "a refusal",
    attempts: [refuse(404)],
    order: "request response end",
    end: { outcome: "rejected", status: 404, error: apiError(404, "rejected") },
  },
  {
    says: "an answer after two that failed",
    attempts: [refuse(503), reset, ok],
    order: "request response retry request retry request response end",
    end: { outcome: "succeeded", status: 200, attempt: 3 },
  },
  {
    says: "three failures of the service",
    attempts: [refuse(500), refuse(502), refuse(503)],
    order: "request response retry request response retry request response end",
    end: { outcome: "unknown", status: 503, attempt: 3, error: apiError(503, "unknown") },
  },
  {
    says: "an answer that is no JSON",
    attempts: [say(httpAnswer(200, "<html>"))],
    order: "request response end",
    end: { outcome: "unknown", status: 200, error: connectionError("unknown") },
  },
  {
    says: "a redirect",
    attempts: [say(httpAnswer(302, "", { location: "/elsewhere" }))],
    order: "request end",
    end: { outcome: "unknown", status: 302, error: connectionError("unknown") },
  },
  {
    says: "a time that runs out before there is an answer",
    attempts: [outlast],
    options: { timeoutMs: 1_000 },
    order: "request end",
    end: { outcome: "unknown", error: { name: "KhipuTimeoutError", outcome: "unknown" } },
  },
  {
    says: "a wait that is too long to begin",
    attempts: [say(httpAnswer(503, "", { "retry-after": "60" }))],
    order: "request response end",
    end: { outcome: "unknown", status: 503, attempt: 1 },
  },
];

const WRITES: readonly Ending[] = [
  {
    says: "a body that is cut",
    attempts: [cut],
    order: "request end",
    end: {
      outcome: "unknown",
      status: 200,
      error: { ...connectionError("unknown"), code: "UND_ERR_SOCKET" },
    },
  },
  {
    says: "a reset",
    attempts: [reset],
    order: "request end",
    end: { outcome: "unknown", error: { ...connectionError("unknown"), code: "ECONNRESET" } },
  },
  {
    says: "408, after which it may have taken effect",
    attempts: [refuse(408)],
    order: "request response end",
    end: { outcome: "unknown", status: 408, error: apiError(408, "unknown") },
  },
];

function apiError(status: number, outcome: "rejected" | "unknown") {
  return { name: "KhipuApiError", status, outcome };
}

function connectionError(outcome: "not_sent" | "unknown") {
  return { name: "KhipuConnectionError", outcome };
}

/** Runs one call against a server that treats its attempts so. */
async function run({ attempts, options }: Ending, method: "get" | "delete") {
  if (options) handInTimers();
  const seen = recordedHooks();
  const server = await startRawServer((socket, _, index) => attempts[index]?.(socket));
  const khipu = testKhipu({ baseUrl: server.url, maxRetries: 2, hooks: seen.hooks, ...options });
  await khipu.payments[method](ID).then(
    () => undefined,
    () => undefined,
  );
  return { ...seen, requests: server.requests.length, url: server.url };
}

describe("a call ends in exactly one event", () => {
  test.each(READS)("after $says", async (ending) => {
    const { order, ends, all, requests, url } = await run(ending, "get");

    expect(order.join(" ")).toBe(ending.order);
    expect(requests).toBe(ending.attempts.length);
    expect(ends).toEqual([expect.objectContaining(ending.end)]);
    expect(ends[0]).toMatchObject({
      operation: "getPaymentById",
      path: "/v3/payments/{id}",
      url: `${url}/v3/payments/{id}`,
    });
    expect(everythingShownBy(all)).not.toContain(ID);
  });

  test.each(WRITES)("of a write, after $says", async (ending) => {
    const { order, ends, all } = await run(ending, "delete");

    expect(order.join(" ")).toBe(ending.order);
    expect(ends).toEqual([expect.objectContaining(ending.end)]);
    expect(everythingShownBy(all)).not.toContain(ID);
  });

  test("where nobody listens", async () => {
    const { order, ends, hooks } = recordedHooks();
    const server = await startRawServer(() => undefined);
    await server.close();

    await failureOf(testKhipu({ baseUrl: server.url, hooks }).payments.get(ID));

    expect(order).toEqual(["request", "end"]);
    const error = { ...connectionError("not_sent"), code: "ECONNREFUSED" };
    expect(ends).toEqual([expect.objectContaining({ outcome: "not_sent", attempt: 1, error })]);
  });

  test.each([
    ["during an attempt", hang, "request end"],
    [
      "during a wait",
      say(httpAnswer(429, "", { "retry-after": "3" })),
      "request response retry end",
    ],
  ])("when the caller gives up %s, whose reason is told nobody", async (_, treat, order) => {
    const seen = recordedHooks();
    const controller = new AbortController();
    const abort = () => controller.abort(new Error(`no ${ID} any more`));
    const server = await startRawServer((socket) => {
      treat(socket);
      if (treat === hang) abort();
    });
    const hooks = { ...seen.hooks };
    hooks.onRetry = (event) => {
      seen.hooks.onRetry?.(event);
      setImmediate(abort);
    };
    const khipu = testKhipu({ baseUrl: server.url, maxRetries: 1, hooks });

    await failureOf(khipu.payments.get(ID, { signal: controller.signal }));

    expect(seen.order.join(" ")).toBe(order);
    const error = { name: "AbortError", outcome: "unknown" };
    expect(seen.ends).toEqual([expect.objectContaining({ outcome: "unknown", error })]);
    expect(everythingShownBy(seen.all)).not.toContain(ID);
  });

  test("while each of its hooks throws", async () => {
    const { ends, hooks } = recordedHooks();
    const throwing = Object.fromEntries(
      Object.entries(hooks).map(([name, hook]) => [
        name,
        (event: EndEvent) => {
          (hook as (event: EndEvent) => void)(event);
          throw new Error("a bad hook");
        },
      ]),
    );
    const server = await startRawServer((socket) => ok(socket));

    await testKhipu({ baseUrl: server.url, hooks: throwing }).payments.get(ID);

    expect(ends).toHaveLength(1);
  });

  test("and tells nothing of what a failed refund was about", async () => {
    const { ends, hooks } = recordedHooks();
    const server = await startRawServer(reset);
    const { refunds } = testKhipu({ baseUrl: server.url, hooks });

    await failureOf(refunds.create({ type: "partial", payment_id: ID, amount: 7531 }));

    expect(ends).toHaveLength(1);
    expect(everythingShownBy(ends)).not.toContain(ID);
    expect(everythingShownBy(ends)).not.toMatch(asWord("7531"));
  });
});
