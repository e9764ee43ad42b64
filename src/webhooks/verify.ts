import { verifyHmac } from "#crypto";
import type { PaymentNotification } from "../types.js";
import { isRequest, rawBody, textOf } from "./body.js";
import type { NotificationBody, NotificationRequest } from "./body.js";
import { readSignature } from "./header.js";
import type { NotificationHeaders } from "./header.js";
import { judgeTime, readSecrets } from "./options.js";
import type { VerifyOptions } from "./options.js";
import { readNotification } from "./parse.js";
import { notificationError } from "./notification-error.js";

/**
 * Verifies a notification of version 3.0, and resolves to what it says, as Khipu sent it.
 *
 * The bytes are hashed as they came, so pass the raw body: a parsed one cannot be verified. A `Request`
 * is read only after its header was found well formed, but then whole: limit its size before.
 *
 * What it resolves to is genuine, and still a claim to be compared with the order (`assertSettles`).
 * Settle once per `payment_id`, because Khipu repeats itself.
 *
 * @throws {@link KhipuNotificationError} when it refuses: `reason` says why, the message which mistake
 * it looks like. With `no-secret` and `parsed-body` the mistake is this server's: answer 500, so that
 * Khipu tries again. With any other answer 400.
 * @throws `RangeError` when `toleranceMs`, `clockSkewMs` or the clock is not a number of milliseconds.
 */
export async function verifyNotification(
  body: NotificationBody | NotificationRequest,
  headers: NotificationHeaders,
  options: VerifyOptions,
): Promise<PaymentNotification> {
  const secrets = readSecrets(options.secret);
  const { t, s } = readSignature(headers);
  const untimely = judgeTime(t, options);
  const raw = rawBody(isRequest(body) ? await body.arrayBuffer() : body);
  // Before the hash is awaited: meanwhile the caller may reuse its buffer.
  const text = textOf(raw);
  const isOf = (signed: string | Uint8Array) =>
    // Text in one piece: each piece that is hashed costs a call.
    verifyHmac(secrets, typeof signed === "string" ? [`${t}.${signed}`] : [`${t}.`, signed], s);
  if (!(await isOf(raw))) {
    // Khipu escapes slashes and JSON.stringify does not, which gives away a body serialised again. Without such a
    // slash it is not looked for: rubbish that strangers post must not cost twice.
    const escaped = text.replaceAll("\\/", "/").replaceAll("/", "\\/");
    const hint =
      escaped !== text && (await isOf(escaped))
        ? ": the body was serialised again"
        : secrets.every((secret) => secret.length === 40)
          ? ""
          : ": the secret is not 40 hex digits (an API key? white space?)";
    throw notificationError("mismatch", `the signature is not of this body and secret${hint}`);
  }
  // Only now: to tell the age of what nobody signed would mean nothing.
  if (untimely) throw untimely;
  return readNotification(text);
}
