import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { watchOrder } from "../../src/browser/index.js";
import { httpAnswer, startRawServer, useRealSockets } from "../support/raw-server.js";
import { handInTimers, until } from "../support/timers.js";
import { answering, ok, PAID, PENDING, watchAll } from "./answering.js";

useRealSockets();

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe("polling", () => {
  test("says what it has, and takes 304 for no change", async () => {
    const { url, requests } = await answering(
      ok(PENDING, { etag: '"a"' }),
      httpAnswer(304, ""),
      ok(PAID, { etag: '"b"' }),
    );

    expect((await watchAll(url)).told).toEqual(["pending", "paid"]);
    expect(requests.map(({ headers }) => headers["if-none-match"])).toEqual([
      undefined,
      '"a"',
      '"a"',
    ]);
  });

  test("drops what is the same, and what is older than what it has seen", async () => {
    const { url } = await answering(
      ok('{"state":"pending","final":false,"version":1}'),
      ok('{"state":"verifying","final":false,"version":3}'),
      ok('{"state":"pending","final":false,"version":2}'),
      ok('{"state":"verifying","final":false,"version":3}'),
      ok('{"state":"paid","final":true,"version":4}'),
    );

    expect((await watchAll(url)).told).toEqual(["pending", "verifying", "paid"]);
  });

  test("tells what the page showed at first when it comes again", async () => {
    const { url } = await answering(
      ok(PENDING),
      ok('{"state":"verifying","final":false}'),
      ok(PENDING),
      ok(PAID),
    );

    expect((await watchAll(url, { shown: "pending" })).told).toEqual([
      "verifying",
      "pending",
      "paid",
    ]);
  });

  test("goes on after what may pass, and tells of it", async () => {
    const { url } = await answering(
      httpAnswer(503, "busy"),
      "not HTTP",
      ok("<title>Log in</title>"),
      ok("null"),
      ok(PAID),
    );

    expect(await watchAll(url)).toEqual({
      told: ["paid"],
      ended: "final",
      reasons: [
        ["unreachable", 503],
        ["unreachable", undefined],
        ["unreadable", undefined],
        ["unreadable", undefined],
      ],
    });
  });

  test.each([401, 403, 404, 410])("ends at %d", async (status) => {
    const { url, requests } = await answering(ok(PENDING), httpAnswer(status, ""));

    expect(await watchAll(url)).toEqual({
      told: ["pending"],
      ended: "refused",
      reasons: [["refused", status]],
    });
    expect(requests).toHaveLength(2);
  });

  test.each([408, 425, 429])("goes on after %d", async (status) => {
    const { url } = await answering(httpAnswer(status, ""), ok(PAID));

    expect(await watchAll(url)).toMatchObject({
      ended: "final",
      reasons: [["unreachable", status]],
    });
  });

  test.each<[string, () => string]>([
    ["seconds", () => "1"],
    ["a date", () => new Date(Date.now() + 1_000).toUTCString()],
  ])("waits as long as Retry-After says in %s", async (_, value) => {
    handInTimers();
    jest.setSystemTime(new Date("2026-03-01T12:00:00Z"));
    const { url, requests } = await answering(
      httpAnswer(503, "", { "retry-after": value() }),
      ok(PAID),
    );
    const onError = jest.fn();
    const { done } = watchOrder(url, { onChange: () => undefined, onError, intervalMs: 10 });
    await until(() => onError.mock.calls.length > 0);

    await jest.advanceTimersByTimeAsync(999);
    expect(requests).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);

    expect((await done).ended).toBe("final");
  });

  test("waits longer from turn to turn, and never longer than it was told", async () => {
    const { url, requests } = await answering(ok(PENDING));
    const timers = jest.spyOn(globalThis, "setTimeout");

    const watch = watchOrder(url, { onChange: () => undefined, intervalMs: 20, maxIntervalMs: 60 });
    await until(() => requests.length > 8);
    watch.stop();

    // The rest are its deadline, and that of each answer.
    const waits = timers.mock.calls.map(([, ms = 0]) => ms).filter((ms) => ms < 1_000);
    // Each is spread by a quarter: 20, 30, 45, and 60 from there on.
    expect(waits[0]).toBeLessThan(26);
    expect(waits[1]).toBeGreaterThan(22);
    expect(Math.min(...waits.slice(3))).toBeGreaterThan(44);
    expect(Math.max(...waits)).toBeLessThan(76);
  });

  test("ends at its deadline though an answer is still to come", async () => {
    const server = await startRawServer(() => undefined);

    expect(await watchAll(server.url, { timeoutMs: 60 })).toEqual({
      told: [],
      ended: "timeout",
      reasons: [],
    });
  });

  test("goes on though your callbacks fail", async () => {
    const { url } = await answering(ok(PENDING), ok('{"state":"x","final":false}'), ok(PAID));
    const reasons: string[] = [];

    const { ended } = await watchOrder(url, {
      intervalMs: 5,
      onChange: ({ state }) => {
        if (state === "x") return Promise.reject(new Error("a frame"));
        throw new Error("no such element");
      },
      onError: ({ reason }) => {
        reasons.push(reason);
        throw new Error("a logger");
      },
    }).done;

    expect(ended).toBe("final");
    expect(reasons).toEqual(["callback", "callback", "callback"]);
  });
});

test("a final status ends the watch though the callback that was told of it failed", async () => {
  const { url } = await answering(ok('{"step":3}'));

  const watch = watchOrder<{ step: number }>(url, {
    isFinal: ({ step }) => step === 3,
    onChange: () => {
      throw new Error("no such element");
    },
  });

  expect((await watch.done).ended).toBe("final");
});

test("an isFinal that fails is told, and nothing is final for it", async () => {
  const { url } = await answering(ok(PAID));
  const onError = jest.fn();
  handInTimers();

  const watch = watchOrder(url, {
    onError,
    isFinal: () => {
      throw new Error("a typing mistake");
    },
    onChange: () => undefined,
    timeoutMs: 60,
  });
  await until(() => onError.mock.calls.length > 0);
  jest.advanceTimersByTime(60);

  expect((await watch.done).ended).toBe("timeout");
  expect(onError.mock.calls[0]).toMatchObject([{ reason: "callback" }]);
});
