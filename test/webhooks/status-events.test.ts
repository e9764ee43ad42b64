import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { statusHandler } from "../../src/webhooks/index.js";
import { handlerOf, PAID, pause, PENDING, URL_OF_STATUS } from "./status-support.js";

describe("statusHandler, asked for events", () => {
  const ends: AbortController[] = [];
  afterEach(() => ends.splice(0).forEach((end) => end.abort()));

  test("tells each change once, and ends at the final one", async () => {
    const verifying = { state: "verifying", final: false };
    const { events } = handlerOf([PENDING, PENDING, verifying, verifying, PENDING, PAID]);

    const response = await events();

    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    const text = await response.text();
    expect(text).toMatch(/^retry: 2000\n\nid: \w{24}\ndata: /);
    expect(
      [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? "") as unknown),
    ).toEqual([PENDING, verifying, PENDING, PAID]);
  });

  test("says to who knows the status that it is alive, and repeats nothing", async () => {
    const first = await handlerOf([PENDING, PAID]).events();
    const id = /^id: (\w+)$/m.exec(await first.text())?.[1] ?? "";

    const text = await (await handlerOf([PENDING, PAID]).events({ "last-event-id": id })).text();

    expect(text).toMatch(
      /^retry: 2000\n\nevent: ping\ndata: \{\}\n\nid: \w+\ndata: \{"state":"paid"/,
    );
  });

  test("tells who knows the final status not to connect again", async () => {
    const first = await (await handlerOf([PAID]).events({ "last-event-id": "another" })).text();
    const id = /^id: (\w{24})$/m.exec(first)?.[1] ?? "";

    const response = await handlerOf([PAID]).events({ "last-event-id": id });

    expect(first).toContain('data: {"state":"paid","final":true}');
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });

  test("is heard of between changes", async () => {
    const { events } = handlerOf([PENDING], { heartbeatMs: 20, maxDurationMs: 3_600_000 });
    const reader = (await events()).body?.getReader();
    let text = "";

    while (text.split("event: ping").length <= 2) {
      const part = await reader?.read();
      text += Buffer.from(part?.value as Uint8Array).toString();
    }
    await reader?.cancel();

    expect(text.match(/^id: /gm)).toHaveLength(1);
  });

  test("reads as often as it was told, however often it says that it is alive", async () => {
    const { events, read } = handlerOf([PENDING], {
      intervalMs: 60_000,
      heartbeatMs: 5,
      maxDurationMs: 100,
    });

    expect(await (await events()).text()).toContain("event: ping");

    expect(read).toHaveBeenCalledTimes(1);
  });

  test.each([
    ["the order is gone", [PENDING, undefined]],
    ["the time is up", [PENDING]],
  ])("ends when %s", async (_, statuses) => {
    const { events } = handlerOf(statuses, { maxDurationMs: 60 });

    const text = await (await events()).text();

    expect(text.match(/^id: /gm)).toHaveLength(1);
  });

  test("ends when reading fails, and tells onError", async () => {
    const onError = jest.fn();
    let reads = 0;
    const read = () => (reads++ ? Promise.reject(new Error("database")) : PENDING);
    const handle = statusHandler({ read, onError, intervalMs: 5 });

    const response = await handle(
      new Request(URL_OF_STATUS, { headers: { accept: "text/event-stream" } }),
    );

    expect((await response.text()).match(/^id: /gm)).toHaveLength(1);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  test("ends in time though a read never does", async () => {
    let reads = 0;
    const read = () => (reads++ ? new Promise<undefined>(() => undefined) : PENDING);
    const handle = statusHandler({ read, intervalMs: 5, maxDurationMs: 60 });

    const response = await handle(
      new Request(URL_OF_STATUS, { headers: { accept: "text/event-stream" } }),
    );

    await expect(response.text()).resolves.toContain("pending");
  });

  test("ends every stream when the server shuts down", async () => {
    const end = new AbortController();
    ends.push(end);
    const { events } = handlerOf([PENDING], { signal: end.signal });
    const responses = await Promise.all([events(), events()]);

    end.abort();

    await expect(Promise.all(responses.map((response) => response.text()))).resolves.toHaveLength(
      2,
    );
  });

  test("stops reading when the visitor goes", async () => {
    const { events, read } = handlerOf([PENDING]);
    const response = await events();
    while (read.mock.calls.length < 3) await pause(2);

    await response.body?.cancel();
    const readsThen = read.mock.calls.length;
    await pause(40);

    expect(read).toHaveBeenCalledTimes(readsThen);
    expect(read.mock.calls.at(-1)?.[1].signal.aborted).toBe(true);
  });

  test("leaves no timer behind", async () => {
    jest.useFakeTimers();
    try {
      const streams = await Promise.all([
        handlerOf([PAID]).events(),
        handlerOf([PENDING]).events(),
      ]);
      expect(jest.getTimerCount()).toBeGreaterThan(0);

      await Promise.all(streams.map(({ body }) => body?.cancel() ?? Promise.resolve()));

      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});
