import { describe, expect, jest, test } from "@jest/globals";
import { getEventListeners } from "node:events";
import { createServer } from "node:net";
import { failureOf, testKhipu } from "../support/client.js";
import { httpAnswer, listen, startRawServer, useRealSockets } from "../support/raw-server.js";

useRealSockets();

const PARAMS = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;
const OK = '{"message":"ok"}';

/** Aborts a write on its way, with this reason, and tells what it rejected with. */
async function abortDuring(where: string, reason: unknown) {
  const controller = new AbortController();
  const abortSoon = () => void setTimeout(() => controller.abort(reason), 10);
  const server = await startRawServer((socket) => {
    if (where === "headers") abortSoon();
    if (where === "body") socket.write("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{", abortSoon);
    if (where === "a refusal's body") {
      socket.write("HTTP/1.1 400 No\r\ncontent-length: 50\r\n\r\n{", abortSoon);
    }
    if (where === "backoff") socket.write(httpAnswer(429, "", { "retry-after": "3" }));
  });
  const onRetry = abortSoon;
  const { payments } = testKhipu({ baseUrl: server.url, maxRetries: 2, hooks: { onRetry } });
  const started = performance.now();
  const error = await failureOf(payments.create(PARAMS, { signal: controller.signal }));
  const listeners = getEventListeners(controller.signal, "abort").length;
  return { error, listeners, requests: server.requests.length, took: performance.now() - started };
}

describe.each(["headers", "body", "a refusal's body", "backoff"])("an abort during %s", (where) => {
  test.each<[string, unknown]>([
    ["an error", new Error("the buyer left")],
    ["a string", "closing"],
    ["an object", { why: "closing" }],
    ["null", null],
    ["an empty string", ""],
    ["0", 0],
    ["false", false],
    ["a symbol", Symbol("stop")],
  ])("rejects at once with its reason, %s, itself", async (_, reason) => {
    const { error, listeners, requests, took } = await abortDuring(where, reason);

    expect(error).toBe(reason);
    expect(listeners).toBe(0);
    expect(requests).toBe(1);
    expect(took).toBeLessThan(2_500);
  });

  test("rejects with an AbortError when it has no reason", async () => {
    const { error } = await abortDuring(where, undefined);

    expect(error).toMatchObject({ name: "AbortError" });
  });
});

describe("an abort", () => {
  test("before the call sends nothing, and leaves no listener", async () => {
    const server = await startRawServer(() => undefined);
    const reason = { already: true };
    const signal = AbortSignal.abort(reason);

    const error = await failureOf(testKhipu({ baseUrl: server.url }).banks.list({ signal }));

    expect(error).toBe(reason);
    expect(server.requests).toEqual([]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("while connecting rejects at once", async () => {
    // Accepts, and never shakes hands.
    const { port, close } = await listen(createServer());
    const controller = new AbortController();
    const reason = new Error("stop");
    setTimeout(() => controller.abort(reason), 20);

    const khipu = testKhipu({ baseUrl: `https://127.0.0.1:${port}` });

    expect(await failureOf(khipu.payments.create(PARAMS, controller))).toBe(reason);
    await close();
  });

  test("from AbortSignal.timeout is the caller's TimeoutError, not the client's", async () => {
    const server = await startRawServer(() => undefined);
    const signal = AbortSignal.timeout(30);

    const error = await failureOf(testKhipu({ baseUrl: server.url }).banks.list({ signal }));

    expect(error).toBe(signal.reason);
    expect(error).toMatchObject({ name: "TimeoutError" });
  });

  test("after the answer changes nothing", async () => {
    const server = await startRawServer((socket) => socket.write(httpAnswer(200, OK)));
    const controller = new AbortController();

    const body = await testKhipu({ baseUrl: server.url }).banks.list(controller);
    controller.abort();

    expect(body).toEqual({ message: "ok" });
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("of a signal that many calls share stops them all, and nothing is printed meanwhile", async () => {
    const warnings: unknown[] = [];
    const onWarning = (warning: unknown) => warnings.push(warning);
    process.on("warning", onWarning);
    const khipu = testKhipu({ fetch: () => new Promise(() => undefined) });
    const controller = new AbortController();
    const call = () => failureOf(khipu.banks.list(controller));
    const wait = () => failureOf(khipu.payments.waitFor("gqzdy6chjne9", controller));

    const calls = Array.from({ length: 15 }, () => [call(), wait()]).flat();
    const listeners = getEventListeners(controller.signal, "abort").length;
    controller.abort("closing");
    const reasons = await Promise.all(calls);
    await new Promise((resolve) => setTimeout(resolve, 10));

    expect(reasons).toEqual(Array.from({ length: 30 }, () => "closing"));
    expect(listeners).toBe(1);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(warnings).toEqual([]);
    process.off("warning", onWarning);
  });

  test("of one of two calls that share a client leaves the other alone", async () => {
    const server = await startRawServer((socket) => {
      setTimeout(() => socket.write(httpAnswer(200, OK)), 50);
    });
    const khipu = testKhipu({ baseUrl: server.url });
    const controller = new AbortController();

    const stopped = failureOf(khipu.banks.list(controller));
    const other = khipu.banks.list();
    controller.abort("stop");

    expect(await stopped).toBe("stop");
    await expect(other).resolves.toEqual({ message: "ok" });
  });
});

describe("a fetch that heeds no signal", () => {
  const deaf = testKhipu({ fetch: () => new Promise(() => undefined) });
  const deafBody = testKhipu({
    fetch: () => Promise.resolve(new Response(new ReadableStream({ start: () => undefined }))),
  });

  test.each([
    ["at all", deaf],
    ["in its body", deafBody],
  ])("(%s) ends in time all the same", async (_, { payments }) => {
    const started = performance.now();
    const controller = new AbortController();
    setTimeout(() => controller.abort("stop"), 30);

    expect(await failureOf(payments.create(PARAMS, { timeoutMs: 50 }))).toMatchObject({
      name: "KhipuTimeoutError",
      timeoutMs: 50,
    });
    expect(await failureOf(payments.create(PARAMS, controller))).toBe("stop");
    expect(performance.now() - started).toBeLessThan(2_500);
  });

  test("that fails after the end is no unhandled rejection", async () => {
    const unhandled = jest.fn();
    process.on("unhandledRejection", unhandled);
    const { banks } = testKhipu({
      fetch: () => new Promise((_, reject) => setTimeout(() => reject(new Error("too late")), 30)),
    });

    const error = await failureOf(banks.list({ timeoutMs: 10 }));
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(error).toMatchObject({ name: "KhipuTimeoutError" });
    expect(unhandled).not.toHaveBeenCalled();
    process.off("unhandledRejection", unhandled);
  });
});

describe("a call that is over", () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

  test("leaves no timer, however it ended", async () => {
    const server = await startRawServer((socket, { path }) =>
      path.endsWith("/banks") ? socket.write(httpAnswer(200, OK)) : socket.destroy(),
    );
    const khipu = testKhipu({ baseUrl: server.url, timeoutMs: 60_000 });
    const before = timers();
    const signal = AbortSignal.abort();

    await khipu.banks.list();
    await failureOf(khipu.payments.get("gqzdy6chjne9"));
    await failureOf(khipu.payments.get(""));
    await failureOf(khipu.payments.create(PARAMS, { signal }));
    await failureOf(khipu.payments.waitFor("gqzdy6chjne9", { timeoutMs: 120, intervalMs: 100 }));

    // undici keeps one timer of its own for its connections.
    expect(timers()).toBeLessThanOrEqual(before + 1);
  });

  test("does not touch a signal that many calls share", async () => {
    const server = await startRawServer((socket) => socket.write(httpAnswer(200, OK)));
    const khipu = testKhipu({ baseUrl: server.url });
    const controller = new AbortController();

    for (let call = 0; call < 30; call++) await khipu.banks.list(controller);

    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });
});
