import { fieldsOf } from "../../fields.js";
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
  const operation = "parseSubscriptionCallback";
  const callback = callbackFields<SubscriptionCallback>(body, operation);
  requireId(operation, "subscription_id", callback.subscription_id);
  requireText(operation, "status", callback.status);
  // Every field that is read was checked; the others are only shown.
  return callback as SubscriptionCallback;
}

/**
 * Reads what Khipu posts to a charge's `error_response_url`.
 *
 * It is **unsigned**: anybody can post one. Take it as a hint to read the payment of that charge
 * (`khipu.payments.get`), which alone says whether it was paid.
 *
 * @throws {@link KhipuNotificationError} when it is not JSON, or names neither `payment_id` nor `transaction_id`.
 */
export function parseChargeFailure(body: CallbackBody): ChargeFailure {
  const operation = "parseChargeFailure";
  const callback = callbackFields<ChargeFailure>(body, operation);
  requireId(operation, "subscription_id", callback.subscription_id);
  // Callbacks before September 2026 name no payment, and a charge need not have a reference of the merchant's.
  if (callback.payment_id) requireId(operation, "payment_id", callback.payment_id);
  else requireText(operation, "payment_id or transaction_id", callback.transaction_id);
  // What decides was checked; the others are only compared or shown.
  return callback as ChargeFailure;
}

/** One word of printable characters, which fits into a path. */
const ID = /^(?!\.+$)[!-~]{1,255}$/;

/** The fields as they came: anybody may have written them. */
function callbackFields<T extends object>(
  body: CallbackBody,
  operation: string,
): { readonly [Name in keyof T]?: unknown } {
  return fieldsOf<T>(isParsed(body) ? body : parse(body, operation));
}

function requireText(operation: string, name: string, value: unknown): void {
  if (typeof value === "string" && value !== "") return;
  throw refusal(operation, "not-a-notification", `the body has no ${name}`);
}

function requireId(operation: string, name: string, value: unknown): void {
  requireText(operation, name, value);
  if (ID.test(String(value))) return;
  throw refusal(operation, "not-a-notification", `the body's ${name} is no id`);
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
