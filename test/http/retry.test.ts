import { afterEach, describe, expect, jest, test } from "@jest/globals";
import type { RetryEvent } from "../../src/index.js";
import { retryDelayMs } from "../../src/http/retry.js";
import { failureOf, testKhipu } from "../support/client.js";
import { httpAnswer, type Script, startRawServer, useRealSockets } from "../support/raw-server.js";
import { handInTimers, until } from "../support/timers.js";

useRealSockets();
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

const PARAMS = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;
const OK = httpAnswer(200, '{"message":"ok"}');
const NOW = Date.UTC(2031, 5, 1, 12, 0, 0);

/** A server that answers so, and then well. */
function failing(times: number, answer: string): Script {
  return (socket, _, index) => socket.write(index < times ? answer : OK);
}

/** Reads from it; tells what was retried. */
async function readFrom(script: Script, options: object) {
  const server = await startRawServer(script);
  const retries: RetryEvent[] = [];
  const onRetry = (event: RetryEvent) => retries.push(event);
  const { banks } = testKhipu({ baseUrl: server.url, hooks: { onRetry }, ...options });
  const started = performance.now();
  const outcome = await banks.list().then(
    (body: unknown) => ({ body, error: undefined }),
    (error: unknown) => ({ body: undefined, error }),
  );
  return { ...outcome, retries, sent: server.requests.length, took: performance.now() - started };
}

describe("retryDelayMs", () => {
  test.each([
    [1, 0, 0],
    [1, 0.5, 250],
    [1, 1, 500],
    [2, 1, 1_000],
    [3, 1, 2_000],
    [5, 1, 8_000],
    [6, 1, 8_000],
    [1_000, 1, 8_000],
  ])("of attempt %d with chance %d is %d ms", (attempt, chance, delay) => {
    jest.spyOn(Math, "random").mockReturnValue(chance);

    expect(retryDelayMs(attempt, undefined)).toBe(delay);
  });

  test.each([
    ["0", 0],
    ["3", 3_000],
    ["0.25", 250],
    ["Sun, 01 Jun 2031 12:00:05 GMT", 5_000],
    ["Sunday, 01-Jun-31 12:00:05 GMT", 5_000],
    ["Sun, 01 Jun 2031 11:59:00 GMT", 0],
  ])("is what Retry-After: %s asks for", (header, delay) => {
    jest.spyOn(Date, "now").mockReturnValue(NOW);

    expect(retryDelayMs(1, header)).toBe(delay);
  });

  test.each([
    undefined,
    null,
    "",
    " ",
    "-1",
    "soon",
    "in 5",
    "1e3",
    "0x10",
    "5s",
    "NaN",
    "١",
    "+5",
    ".25",
  ])("does not take %j for a time", (header) => {
    jest.spyOn(Math, "random").mockReturnValue(1);

    expect(retryDelayMs(1, header)).toBe(500);
  });

  test.each([
    "on Sun, 01 Jun 2031 12:00:05 GMT",
    "Su, 01 Jun 2031 12:00:05 GMT",
    "Sundayssss, 01 Jun 2031 12:00:05 GMT",
    "Sun, 01 Jun 2031 12:00:05 GMT+0200",
    "Sun, 2031 GMT",
  ])("does not take %j for a date, though Date.parse does", (header) => {
    jest.spyOn(Math, "random").mockReturnValue(1);
    jest.spyOn(Date, "now").mockReturnValue(NOW);

    expect(Date.parse(header)).not.toBeNaN();
    expect(retryDelayMs(1, header)).toBe(500);
  });
});

describe("a repeated call", () => {
  test.each([
    [429, "Slow down"],
    [503, "Busy"],
    [408, "Late"],
  ])("waits as long as a %d asks for", async (status, body) => {
    const answer = httpAnswer(status, body, { "retry-after": "0.2" });
    const { body: data, retries, took } = await readFrom(failing(1, answer), { maxRetries: 2 });

    expect(data).toEqual({ message: "ok" });
    expect(retries).toMatchObject([
      { operation: "getBanks", attempt: 1, delayMs: 200, error: { name: "KhipuApiError", status } },
    ]);
    expect(took).toBeGreaterThan(190);
  });

  test("is sent at once when the date that is asked for has passed", async () => {
    const date = new Date(Date.now() - 60_000).toUTCString();
    const answer = httpAnswer(503, "", { "retry-after": date });
    const { body, retries } = await readFrom(failing(1, answer), { maxRetries: 1 });

    expect(body).toEqual({ message: "ok" });
    expect(retries).toMatchObject([{ attempt: 1, delayMs: 0 }]);
  });

  test("is sent no more often than asked", async () => {
    jest.spyOn(Math, "random").mockReturnValue(0);

    for (const maxRetries of [0, 1, 3]) {
      const { error, sent, retries } = await readFrom(failing(9, httpAnswer(500, "")), {
        maxRetries,
      });

      expect(error).toMatchObject({ name: "KhipuApiError", status: 500 });
      expect(sent).toBe(maxRetries + 1);
      expect(retries.map(({ attempt }) => attempt)).toEqual([1, 2, 3].slice(0, maxRetries));
    }
  });

  test("is sent three times when nothing is asked", async () => {
    jest.spyOn(Math, "random").mockReturnValue(0);
    const { sent } = await readFrom(failing(9, httpAnswer(500, "")), { maxRetries: undefined });

    expect(sent).toBe(3);
  });

  test("waits within its first half second, differently each time", () => {
    const delays = new Set<number>();
    for (let call = 0; call < 20; call++) {
      const delay = retryDelayMs(1, undefined);
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(500);
      delays.add(delay);
    }

    expect(delays.size).toBeGreaterThan(10);
  });
});

describe("a wait that does not fit before the deadline", () => {
  test.each(["60", "86400", "999999999999", new Date(NOW + 1e12).toUTCString()])(
    "(Retry-After: %s) is not begun: the refusal is thrown at once",
    async (seconds) => {
      const answer = httpAnswer(429, "", { "retry-after": seconds });
      const { error, sent, retries, took } = await readFrom(failing(1, answer), {
        maxRetries: 2,
        timeoutMs: 5_000,
      });

      expect(error).toMatchObject({ name: "KhipuApiError", status: 429, outcome: "rejected" });
      expect({ sent, retries }).toEqual({ sent: 1, retries: [] });
      expect(took).toBeLessThan(2_500);
    },
  );

  test("is told as what went wrong, should the time run out before it begins", async () => {
    const answer = httpAnswer(503, "", { "retry-after": "0.1" });
    handInTimers();
    // A hook that holds the whole program up, past the deadline.
    const onRetry = () => {
      jest.advanceTimersByTime(30_000);
    };
    const { error, sent } = await readFrom(failing(1, answer), {
      maxRetries: 2,
      timeoutMs: 30_000,
      hooks: { onRetry },
    });

    expect(error).toMatchObject({ name: "KhipuApiError", status: 503 });
    expect(sent).toBe(1);
  });
});

describe("one deadline", () => {
  test("covers all attempts and the waits between them", async () => {
    const server = await startRawServer((socket, _, index) => {
      if (index < 2) socket.write(httpAnswer(429, "", { "retry-after": "0.05" }));
    });
    const { payments } = testKhipu({ baseUrl: server.url, maxRetries: 5, timeoutMs: 1_000 });
    handInTimers();

    const failing = failureOf(payments.create(PARAMS));
    for (const attempts of [1, 2]) {
      // The deadline of the call, and a wait.
      await until(() => server.requests.length === attempts && jest.getTimerCount() === 2);
      await jest.advanceTimersByTimeAsync(50);
    }
    await until(() => server.requests.length === 3);
    await jest.advanceTimersByTimeAsync(899);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);

    expect(await failing).toMatchObject({
      name: "KhipuTimeoutError",
      timeoutMs: 1_000,
      outcome: "unknown",
    });
    expect(server.requests).toHaveLength(3);
  });

  test.each([0, -1, NaN, Infinity, 2 ** 31, "1000", 5n])("is never %p", async (timeoutMs) => {
    const { banks } = testKhipu();

    const error = await failureOf(banks.list({ timeoutMs: timeoutMs as number }));

    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toContain("timeoutMs");
    expect(() => testKhipu({ timeoutMs: timeoutMs as number })).toThrow(RangeError);
  });
});
