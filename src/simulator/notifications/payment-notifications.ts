import type { PaymentRow } from "../payments/payment.js";
import { viewNotification } from "../payments/payment-view.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import type { Envelope } from "./notification.js";

/** The notifications of a payment, by the version that was asked for. */
export const PAYMENT_KINDS = { "3.0": "payment-3.0", "1.3": "payment-1.3" } as const;

/** Where a payment's notification goes and in which form, or `undefined` when nobody is to be told. */
export function destinationOf(
  payment: PaymentRow,
  receiver: ReceiverRow,
): { url: string; kind: string } | undefined {
  const url = payment.asked.notify_url ?? receiver.notifyUrl;
  if (url === "") return undefined;
  const version = payment.asked.notify_api_version ?? receiver.notifyApiVersion;
  return { url, kind: version === "3.0" ? PAYMENT_KINDS["3.0"] : PAYMENT_KINDS["1.3"] };
}

/** Notification 3.0: signed JSON, slashes escaped as in Khipu's own. */
export function renderVersion3(
  payment: PaymentRow,
  receiver: ReceiverRow,
  baseUrl: string,
): Envelope {
  const body = JSON.stringify(viewNotification(payment, receiver, baseUrl));
  return {
    contentType: "application/json",
    body: body.replaceAll("/", "\\/"),
    secret: receiver.secret,
  };
}

/** Notification 1.3: an unsigned form with a token, to be exchanged for the payment. */
export function renderVersion13(payment: PaymentRow): Envelope {
  return {
    contentType: "application/x-www-form-urlencoded",
    body: `api_version=1.3&notification_token=${payment.token}`,
  };
}
