import { fieldsOf } from "../fields.js";
import { KhipuNotificationError, type NotificationErrorReason } from "../errors.js";
import { rawBody, textOf } from "../webhooks/body.js";
import type { ChargeEvent, OpenpayEventType, OtherEvent, VerificationEvent } from "./types.js";

/** The body of a webhook: as it came, or as a framework parsed it. It is unsigned either way. */
export type OpenpayEventBody = string | Uint8Array | ArrayBuffer | object;

/** What a webhook brings, by what there is to do about it. */
export type OpenpayEvent =
  | { readonly kind: "charge"; readonly event: ChargeEvent }
  | { readonly kind: "verification"; readonly event: VerificationEvent }
  | { readonly kind: "other"; readonly event: OtherEvent };

/** The types of events that are known. */
export const EVENT_TYPES = [
  "charge.succeeded",
  "charge.failed",
  "charge.refunded",
  "charge.refund.failed",
  "charge.created",
  "charge.cancelled",
  "charge.rescored.to.decline",
  "chargeback.created",
  "chargeback.accepted",
  "chargeback.rejected",
  "verification",
] as const satisfies readonly OpenpayEventType[];

/** Openpay's ids are letters and digits; what else is in the place of one must not reach an address. */
const ID = /^\w{1,64}$/;

/**
 * Reads what Openpay posts to a webhook.
 *
 * It is **unsigned**: anybody can post one. Take a charge's event as a hint to read the charge, which
 * `openpay.webhooks.confirm` does. Events of types that nobody knows yet are read all the same, as a charge's
 * when they are about one; `confirm` confirms none of them.
 *
 * @throws {@link KhipuNotificationError} when it is not JSON, or no event.
 */
export function parseOpenpayEvent(body: OpenpayEventBody): OpenpayEvent {
  const event: object = fieldsOf(jsonOf(body));
  const { type, verification_code: code, transaction } = fieldsOf(event);
  if (typeof type !== "string" || type === "") throw refusal("the body has no type");
  if (type === "verification") {
    if (typeof code !== "string" || code === "") throw refusal("it has no verification_code");
    // What is read of it was found to be text; the rest is only shown.
    return { kind: "verification", event: event as VerificationEvent };
  }
  const { id, transaction_type } = fieldsOf(transaction);
  const isOfCharge = /^charge(back)?\./.test(type) || transaction_type === "charge";
  if (!isOfCharge) return { kind: "other", event: { ...event, type } };
  if (typeof id !== "string" || !ID.test(id)) throw refusal("its transaction has no id");
  return { kind: "charge", event: event as ChargeEvent };
}

function jsonOf(body: OpenpayEventBody): unknown {
  const tag = Object.prototype.toString.call(body);
  const isRaw =
    typeof body === "string" || ArrayBuffer.isView(body) || tag.endsWith("ArrayBuffer]");
  if (!isRaw) return body;
  try {
    return JSON.parse(textOf(rawBody(body)));
  } catch {
    // Without a cause: the platform's error quotes the body.
    throw refusal("the body is not JSON", "not-json");
  }
}

function refusal(problem: string, reason: NotificationErrorReason = "not-a-notification") {
  return new KhipuNotificationError("parseOpenpayEvent", reason, problem);
}
