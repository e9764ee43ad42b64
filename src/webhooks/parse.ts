import type { PaymentNotification } from "../types.js";
import { rawBody, textOf } from "./body.js";
import type { NotificationBody } from "./body.js";
import { notificationError } from "./notification-error.js";

/**
 * Reads a notification of version 3.0 without checking its signature.
 *
 * Right for a body that was verified before (one from your own queue or table), and in tests. On a
 * request it is wrong: anyone can post anything to a notification URL.
 *
 * @throws {@link KhipuNotificationError} with `reason` `parsed-body`, `not-json` or `not-a-notification`.
 */
export function parseNotification(body: NotificationBody): PaymentNotification {
  const operation = "parseNotification";
  return readNotification(textOf(rawBody(body, operation)), operation);
}

/** Parses the text of a body. Of its fields only `payment_id` is asked for: no other may cost a payment. */
export function readNotification(text: string, operation?: string): PaymentNotification {
  let value: PaymentNotification | null;
  try {
    // What JSON gives has these fields or has them not: the one that counts is looked at below.
    value = JSON.parse(text) as PaymentNotification | null;
  } catch {
    // Without a cause, because the platform's error quotes the body, and with it the payer.
    throw notificationError("not-json", "the body is not JSON", operation);
  }
  if (typeof value?.payment_id === "string" && value.payment_id) return value;
  throw notificationError("not-a-notification", "the body has no payment_id", operation);
}
