import { describe, expect, jest, test } from "@jest/globals";
import { watchOrder } from "../../src/browser/index.js";
import { httpAnswer, startRawServer, useRealSockets } from "../support/raw-server.js";
import { answering, ok, PAID, PENDING, watchAll } from "./answering.js";

useRealSockets();

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
    ["a date", () => new Date(Date.now() + 2_000).toUTCString()],
  ])("waits as long as Retry-After says in %s", async (_, value) => {
    const { url, times } = await answering(
      httpAnswer(503, "", { "retry-after": value() }),
      ok(PAID),
    );

    await watchAll(url);

    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(900);
  });

  test("waits longer from turn to turn, and never longer than it was told", async () => {
    const { url, times } = await answering(ok(PENDING));

    await watchOrder(url, {
      onChange: () => undefined,
      intervalMs: 20,
      maxIntervalMs: 60,
      timeoutMs: 700,
    }).done;

    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(waits[0]).toBeLessThan(60);
    expect(Math.max(...waits.slice(3))).toBeGreaterThan(45);
    expect(waits.length).toBeGreaterThan(6);
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

  const watch = watchOrder(url, {
    onError,
    isFinal: () => {
      throw new Error("a typing mistake");
    },
    onChange: () => undefined,
    timeoutMs: 60,
  });

  expect((await watch.done).ended).toBe("timeout");
  expect(onError.mock.calls[0]).toMatchObject([{ reason: "callback" }]);
});
