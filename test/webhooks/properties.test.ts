import { describe, expect, test } from "@jest/globals";
import fc, { anyText } from "../support/properties.js";
import { signNotification, verifyNotification } from "../../src/webhooks/index.js";
import type { NotificationHeaders } from "../../src/webhooks/index.js";
import { OFFICIAL, SECRET, rejection, then } from "./vectors.js";

const options = { secret: SECRET, now: then };
const secret = anyText({ minLength: 1 }).filter((text) => text.trim() !== "");
const timestampMs = fc.nat({ max: 1e15 - 1 });

/** A body with anything around its `payment_id`, as text of any characters. */
const notification = fc
  .tuple(anyText({ minLength: 1 }), fc.json())
  .map(([id, other]) => `{"other":${other},"payment_id":${JSON.stringify(id)}}`);

/** Header-like text: right parts, wrong parts and noise, in any number and order. */
const header = fc
  .array(
    fc.oneof(
      fc.constantFrom("t=1711965600393", `s=${OFFICIAL.signature}`, ",", ", ", "=", "t=", "s="),
      anyText(),
      fc.nat().map((number) => `t=${String(number)}`),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => `s=${Buffer.from(bytes).toString("base64")}`),
    ),
  )
  .map((parts) => parts.join(""));

const bytes = fc.uint8Array({ maxLength: 300 });
const body = fc.oneof(anyText(), bytes, fc.json());

describe("signNotification and verifyNotification", () => {
  test("agree on every body, secret and time, as text and as bytes", async () => {
    await fc.assert(
      fc.asyncProperty(notification, secret, timestampMs, async (text, key, time) => {
        const signed = await signNotification(text, { secret: key, timestampMs: time });
        const given = { secret: key, now: () => time };

        const fromText = await verifyNotification(text, signed, given);
        const fromBytes = await verifyNotification(Buffer.from(text), signed, given);

        expect(fromText).toEqual(JSON.parse(text));
        expect(JSON.stringify(fromBytes)).toBe(JSON.stringify(fromText));
      }),
    );
  });

  test("agree on the window, to the millisecond", async () => {
    const span = fc.nat({ max: 1e12 });
    await fc.assert(
      fc.asyncProperty(
        span,
        span,
        fc.integer({ min: -1e12, max: 1e12 }),
        async (old, ahead, age) => {
          const outcome = verifyNotification(OFFICIAL.body, OFFICIAL.header, {
            secret: SECRET,
            toleranceMs: old,
            clockSkewMs: ahead,
            now: () => OFFICIAL.timestampMs + age,
          });

          if (age <= old && -age <= ahead)
            await expect(outcome).resolves.toHaveProperty("payment_id");
          else {
            const reason = age > 0 ? "stale" : "future";
            expect(await rejection(outcome)).toMatchObject({ reason });
          }
        },
      ),
    );
  });
});

describe("a single bit that changed is refused", () => {
  test("anywhere in the body", async () => {
    const bit = fc.nat({ max: OFFICIAL.bytes.length * 8 - 1 });
    await fc.assert(
      fc.asyncProperty(bit, async (at) => {
        const changed = flip(OFFICIAL.bytes, at);

        const error = await rejection(verifyNotification(changed, OFFICIAL.header, options));

        expect(error).toMatchObject({ reason: "mismatch" });
      }),
    );
  });

  test("anywhere in the header, every one of them", async () => {
    const signed = Buffer.from(OFFICIAL.header);
    const window = { secret: SECRET, toleranceMs: false as const, clockSkewMs: Infinity };
    for (let at = 0; at < signed.length * 8; at++) {
      const changed = flip(signed, at).toString("latin1");

      const error = await rejection(verifyNotification(OFFICIAL.body, changed, window));

      expect(error).toMatchObject({ name: "KhipuNotificationError" });
      expect(["malformed-signature", "mismatch"]).toContain((error as { reason: string }).reason);
    }
  });
});

describe("nothing that a stranger sends ends in anything but a refusal", () => {
  async function refuses(sent: string | Uint8Array, headers: NotificationHeaders) {
    const error = await rejection(verifyNotification(sent, headers, options));
    expect(error).toMatchObject({ name: "KhipuNotificationError" });
  }

  test("whatever its body and its header", async () => {
    await fc.assert(fc.asyncProperty(body, header, refuses), { numRuns: 300 });
  });

  test("whatever its body, under a signature of the right form", async () => {
    await fc.assert(fc.asyncProperty(body, (sent) => refuses(sent, OFFICIAL.header)));
  });

  test("whatever its headers, by whatever names", async () => {
    const name = fc.oneof(
      fc.constantFrom("x-khipu-signature", "X-KHIPU-SIGNATURE", "get"),
      fc.string(),
    );
    const value = fc.option(fc.oneof(header, fc.array(header, { maxLength: 3 })), {
      nil: undefined,
    });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value), (headers) =>
        refuses("not the example", headers as NotificationHeaders),
      ),
      { numRuns: 300 },
    );
  });

  test("even when it is genuinely signed", async () => {
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const signed = await signNotification(sent, { ...options, timestampMs: then() });
        const [outcome] = await Promise.allSettled([verifyNotification(sent, signed, options)]);

        if (outcome.status === "fulfilled") expect(outcome.value.payment_id).not.toBe("");
        else {
          expect(["not-json", "not-a-notification"]).toContain(
            (outcome.reason as { reason: string }).reason,
          );
        }
      }),
    );
  });
});

function flip(original: Uint8Array, bit: number): Buffer {
  const changed = Buffer.from(original);
  changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return changed;
}
