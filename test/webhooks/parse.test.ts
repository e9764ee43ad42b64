import { describe, expect, test } from "@jest/globals";
import {
  parseNotification,
  signNotification,
  verifyNotification,
} from "../../src/webhooks/index.js";
import { OFFICIAL, SECRET, rejection, then } from "./vectors.js";

const DEEP = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

/** Bodies that are no notification, each under its genuine signature of the example's time. */
const NO_NOTIFICATIONS = [
  ["[]", "SeuAsf0VkMxh80G/Bynt1XG/iAfjQVk/Og+7iQlTHEg="],
  ["null", "GGslb7q9wnvYSHkLntT4XW6uTjtvevv9BK5SXaLguxM="],
  ['"x"', "TjwXrScKVKH/KH7os9CXlid05lNavY473fdlXIy+yJ4="],
  ["12", "Ht/V4wO7Cv5D0LlHScEm/WSyCzXk/J7vT2MDYhqAN78="],
  ["{}", "iN1Xl0rKDbVRhJr55JxgWALx43WE58kw5vTbmcBm/SQ="],
  ['{"payment_id":""}', "/L1hmkxAeA+ys7Yr9IEMjwgCORrfLCZMC8kwLQWNV0o="],
  ['{"payment_id":7}', "d0YqacjicgcRoUG5NjOAtPzCi7M2BoxEVPusJbMaWXA="],
  ['{"payment_id":null}', "DTeBmX6CWXsBKRSvf4/6Z0uJXXq0o9nkO9EUFxSBYqk="],
  ['[{"payment_id":"x"}]', "2VKKgLfGW0lMzw+MqMH7wkzIIKzPQUXMuIxLRB4t7GQ="],
  ['{"__proto__":{"payment_id":"x"}}', "yhNxq5uPls8tDCGyjhFIneq+ActTXQU2tACWbvp8F+E="],
];

function verifySigned(body: string, signature: string) {
  const header = `t=${String(OFFICIAL.timestampMs)},s=${signature}`;
  return verifyNotification(body, header, { secret: SECRET, now: then });
}

function thrown(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    return error;
  }
}

describe("verifyNotification, of a genuine body", () => {
  test.each(NO_NOTIFICATIONS)("refuses %s as no notification", async (body, signature) => {
    const error = await rejection(verifySigned(body, signature));

    expect(error).toMatchObject({
      name: "KhipuNotificationError",
      operation: "verifyNotification",
      reason: "not-a-notification",
      message: "verifyNotification: the body has no payment_id",
    });
  });

  test.each([
    ["payment_id=ltoyxrpcwx8s", "7+QDbRIfQevxt5RUcCqpQAcymD5llxZvVtA7Sf0feBs="],
    ["", "9/dvNGUvGHrMYU/n3smqi4PBLzXc0S9RM6Fvcls8XZ0="],
  ])("refuses %j as no JSON", async (body, signature) => {
    const now = () => 1773022948436;
    const header = `t=1773022948436,s=${signature}`;

    const error = await rejection(verifyNotification(body, header, { secret: SECRET, now }));

    expect(error).toMatchObject({
      reason: "not-json",
      message: "verifyNotification: the body is not JSON",
    });
  });

  test("asks for nothing but payment_id", async () => {
    const signature = "MALd0RVZGLmkC5ME1XlLKNPdb8q0M0V2TdsKs3EfFpU=";

    await expect(verifySigned('{"payment_id":"x"}', signature)).resolves.toEqual({
      payment_id: "x",
    });
  });

  test("keeps fields that nobody knows, and takes no prototype from any", async () => {
    const body = '{"payment_id":"x","__proto__":{"polluted":true},"unknown_field":{"a":[1]}}';
    const signature = "L2SeqnR8xq9FWUupDIeecupym6xZq2usHTCFl7vyQws=";

    const notification = await verifySigned(body, signature);

    expect(notification).toHaveProperty("unknown_field", { a: [1] });
    expect(Object.getPrototypeOf(notification)).toBe(Object.getPrototypeOf(JSON.parse("{}")));
    expect(notification).not.toHaveProperty("polluted");
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("a byte order mark", () => {
  const marked = `\ufeff${OFFICIAL.body}`;

  test("is no part of what is read, in text as in bytes", () => {
    for (const body of [marked, Buffer.from(marked)]) {
      expect(parseNotification(body)).toEqual(JSON.parse(OFFICIAL.body));
    }
  });

  test("is part of what was signed, in text as in bytes", async () => {
    const timestampMs = OFFICIAL.timestampMs;
    const header = await signNotification(marked, { secret: SECRET, timestampMs });
    const options = { secret: SECRET, now: then };

    for (const body of [marked, Buffer.from(marked)]) {
      await expect(verifyNotification(body, header, options)).resolves.toEqual(
        JSON.parse(OFFICIAL.body),
      );
      expect(await rejection(verifyNotification(body, OFFICIAL.header, options))).toMatchObject({
        reason: "mismatch",
      });
    }
  });
});

describe("parseNotification", () => {
  test("gives what was sent, signed or not", () => {
    expect(parseNotification(OFFICIAL.body)).toEqual(JSON.parse(OFFICIAL.body));
  });

  test.each(NO_NOTIFICATIONS)("refuses %s as no notification", (body) => {
    expect(thrown(() => parseNotification(body))).toMatchObject({
      name: "KhipuNotificationError",
      operation: "parseNotification",
      reason: "not-a-notification",
      message: "parseNotification: the body has no payment_id",
    });
  });

  test.each([
    ["nothing", "", "not-json"],
    ["cut JSON", OFFICIAL.body.slice(0, -1), "not-json"],
    ["a form", "notification_token=j8kPBHaPNy3PkCh", "not-json"],
    ["HTML", "<html>", "not-json"],
    ["a byte order mark and no more", "\ufeff", "not-json"],
    ["brackets 100,000 deep", DEEP, "not-a-notification"],
  ])("refuses %s", (_, body, reason) => {
    expect(thrown(() => parseNotification(body))).toMatchObject({
      name: "KhipuNotificationError",
      operation: "parseNotification",
      reason,
    });
  });

  test("refuses what was parsed already", () => {
    const parsed: unknown = JSON.parse(OFFICIAL.body);

    expect(thrown(() => parseNotification(parsed as string))).toMatchObject({
      operation: "parseNotification",
      reason: "parsed-body",
      message: "parseNotification: the body was read or parsed before: pass it raw",
    });
  });
});
