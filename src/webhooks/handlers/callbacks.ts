import { KhipuNotificationError, type NotificationErrorReason } from "../../errors.js";
import type { ChargeFailure, SubscriptionCallback } from "../../types.js";
import { textOf, rawBody } from "../body.js";

/** The body of an unsigned callback: as it came, or as a framework parsed it. */
export type CallbackBody = string | Uint8Array | ArrayBuffer | object;

/**
 * Reads what Khipu posts to a subscription's `notify_url`.
 *
 * It is **unsigned**: anybody can post one. Take it as a hint to read the subscription
 * (`khipu.subscriptions.confirm`), which alone says whether it is enabled.
 *
 * @throws {@link KhipuNotificationError} when it is not JSON, or names no subscription.
 */
export function parseSubscriptionCallback(body: CallbackBody): SubscriptionCallback {
  return read(body, "parseSubscriptionCallback", ["subscription_id", "status"]);
}

/**
 * Reads what Khipu posts to a charge's `error_response_url`.
 *
 * It is **unsigned**: anybody can post one. Take it as a hint to read the payment of that charge
 * (`khipu.payments.get`), which alone says whether it was paid.
 *
 * @throws {@link KhipuNotificationError} when it is not JSON, or names no charge.
 */
export function parseChargeFailure(body: CallbackBody): ChargeFailure {
  return read(body, "parseChargeFailure", ["subscription_id", "transaction_id"]);
}

/** The object, once it has text in every field that `required` names. */
function read<T extends object>(
  body: CallbackBody,
  operation: string,
  required: readonly (keyof T & string)[],
): T {
  const value = Object(isParsed(body) ? body : parse(body, operation)) as Partial<T>;
  const missing = required.find((field) => typeof value[field] !== "string" || value[field] === "");
  // Every field that is read was found to be text; the others are only shown.
  if (missing === undefined) return value as T;
  throw refusal(operation, "not-a-notification", `the body has no ${missing}`);
}

function parse(body: string | Uint8Array | ArrayBuffer, operation: string): unknown {
  try {
    return JSON.parse(textOf(rawBody(body)));
  } catch {
    // Without a cause: the platform's error quotes the body.
    throw refusal(operation, "not-json", "the body is not JSON");
  }
}

function isParsed(body: CallbackBody): body is object {
  const tag = Object.prototype.toString.call(body);
  return typeof body === "object" && !ArrayBuffer.isView(body) && !tag.endsWith("ArrayBuffer]");
}

function refusal(operation: string, reason: NotificationErrorReason, problem: string) {
  return new KhipuNotificationError(operation, reason, problem);
}
