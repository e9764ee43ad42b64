import { createHmac } from "node:crypto";
import { signNotification } from "../../webhooks/index.js";

/** What can be done wrong on purpose. A shop has to refuse each of them. */
export const FORGERIES = [
  "wrong-secret",
  "no-header",
  "tampered",
  "parsed",
  "stale",
  "future",
  "seconds",
  "hex",
  "no-time",
  "no-padding",
] as const;

/** One of {@link FORGERIES}. */
export type Forgery = (typeof FORGERIES)[number];

/** What is signed, and when. */
export interface ToSign {
  readonly body: Uint8Array;
  readonly secret: string;
  readonly timestampMs: number;
}

/** What is posted. */
export interface Signed {
  readonly body: Uint8Array;
  /** The value of `x-khipu-signature`; nothing is sent without one. */
  readonly header: string | undefined;
}

const DAY_MS = 86_400_000;
const WRONG_SECRET = "0000000000000000000000000000000000000000";

/** Signs a notification as Khipu does, or wrongly in one way. */
export async function signAs(forgery: Forgery | undefined, toSign: ToSign): Promise<Signed> {
  const { body, secret, timestampMs } = toSign;
  const right = (time = timestampMs) => signNotification(body, { secret, timestampMs: time });
  switch (forgery) {
    case undefined:
      return { body, header: await right() };
    case "no-header":
      return { body, header: undefined };
    case "wrong-secret":
      return { body, header: await signNotification(body, { secret: WRONG_SECRET, timestampMs }) };
    case "tampered":
      return { body: tampered(body), header: await right() };
    case "parsed":
      return { body: serialisedAgain(body), header: await right() };
    case "stale":
      return { body, header: await right(timestampMs - 4 * DAY_MS) };
    case "future":
      return { body, header: await right(timestampMs + DAY_MS) };
    case "seconds":
      return { body, header: await right(Math.floor(timestampMs / 1000)) };
    case "hex":
      return { body, header: withDigest(await right(), (digest) => digest.toString("hex")) };
    case "no-time":
      return { body, header: `t=${timestampMs},s=${digestOf(body, secret)}` };
    case "no-padding":
      return { body, header: (await right()).replace(/=$/, "") };
  }
}

/** Another amount where there is one, and a byte more where there is none. */
function tampered(body: Uint8Array): Uint8Array {
  const text = Buffer.from(body).toString("latin1");
  const changed = text.replace(/("amount":\s*"?)(\d)/, (_, before: string, digit: string) => {
    return `${before}${digit === "1" ? "2" : "1"}`;
  });
  return Buffer.from(changed === text ? `${text} ` : changed, "latin1");
}

/** The same JSON in other bytes. */
function serialisedAgain(body: Uint8Array): Uint8Array {
  const before = Buffer.from(body);
  try {
    const again = Buffer.from(JSON.stringify(JSON.parse(before.toString())));
    return again.equals(before) ? Buffer.concat([before, Buffer.from("\n")]) : again;
  } catch {
    return Buffer.concat([before, Buffer.from("\n")]);
  }
}

function withDigest(header: string, write: (digest: Buffer) => string): string {
  return header.replace(
    /s=(.*)$/,
    (_, base64: string) => `s=${write(Buffer.from(base64, "base64"))}`,
  );
}

function digestOf(body: Uint8Array, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}
