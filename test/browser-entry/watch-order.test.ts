import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { createServer, type IncomingMessage } from "node:http";
import { watchOrder, type WatchOrderOptions } from "../../src/browser/index.js";
import { nodeStatusHandler, type StatusHandlerOptions } from "../../src/webhooks/index.js";
import { TestEventSource } from "../support/event-source.js";
import { handInTimers, until } from "../support/timers.js";
import { listen, useRealSockets } from "../support/raw-server.js";
import { untyped } from "../support/untyped.js";

useRealSockets();

const globals = globalThis as { EventSource?: unknown };
const closing: (() => unknown)[] = [];

afterEach(async () => {
  delete globals.EventSource;
  TestEventSource.all.splice(0).forEach((source) => source.close());
  jest.useRealTimers();
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A shop with one order, on a real socket. */
async function shop(options: Partial<StatusHandlerOptions<IncomingMessage>> = {}) {
  const order = { state: "pending", final: false };
  const accepts: string[] = [];
  const handle = nodeStatusHandler<IncomingMessage>({
    read: () => ({ ...order }),
    intervalMs: 5,
    retryMs: 20,
    ...options,
  });
  const server = createServer((request, response) => {
    accepts.push(request.headers.accept ?? "");
    void handle(request, response);
  });
  const { port, close } = await listen(server);
  closing.push(close);
  const become = (state: string, final = false) => void Object.assign(order, { state, final });
  return { url: `http://127.0.0.1:${port}/orders/1042/status`, become, accepts };
}

const states = (onChange: jest.Mock<(status: { state: string }) => unknown>) =>
  onChange.mock.calls.map(([{ state }]) => state);

describe.each([
  ["server-sent events", TestEventSource, /^text\/event-stream$/],
  ["polling", undefined, /^application\/json$/],
])("watchOrder over %s", (_, eventSource, accepted) => {
  test("tells each change once, and ends at the final one", async () => {
    globals.EventSource = eventSource;
    const { url, become, accepts } = await shop();
    const onChange = jest.fn(({ state }: { state: string }) => {
      if (state === "pending") become("verifying");
      else become("paid", true);
    });

    const end = await watchOrder(url, { onChange, intervalMs: 10 }).done;

    expect(states(onChange)).toEqual(["pending", "verifying", "paid"]);
    expect(end).toEqual({ ended: "final", status: { state: "paid", final: true } });
    expect(accepts.every((accept) => accepted.test(accept))).toBe(true);
  });

  test("does not tell what the page shows already, but tells what comes after", async () => {
    globals.EventSource = eventSource;
    const { url, become } = await shop();
    const onChange = jest.fn<(status: { state: string }) => unknown>();

    const { done } = watchOrder(url, { onChange, shown: "pending", intervalMs: 10 });
    setTimeout(become, 60, "paid", true);
    await done;

    expect(states(onChange)).toEqual(["paid"]);
  });

  test("is over at once for an order that was final when the page was made", async () => {
    globals.EventSource = eventSource;
    const { url, become } = await shop();
    become("paid", true);
    const onChange = jest.fn();

    const end = await watchOrder(url, { onChange, shown: "paid" }).done;

    expect(end.ended).toBe("final");
    expect(onChange).not.toHaveBeenCalled();
  });

  test("takes a shop's own idea of what is final", async () => {
    globals.EventSource = eventSource;
    const read = () => untyped<{ state: string }>({ state: "x", step: 3 });
    const { url } = await shop({ read });

    const watch = watchOrder<{ step: number }>(url, {
      onChange: () => undefined,
      isFinal: ({ step }) => step === 3,
    });

    expect(await watch.done).toMatchObject({ ended: "final", status: { step: 3 } });
  });

  test.each<[string, (stop: () => void, leave: AbortController) => void]>([
    ["stop()", (stop) => stop()],
    ["the signal", (_stop, leave) => leave.abort()],
  ])("is ended by %s, and calls nobody after that", async (__, endIt) => {
    globals.EventSource = eventSource;
    const { url, become } = await shop();
    const onChange = jest.fn<(status: { state: string }) => unknown>();
    const leave = new AbortController();
    const watch = watchOrder(url, { onChange, signal: leave.signal, intervalMs: 10 });
    await until(() => onChange.mock.calls.length > 0);

    endIt(() => watch.stop(), leave);
    become("paid", true);
    await new Promise((resolve) => setTimeout(resolve, 60));

    expect(await watch.done).toMatchObject({ ended: "stopped", status: { state: "pending" } });
    expect(states(onChange)).toEqual(["pending"]);
  });

  test("gives up at its deadline", async () => {
    globals.EventSource = eventSource;
    const { url } = await shop();
    const onTimeout = jest.fn();
    const onChange = jest.fn();
    handInTimers();
    const watch = watchOrder(url, { onChange, onTimeout, timeoutMs: 80 });
    await until(() => onChange.mock.calls.length > 0);

    jest.advanceTimersByTime(79);
    expect(onTimeout).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);

    expect(await watch.done).toMatchObject({ ended: "timeout", status: { state: "pending" } });
    expect(onTimeout).toHaveBeenCalledTimes(1);
  });

  test("ends where this visitor may not see the order", async () => {
    globals.EventSource = eventSource;
    const { url } = await shop({ read: () => undefined });
    const onError = jest.fn();

    const watch = watchOrder(url, { onChange: () => undefined, onError });

    expect(await watch.done).toEqual({ ended: "refused" });
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]).toMatchObject([{ reason: "refused", status: 404 }]);
  });
});

describe("watchOrder over streams that end", () => {
  test("connects again, is told nothing twice, and goes on", async () => {
    globals.EventSource = TestEventSource;
    const { url, become, accepts } = await shop({ maxDurationMs: 30 });
    const onChange = jest.fn<(status: { state: string }) => unknown>();
    const { done } = watchOrder(url, { onChange });
    await until(() => accepts.length >= 6);

    become("paid", true);
    await done;

    expect(states(onChange)).toEqual(["pending", "paid"]);
    expect(new Set(accepts)).toEqual(new Set(["text/event-stream"]));
  });
});

describe("the options of watchOrder", () => {
  test("are checked before anything is asked", () => {
    const url = "http://127.0.0.1:1/";
    const onChange = () => undefined;

    expect(() => watchOrder(url, untyped<WatchOrderOptions>({}))).toThrow(TypeError);
    expect(() => watchOrder("/no/base", { onChange })).toThrow(/URL/);
    for (const name of ["intervalMs", "maxIntervalMs", "timeoutMs"]) {
      expect(() => watchOrder(url, { onChange, [name]: 0 })).toThrow(RangeError);
    }
  });

  test("with a signal that is aborted already ask nothing", async () => {
    const { url, accepts } = await shop();

    const watch = watchOrder(url, { onChange: () => undefined, signal: AbortSignal.abort() });

    expect(await watch.done).toEqual({ ended: "stopped" });
    expect(accepts).toEqual([]);
  });
});
