import { hmacSha256 } from "#crypto";
import { rawBody } from "./body.js";
import type { NotificationBody } from "./body.js";

/** How a notification is signed. */
export interface SignOptions {
  /** The secret that `verifyNotification` will be given. */
  secret: string;
  /**
   * When it was signed, in Unix milliseconds.
   *
   * @defaultValue `Date.now()`
   */
  timestampMs?: number;
}

/**
 * Signs a notification as Khipu does, and resolves to the value of its `x-khipu-signature` header: what
 * `verifyNotification` accepts. For tests; only Khipu notifies in earnest.
 *
 * @throws {@link KhipuNotificationError} with `reason` `parsed-body` for a body that is not text or bytes.
 * @throws `TypeError` for an empty secret, `RangeError` for a time that is not whole milliseconds.
 */
export async function signNotification(
  body: NotificationBody,
  { secret, timestampMs = Date.now() }: SignOptions,
): Promise<string> {
  const raw = rawBody(body, "signNotification");
  if (typeof secret !== "string" || !secret.trim()) throw new TypeError("secret must not be empty");
  if (!(Number.isInteger(timestampMs) && timestampMs >= 0 && timestampMs < 1e15)) {
    throw new RangeError("timestampMs must be whole Unix milliseconds");
  }
  const digest = await hmacSha256(secret, [`${timestampMs}.`, raw]);
  return `t=${timestampMs},s=${btoa(String.fromCharCode(...digest))}`;
}
