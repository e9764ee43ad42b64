import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { getEventListeners } from "node:events";
import type { Payment, WaitForPaymentOptions } from "../../src/index.js";
import { failureOf, fixture, testKhipu } from "../support/client.js";
import { httpAnswer, startRawServer, useRealSockets } from "../support/raw-server.js";
import { letTimersFly } from "../support/timers.js";
import { untyped } from "../support/untyped.js";

useRealSockets();
afterEach(() => void jest.useRealTimers());

const ID = "gqzdy6chjne9";
type Read = object | number | "silence";

/** A payment as the service would send it. */
function payment(status: string, status_detail = "pending"): object {
  const expires_date = "2999-01-01T00:00:00.000Z";
  return { ...fixture("payment.pending"), payment_id: ID, status, status_detail, expires_date };
}

const PENDING = payment("pending");
const VERIFYING = payment("verifying");
const PAID = payment("done", "normal");

/** Waits for a payment of which one read after the other is this; the last one stays. */
async function waitFor(reads: readonly Read[], options: WaitForPaymentOptions = {}) {
  const server = await startRawServer((socket, _, index) => {
    const read = reads[Math.min(index, reads.length - 1)];
    if (typeof read === "number") socket.write(httpAnswer(read, '{"message":"no"}'));
    else if (read !== "silence") socket.write(httpAnswer(200, JSON.stringify(read)));
  });
  const started = performance.now();
  const ended = await endOf(testKhipu({ baseUrl: server.url }), options);
  return { ...ended, requests: server.requests, took: performance.now() - started };
}

/** The same without a socket, on a clock that is handed in: for what is about time. */
async function waitWithoutNetwork(reads: readonly Read[], options: WaitForPaymentOptions = {}) {
  letTimersFly();
  const times: number[] = [];
  const fetch = (_: unknown, { signal }: RequestInit = {}): Promise<Response> => {
    const read = reads[Math.min(times.push(performance.now()), reads.length) - 1];
    if (read === "silence") {
      return new Promise((__, reject) =>
        signal?.addEventListener("abort", () => reject(new Error("aborted"))),
      );
    }
    const status = typeof read === "number" ? read : 200;
    const body = typeof read === "number" ? { message: "no" } : read;
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  };
  const started = performance.now();
  const ended = await endOf(testKhipu({ fetch, timeoutMs: 300 }), options);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return { ...ended, times, gaps, took: performance.now() - started };
}

function endOf({ payments }: ReturnType<typeof testKhipu>, options: WaitForPaymentOptions) {
  return payments.waitFor(ID, { timeoutMs: 20_000, intervalMs: 100, ...options }).then(
    (found) => ({ found, error: undefined }),
    (error: unknown) => ({ found: undefined, error }),
  );
}

describe("payments.waitFor", () => {
  test("reads the payment until waiting can change nothing", async () => {
    const { found, requests } = await waitFor([PENDING, VERIFYING, PAID]);

    expect(found).toEqual(PAID);
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /v3/payments/gqzdy6chjne9",
      "GET /v3/payments/gqzdy6chjne9",
      "GET /v3/payments/gqzdy6chjne9",
    ]);
  });

  test.each<[string, object]>([
    ["paid", PAID],
    ["markedPaid", payment("done", "marked-paid-by-receiver")],
    ["rejected", payment("done", "rejected-by-payer")],
    ["abuse", payment("done", "marked-as-abuse")],
    ["reversed", payment("done", "reversed")],
    ["partiallyRefunded", payment("done", "partially-refunded")],
    ["fullyRefunded", payment("done", "fully-refunded")],
    ["deleted", payment("deleted")],
    ["expired", { ...PENDING, expires_date: "2001-01-01T00:00:00.000Z" }],
  ])("takes %s for an end", async (_, read) => {
    const { found, requests } = await waitFor([read]);

    expect(found).toEqual(read);
    expect(requests).toHaveLength(1);
  });

  test.each<[string, WaitForPaymentOptions["until"], number]>([
    ["a state", "verifying", 2],
    ["one of several states", ["paid", "verifying"], 2],
    ["a test of the payment", ({ status }) => status === "done", 3],
    ["a state that was there at once", "pending", 1],
  ])("waits for %s", async (_, until, reads) => {
    const { requests, found } = await waitFor([PENDING, VERIFYING, PAID], untyped({ until }));

    expect(found).toEqual([PENDING, VERIFYING, PAID][reads - 1]);
    expect(requests).toHaveLength(reads);
  });

  test("is no hot loop on a status that nobody has seen before", async () => {
    const { error, times, gaps } = await waitWithoutNetwork([payment("on-hold", "why")], {
      timeoutMs: 500,
    });

    expect(error).toMatchObject({ name: "KhipuTimeoutError", last: { status: "on-hold" } });
    expect(times.length).toBeGreaterThan(1);
    expect(times.length).toBeLessThan(9);
    expect(Math.min(...gaps.slice(0, -1))).toBeGreaterThan(75);
  });

  test("gives up in time, with the payment as it was last read", async () => {
    const { error, took } = await waitWithoutNetwork([PENDING, VERIFYING], {
      timeoutMs: 350,
    });

    expect(error).toMatchObject({
      name: "KhipuTimeoutError",
      operation: "payments.waitFor",
      timeoutMs: 350,
      last: { payment_id: ID, status: "verifying" },
    });
    expect(took).toBeGreaterThanOrEqual(350);
    expect(took).toBeLessThanOrEqual(351);
  });

  test("waits on after a 500, a 429 and a read without an answer", async () => {
    // The client's own 300 ms end the silent read long before the wait.
    const { found, times } = await waitWithoutNetwork([500, 429, "silence", PAID]);

    expect(found).toEqual(PAID);
    expect(times).toHaveLength(4);
  });

  test("tells why, when it never read the payment", async () => {
    const { error } = await waitWithoutNetwork([503], { timeoutMs: 400 });

    expect(error).toMatchObject({ name: "KhipuTimeoutError", cause: { status: 503 } });
    expect((error as { last?: Payment }).last).toBeUndefined();
  });

  test.each([400, 401, 403, 404])("ends at once with a %d", async (status) => {
    const { error, requests } = await waitFor([PENDING, status]);

    expect(error).toMatchObject({ name: "KhipuApiError", status, operation: "getPaymentById" });
    expect(requests).toHaveLength(2);
  });

  test.each<[string, Read[]]>([
    ["between two reads", [PENDING]],
    ["in a read", ["silence"]],
  ])("ends with its signal's reason, itself, when aborted %s", async (_, reads) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort("closing"), 60);

    const { error, took } = await waitFor(reads, { signal: controller.signal, intervalMs: 15_000 });

    expect(error).toBe("closing");
    expect(took).toBeLessThan(10_000);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("sends nothing with a signal that was aborted before", async () => {
    const { error, requests } = await waitFor([PAID], { signal: AbortSignal.abort(null) });

    expect(error).toBeNull();
    expect(requests).toEqual([]);
  });

  test("ends with what its test throws", async () => {
    const until = () => {
      throw new Error("no such order");
    };

    const { error } = await waitFor([PENDING], { until });

    expect(error).toMatchObject({ message: "no such order" });
  });

  test.each([{ timeoutMs: 0 }, { timeoutMs: Infinity }, { intervalMs: 99 }, { intervalMs: NaN }])(
    "refuses %j, and sends nothing",
    async (options) => {
      const { error, requests } = await waitFor([PAID], options);

      expect(error).toBeInstanceOf(RangeError);
      expect(requests).toEqual([]);
    },
  );

  test("needs no options", async () => {
    const server = await startRawServer((socket) =>
      socket.write(httpAnswer(200, JSON.stringify(PAID))),
    );

    await expect(testKhipu({ baseUrl: server.url }).payments.waitFor(ID)).resolves.toEqual(PAID);
    await expect(failureOf(testKhipu().payments.waitFor(""))).resolves.toBeInstanceOf(TypeError);
  });
});
