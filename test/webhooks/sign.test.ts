import { describe, expect, test } from "@jest/globals";
import { signNotification, verifyNotification } from "../../src/webhooks/index.js";
import type { NotificationBody, SignOptions } from "../../src/webhooks/index.js";
import { OFFICIAL, REAL, SECRET, rejection } from "./vectors.js";

const options = { secret: SECRET, timestampMs: OFFICIAL.timestampMs };

describe("signNotification", () => {
  test.each<[string, NotificationBody]>([
    ["text", OFFICIAL.body],
    ["a Buffer", OFFICIAL.bytes],
    ["an ArrayBuffer", Uint8Array.from(OFFICIAL.bytes).buffer],
  ])("signs %s as Khipu signed its published example", async (_, body) => {
    expect(await signNotification(body, options)).toBe(OFFICIAL.header);
  });

  test("gives the literal header of another body", async () => {
    const { body, timestampMs, header } = REAL;

    expect(await signNotification(body, { secret: SECRET, timestampMs })).toBe(header);
  });

  test("signs the present moment unless told another", async () => {
    const header = await signNotification(OFFICIAL.body, { secret: SECRET });

    expect(header).toMatch(/^t=\d{13},s=[A-Za-z\d+/]{43}=$/);
    await expect(
      verifyNotification(OFFICIAL.body, header, { secret: SECRET, toleranceMs: 60_000 }),
    ).resolves.toHaveProperty("payment_id", "zfxnocsow6mz");
  });

  test.each<[string, unknown, Partial<SignOptions>, string]>([
    ["a parsed body", {}, {}, "KhipuNotificationError"],
    ["no body", undefined, {}, "KhipuNotificationError"],
    ["an empty secret", OFFICIAL.body, { secret: "" }, "TypeError"],
    ["a blank secret", OFFICIAL.body, { secret: " " }, "TypeError"],
    ["a fraction of a millisecond", OFFICIAL.body, { timestampMs: 1.5 }, "RangeError"],
    ["a time before 1970", OFFICIAL.body, { timestampMs: -1 }, "RangeError"],
    ["a time of 16 digits", OFFICIAL.body, { timestampMs: 1e15 }, "RangeError"],
    ["no time", OFFICIAL.body, { timestampMs: NaN }, "RangeError"],
  ])("refuses %s as a caller's mistake", async (_, body, wrong, name) => {
    const error = await rejection(
      signNotification(body as NotificationBody, { ...options, ...wrong }),
    );

    expect(error).toMatchObject({ name });
    expect(String(error)).not.toContain(SECRET);
  });
});
