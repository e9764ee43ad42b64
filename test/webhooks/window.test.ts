import { describe, expect, jest, test } from "@jest/globals";
import { signNotification, verifyNotification } from "../../src/webhooks/index.js";
import type { VerifyOptions } from "../../src/webhooks/index.js";
import { OFFICIAL, SECRET, rejection } from "./vectors.js";

const DAY = 86_400_000;
const MINUTE = 60_000;

function verifyAt(now: () => number, options: Omit<VerifyOptions, "secret" | "now"> = {}) {
  return verifyNotification(OFFICIAL.body, OFFICIAL.header, { secret: SECRET, now, ...options });
}

/** Verifies the example so many milliseconds after it was signed. */
function verifyAfter(ageMs: number, options: Omit<VerifyOptions, "secret" | "now"> = {}) {
  return verifyAt(() => OFFICIAL.timestampMs + ageMs, options);
}

describe("the window of time", () => {
  test.each([
    ["exactly 3 days old", 3 * DAY, {}],
    ["two days old, as the last of Khipu's repetitions may be", 2 * DAY, {}],
    ["of this very moment", 0, {}],
    ["exactly 5 minutes ahead", -5 * MINUTE, {}],
    ["exactly as old as toleranceMs", 1000, { toleranceMs: 1000 }],
    ["exactly as far ahead as clockSkewMs", -1000, { clockSkewMs: 1000 }],
    ["not a millisecond old, with no tolerance", 0, { toleranceMs: 0, clockSkewMs: 0 }],
    ["ten years old, with toleranceMs: false", 3650 * DAY, { toleranceMs: false as const }],
    [
      "exactly 5 minutes ahead, with toleranceMs: false",
      -5 * MINUTE,
      { toleranceMs: false as const },
    ],
    ["ten years old, with toleranceMs: Infinity", 3650 * DAY, { toleranceMs: Infinity }],
  ])("admits a signature that is %s", async (_, ageMs, options) => {
    await expect(verifyAfter(ageMs, options)).resolves.toHaveProperty("payment_id", "zfxnocsow6mz");
  });

  test.each([
    ["a millisecond older than 3 days", 3 * DAY + 1, {}],
    ["a millisecond older than toleranceMs", 1001, { toleranceMs: 1000 }],
    ["a millisecond old, with no tolerance", 1, { toleranceMs: 0 }],
  ])("refuses a signature that is %s", async (_, ageMs, options) => {
    const error = await rejection(verifyAfter(ageMs, options));

    expect(error).toMatchObject({
      name: "KhipuNotificationError",
      reason: "stale",
      message: "verifyNotification: t is older than toleranceMs",
    });
  });

  test.each([
    ["a millisecond more than 5 minutes", -5 * MINUTE - 1, {}],
    ["a millisecond more than clockSkewMs", -1001, { clockSkewMs: 1000 }],
    ["a millisecond, with no skew", -1, { clockSkewMs: 0 }],
    [
      "more than 5 minutes, with toleranceMs: false",
      -5 * MINUTE - 1,
      { toleranceMs: false as const },
    ],
  ])("refuses a signature that is ahead by %s", async (_, ageMs, options) => {
    const error = await rejection(verifyAfter(ageMs, options));

    expect(error).toMatchObject({ name: "KhipuNotificationError", reason: "future" });
    expect(String(error)).toBe(
      "KhipuNotificationError: verifyNotification: t is newer than clockSkewMs",
    );
  });

  test("says of a time in seconds that it is one", async () => {
    const header = "t=1711965600,s=qkD+HFWukzEf3BIa6uB3vKpYIjGbe4iDTojFBZs4e6E=";

    const error = await rejection(
      verifyNotification(OFFICIAL.body, header, {
        secret: SECRET,
        now: () => OFFICIAL.timestampMs,
      }),
    );

    expect(error).toMatchObject({
      reason: "stale",
      message: "verifyNotification: t is older than toleranceMs: it is in seconds",
    });
  });
});

test.each([
  ["11 digits, which are milliseconds of before 1974", 99_999_999_999, ": it is in seconds"],
  ["12 digits, which may be milliseconds", 100_000_000_000, ""],
])("a time of %s is told as one that is too old", async (_, timestampMs, hint) => {
  const header = await signNotification(OFFICIAL.body, { secret: SECRET, timestampMs });

  const error = await rejection(
    verifyNotification(OFFICIAL.body, header, { secret: SECRET, now: () => OFFICIAL.timestampMs }),
  );

  expect(error).toHaveProperty("message", `verifyNotification: t is older than toleranceMs${hint}`);
});

describe("the clock", () => {
  test("is Date.now unless another is given", async () => {
    jest.useFakeTimers({ now: OFFICIAL.timestampMs, doNotFake: ["queueMicrotask", "nextTick"] });
    try {
      await expect(
        verifyNotification(OFFICIAL.body, OFFICIAL.header, { secret: SECRET }),
      ).resolves.toHaveProperty("payment_id");
    } finally {
      jest.useRealTimers();
    }
    const error = await rejection(
      verifyNotification(OFFICIAL.body, OFFICIAL.header, { secret: SECRET }),
    );
    expect(error).toMatchObject({ reason: "stale" });
  });

  test("is read once a notification", async () => {
    const now = jest.fn(() => OFFICIAL.timestampMs);

    await verifyAt(now);

    expect(now).toHaveBeenCalledTimes(1);
  });
});

describe("options of time that make no sense", () => {
  test.each([
    ["toleranceMs", { toleranceMs: NaN }],
    ["toleranceMs", { toleranceMs: -1 }],
    ["toleranceMs", { toleranceMs: "3 days" as unknown as number }],
    ["clockSkewMs", { clockSkewMs: NaN }],
    ["clockSkewMs", { clockSkewMs: -1 }],
  ])("are a RangeError that names %s: %j", async (name, options) => {
    const error = await rejection(verifyAfter(0, options));

    expect(error).toMatchObject({ name: "RangeError" });
    expect(String(error)).toContain(name);
  });

  test("never let a notification through a broken clock", async () => {
    expect(await rejection(verifyAt(() => NaN))).toMatchObject({ name: "RangeError" });
    expect(await rejection(verifyAt(() => undefined as unknown as number))).toMatchObject({
      name: "RangeError",
    });
    const noFunction = 5 as unknown as () => number;
    expect(await rejection(verifyAt(noFunction))).toMatchObject({ name: "TypeError" });
  });
});
