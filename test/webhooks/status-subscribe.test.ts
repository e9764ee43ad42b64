import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { statusHandler, type StatusHandlerOptions } from "../../src/webhooks/index.js";
import { handInTimers, until } from "../support/timers.js";
import { pause } from "./status-support.js";

type Subscribe = NonNullable<StatusHandlerOptions<Request>["subscribe"]>;

/** An order that a test changes, and a stream of it that would read it once in an hour. */
function watched(subscribe: Subscribe, options: Partial<StatusHandlerOptions<Request>> = {}) {
  const order = { state: "pending", final: false };
  const handle = statusHandler({
    read: () => ({ ...order }),
    subscribe,
    intervalMs: 3_600_000,
    heartbeatMs: 3_600_000,
    maxDurationMs: 3_600_000,
    ...options,
  });
  const headers = { accept: "text/event-stream" };
  const open = () =>
    handle(new Request("https://shop.example.com/orders/1042/status", { headers }));
  const pay = () => Object.assign(order, { state: "paid", final: true });
  return { open, pay };
}

afterEach(() => void jest.useRealTimers());

describe("subscribe", () => {
  test("wakes a stream at once, and is ended with it", async () => {
    let notify: () => void = () => undefined;
    const unsubscribe = jest.fn();
    const subscribe: Subscribe = (wake) => {
      notify = wake;
      return unsubscribe;
    };
    // No timer rings: nothing but the call wakes it.
    handInTimers();
    const { open, pay } = watched(subscribe);
    const response = await open();

    await jest.advanceTimersByTimeAsync(20);
    pay();
    notify();
    const text = await response.text();

    expect(text).toContain('{"state":"paid","final":true}');
    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });

  test("misses nothing that changes before it is heard of", async () => {
    const { open, pay } = watched(async () => {
      await pause(20);
      pay();
      return undefined;
    });

    await expect((await open()).text()).resolves.toContain('"paid"');
  });

  test("is ended even if it came about after the stream", async () => {
    const unsubscribe = jest.fn();
    const { open } = watched(
      async () => {
        await pause(60);
        return unsubscribe;
      },
      { maxDurationMs: 20 },
    );

    await (await open()).text();
    await until(() => unsubscribe.mock.calls.length > 0);

    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });

  test.each<[string, Subscribe]>([
    [
      "throws",
      () => {
        throw new Error("no broker");
      },
    ],
    ["rejects", () => Promise.reject(new Error("no broker"))],
  ])(
    "may fail: when it %s, the order is read every so often all the same",
    async (_, subscribe) => {
      const onError = jest.fn();
      const { open, pay } = watched(subscribe, { intervalMs: 20, onError });
      const response = await open();

      pay();

      await expect(response.text()).resolves.toContain('"paid"');
      expect(onError).toHaveBeenCalledTimes(1);
    },
  );

  test("that cannot be ended is told to onError", async () => {
    const onError = jest.fn();
    const fail = () => {
      throw new Error("broker is gone");
    };
    const { open } = watched(() => fail, { maxDurationMs: 20, onError });

    await (await open()).text();
    await until(() => onError.mock.calls.length > 0);

    expect(onError).toHaveBeenCalledTimes(1);
  });
});
