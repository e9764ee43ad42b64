import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import { KhipuApiError, KhipuConnectionError, KhipuTimeoutError } from "../../src/index.js";
import { type WaitOptions, waitUntil } from "../../src/lifecycle/wait.js";
import { failureOf } from "../support/client.js";
import { untyped } from "../support/untyped.js";

const PENDING = { status: "pending" };
const DONE = { status: "done" };
const broken = (status: number) =>
  new KhipuApiError("get", { status, body: undefined, outcome: "unknown" });

interface Setup {
  options?: WaitOptions;
  /** What the read number so-and-so (from 0) gives, or throws when it is an error. */
  reads?: (index: number) => unknown;
  readTakesMs?: number;
  random?: () => number;
  /** How much too soon each pause ends, as timers may; too late where it is less than 0. */
  earlyMs?: number;
}

/** Waits on a clock that moves only when the wait sleeps or reads. */
async function waitOnFakeClock({
  options = {},
  reads,
  readTakesMs = 0,
  random,
  earlyMs = 0,
}: Setup) {
  let now = 1_000;
  const naps: number[] = [];
  const remaining: number[] = [];
  const result = await waitUntil<unknown>({
    operation: "payments.waitFor",
    options,
    read: (remainingMs) => {
      remaining.push(remainingMs);
      now += Math.min(readTakesMs, remainingMs);
      const read = reads?.(remaining.length - 1) ?? PENDING;
      return read instanceof Error ? Promise.reject(read) : Promise.resolve(read);
    },
    // Throws, as a caller's test may, when it is asked about a read that failed.
    isDone: (read) => (read as { status: string }).status === "done",
    sleep: (ms) => {
      naps.push(ms);
      now += ms - earlyMs;
      return Promise.resolve();
    },
    now: () => now,
    random: random ?? (() => 0.5),
  }).then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  );
  return { ...result, naps, remaining, reads: remaining.length, tookMs: now - 1_000 };
}

describe("waitUntil", () => {
  test("reads at once, and gives what is there without a pause", async () => {
    const { value, naps, reads } = await waitOnFakeClock({ reads: () => DONE });

    expect(value).toBe(DONE);
    expect({ naps, reads }).toEqual({ naps: [], reads: 1 });
  });

  test("pauses ever longer, up to ten times the first pause", async () => {
    const { value, naps } = await waitOnFakeClock({
      reads: (index) => (index === 9 ? DONE : PENDING),
    });

    expect(value).toBe(DONE);
    expect(naps).toEqual([2_000, 3_000, 4_500, 6_750, 10_125, 15_188, 20_000, 20_000, 20_000]);
  });

  test("varies each pause by up to a fifth", async () => {
    const pause = async (random: number) =>
      (await waitOnFakeClock({ reads: (index) => (index ? DONE : PENDING), random: () => random }))
        .naps;

    expect(await pause(0)).toEqual([1_600]);
    expect(await pause(0.999999)).toEqual([expect.closeTo(2_400, 1)]);
  });

  test("gives up when its time is up, with what was last read", async () => {
    const last = { status: "verifying" };
    const { error, tookMs } = await waitOnFakeClock({
      options: { timeoutMs: 60_000 },
      reads: (index) => (index > 2 ? last : PENDING),
    });

    expect(error).toMatchObject({
      name: "KhipuTimeoutError",
      operation: "payments.waitFor",
      timeoutMs: 60_000,
      outcome: "unknown",
      last,
    });
    expect((error as Error).cause).toBeUndefined();
    expect(tookMs).toBeGreaterThanOrEqual(60_000);
    expect(tookMs).toBeLessThanOrEqual(60_001);
  });

  test("is patient for ten minutes, and modest: it never asks all the time", async () => {
    const { error, reads, tookMs } = await waitOnFakeClock({
      reads: () => ({ status: "new-status" }),
    });

    expect(error).toBeInstanceOf(KhipuTimeoutError);
    expect(tookMs).toBeCloseTo(600_000);
    expect(reads).toBeGreaterThan(25);
    expect(reads).toBeLessThan(50);
  });

  test("reads as seldom when every read fails", async () => {
    const { error, reads } = await waitOnFakeClock({ reads: () => broken(503) });

    expect(error).toMatchObject({ name: "KhipuTimeoutError", cause: { status: 503 } });
    expect("last" in Object(error) && (error as KhipuTimeoutError).last).toBeFalsy();
    expect(reads).toBeLessThan(50);
  });

  test("looks once more shortly before its end", async () => {
    const { naps, tookMs } = await waitOnFakeClock({ options: { timeoutMs: 50_000 } });

    const beforeLastRead = naps.slice(0, -1).reduce((sum, nap) => sum + nap, 0);
    expect(tookMs - beforeLastRead).toBeLessThanOrEqual(2_000 * 1.2);
  });

  test("does not read once more because a timer rang a moment early", async () => {
    const options = { timeoutMs: 1_000, intervalMs: 100 };
    const inTime = await waitOnFakeClock({ options });
    const early = await waitOnFakeClock({ options, earlyMs: 0.5 });

    expect(inTime).toMatchObject({ reads: 7, naps: [100, 150, 225, 263, 131, 100, 31] });
    expect(early).toMatchObject({ reads: 7, error: { name: "KhipuTimeoutError" } });
  });

  test.each([8_000, 8_001])(
    "does not read once more when a pause ends %d ms late",
    async (late) => {
      const { reads, error } = await waitOnFakeClock({
        options: { timeoutMs: 10_000, intervalMs: 2_000 },
        earlyMs: -late,
      });

      expect(reads).toBe(1);
      expect(error).toMatchObject({
        name: "KhipuTimeoutError",
        message: "payments.waitFor: not there after 10000 ms: see `last`",
        timeoutMs: 10_000,
        last: PENDING,
      });
    },
  );

  test("tells each read how long it may take", async () => {
    const { remaining } = await waitOnFakeClock({
      options: { timeoutMs: 10_000 },
      readTakesMs: 500,
    });

    expect(remaining[0]).toBe(10_000);
    expect(remaining[1]).toBe(10_000 - 500 - 2_000);
    expect(Math.min(...remaining)).toBeGreaterThan(0);
  });

  test("ends in time though every read takes all of it", async () => {
    const { error, reads } = await waitOnFakeClock({
      options: { timeoutMs: 5_000 },
      readTakesMs: 1e9,
      reads: () => new KhipuTimeoutError("get", "late", { timeoutMs: 5_000 }),
    });

    expect(error).toMatchObject({ name: "KhipuTimeoutError", operation: "payments.waitFor" });
    expect(reads).toBe(1);
  });

  test.each<[string, Error]>([
    ["a 500", broken(500)],
    ["a 503", broken(503)],
    ["a 408", broken(408)],
    ["a 429", broken(429)],
    ["a lost answer", new KhipuConnectionError("get", "lost", { outcome: "unknown" })],
    ["a refused connection", new KhipuConnectionError("get", "no", { outcome: "not_sent" })],
    ["a read that took too long", new KhipuTimeoutError("get", "late", { timeoutMs: 5 })],
  ])("waits on after %s", async (_, error) => {
    const { value, reads } = await waitOnFakeClock({
      reads: (index) => [PENDING, error, error, DONE][index],
    });

    expect(value).toBe(DONE);
    expect(reads).toBe(4);
  });

  test.each<[string, unknown]>([
    ["a 400", broken(400)],
    ["a 401", broken(401)],
    ["a 403", broken(403)],
    ["a 404", broken(404)],
    ["a caller's mistake", new TypeError("paymentId must not be empty")],
    ["an abort", new Error("stop")],
  ])("ends at once with %s", async (_, error) => {
    const { error: thrown, reads } = await waitOnFakeClock({
      reads: (index) => (index ? error : PENDING),
    });

    expect(thrown).toBe(error);
    expect(reads).toBe(2);
  });

  test("forgets a failure that a good read came after", async () => {
    const { error } = await waitOnFakeClock({
      reads: (index) => (index === 1 ? broken(500) : PENDING),
      options: { timeoutMs: 20_000 },
    });

    expect(error).toMatchObject({ last: PENDING });
    expect((error as Error).cause).toBeUndefined();
  });

  test.each<object>([
    ...[0, -1, NaN, Infinity, 2 ** 31, "5000", null].map((timeoutMs) => ({ timeoutMs })),
    ...[0, 99, -1, NaN, Infinity, 2 ** 31, "5000", null].map((intervalMs) => ({ intervalMs })),
  ])("refuses %p before it reads: a timer cannot keep it", async (options) => {
    const { error, reads } = await waitOnFakeClock({ options: untyped(options) });

    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toContain(Object.keys(options)[0]);
    expect(reads).toBe(0);
  });

  test("takes undefined for the default", async () => {
    const options = untyped<WaitOptions>({ timeoutMs: undefined, intervalMs: undefined });
    const { naps } = await waitOnFakeClock({ options, reads: (index) => (index ? DONE : PENDING) });

    expect(naps).toEqual([2_000]);
  });

  test("never pauses for less than 80 ms but at its end, whatever it is asked", async () => {
    const setup = fc.record({
      intervalMs: fc.integer({ min: 100, max: 100_000 }),
      timeoutMs: fc.integer({ min: 1, max: 1_000_000 }),
      readTakesMs: fc.integer({ min: 0, max: 3_000 }),
      chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });

    await fc.assert(
      fc.asyncProperty(setup, async ({ intervalMs, timeoutMs, readTakesMs, chance }) => {
        const { naps, reads, tookMs, error } = await waitOnFakeClock({
          options: { intervalMs, timeoutMs },
          readTakesMs,
          random: () => chance,
        });

        expect(error).toMatchObject({ name: "KhipuTimeoutError", last: PENDING });
        expect(naps.slice(0, -1).every((nap) => nap >= intervalMs * 0.8)).toBe(true);
        expect(naps.every((nap) => nap <= intervalMs * 12)).toBe(true);
        expect(reads).toBeLessThanOrEqual(timeoutMs / (intervalMs * 0.8) + 2);
        expect(tookMs).toBeLessThanOrEqual(timeoutMs + 1);
      }),
    );
  });
});

describe("a failed read", () => {
  test("that was aborted ends the wait with what it threw, even nothing", async () => {
    const nothing = await failureOf(
      waitUntil({
        operation: "x",
        options: {},
        read: () => Promise.reject(untyped<Error>(null)),
        isDone: () => true,
        sleep: () => Promise.resolve(),
        now: () => 0,
        random: () => 0,
      }),
    );

    expect(nothing).toBeNull();
  });
});
