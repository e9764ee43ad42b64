import type { CreatedPayment, Payment, PaymentNotification } from "../../types.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import { findBank } from "./banks.js";
import { isoDate } from "./iso-date.js";
import { amountText } from "./money.js";
import type { PaymentRow } from "./payment.js";
import { viewReturns } from "./refund-view.js";
import { accountNumberOf } from "./rut.js";
import { chileanTime } from "./settlement-date.js";

/** The addresses of a payment, as its creation is answered. */
export function viewCreated(payment: PaymentRow, url: string): CreatedPayment {
  const { id } = payment;
  return {
    payment_id: id,
    payment_url: `${url}/payment/info/${id}`,
    simplified_transfer_url: `${url}/payment/simplified/${id}`,
    transfer_url: `${url}/payment/manual/${id}`,
    app_url: `khipu:///pos/${id}`,
    ready_for_terminal: isReadyForTerminal(payment),
  };
}

/** A payment as it is answered here: the receiver's number is always a number, and a discount always there. */
export type PaymentView = Payment & { readonly receiver_id: number; readonly discount: string };

/**
 * A payment as Khipu reads it back: keys in alphabetical order, unset fields as empty strings, no
 * `conciliation_date` before conciliation.
 */
export function viewPayment(payment: PaymentRow, receiver: ReceiverRow, url: string): PaymentView {
  // Both forms have all keys in their order already, which also makes filling them in fast.
  const unset = payment.conciliatedAt === undefined ? UNSET : UNSET_BUT_PAID;
  const view = {
    ...unset,
    ...viewCreated(payment, url),
    ...viewAsked(payment, receiver),
    ...viewOutcome(payment),
    notification_token: payment.token,
    receipt_url: receiptUrl(payment, url),
    receiver_id: payment.receiverId,
  };
  const isGoingBack = payment.refunds !== undefined || payment.voidPaidAt !== undefined;
  return isGoingBack ? inOrder({ ...view, ...viewReturns(payment) }) : view;
}

/** A payment without anything, keys in alphabetical order. */
const UNSET: PaymentView = {
  amount: "",
  app_url: "",
  attachment_urls: [],
  bank: "",
  bank_account_number: "",
  bank_id: "",
  body: "",
  cancel_url: "",
  currency: "",
  custom: "",
  discount: "",
  expires_date: "",
  funds_source: "",
  notification_token: "",
  notify_api_version: "",
  notify_url: "",
  out_of_date_conciliation: false,
  payer_email: "",
  payer_name: "",
  payment_id: "",
  payment_method: "not_available",
  payment_url: "",
  personal_identifier: "",
  picture_url: "",
  ready_for_terminal: false,
  receipt_url: "",
  receiver_id: 0,
  responsible_user_email: "",
  return_url: "",
  send_email: false,
  send_reminders: false,
  simplified_transfer_url: "",
  status: "pending",
  status_detail: "pending",
  subject: "",
  third_party_authorization_details: "",
  transaction_id: "",
  transfer_url: "",
};

/** The same with the fields that come with conciliation, each in its place. */
const UNSET_BUT_PAID = inOrder({ ...UNSET, authorizer_operation_code: "", conciliation_date: "" });

/** What was asked for at creation. */
function viewAsked({ asked, units, expiresAt }: PaymentRow, receiver: ReceiverRow) {
  return {
    amount: amountText(units),
    body: asked.body ?? "",
    cancel_url: asked.cancel_url ?? "",
    currency: asked.currency,
    custom: asked.custom ?? "",
    expires_date: isoDate(expiresAt),
    notify_api_version: asked.notify_api_version ?? "",
    notify_url: asked.notify_url ?? "",
    picture_url: asked.picture_url ?? "",
    responsible_user_email: asked.responsible_user_email ?? receiver.email,
    return_url: asked.return_url ?? "",
    send_email: asked.send_email ?? false,
    send_reminders: asked.send_reminders ?? false,
    subject: asked.subject,
    transaction_id: asked.transaction_id ?? "",
  };
}

/** What has become of it, and who paid. */
function viewOutcome(payment: PaymentRow) {
  const { asked, conciliatedAt, payer } = payment;
  const paid = conciliatedAt !== undefined && {
    authorizer_operation_code: authorizerCode(payment),
    conciliation_date: isoDate(conciliatedAt),
  };
  return {
    ...paid,
    attachment_urls: [],
    bank: bankName(payment),
    bank_account_number: payer === undefined ? "" : accountNumberOf(payer.personalIdentifier),
    bank_id: payer?.bankId ?? "",
    discount: amountText(0),
    funds_source: payer === undefined ? "" : "not-available",
    out_of_date_conciliation: isOutOfDate(payment),
    payer_email: payer?.email ?? asked.payer_email ?? "",
    payer_name: payer?.name ?? asked.payer_name ?? "",
    payment_method: methodOf(payment),
    personal_identifier: payer?.personalIdentifier ?? "",
    status: payment.status,
    status_detail: payment.detail,
  };
}

/** The same fields, in the order in which the service writes them. */
function inOrder<T extends object>(fields: T): T {
  // Keys change their order here, and nothing else.
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))) as T;
}

/** The body of a payment's notification, keys in the order of Khipu's example. */
export function viewNotification(
  payment: PaymentRow,
  receiver: ReceiverRow,
  url: string,
): PaymentNotification {
  const { asked, payer } = payment;
  return {
    payment_id: payment.id,
    receiver_id: payment.receiverId,
    subject: asked.subject,
    amount: amountText(payment.units),
    discount: amountText(0),
    currency: asked.currency,
    ...(asked.body ? { body: asked.body } : {}),
    ...(asked.custom ? { custom: asked.custom } : {}),
    receipt_url: receiptUrl(payment, url),
    bank: bankName(payment),
    bank_id: payer?.bankId ?? "",
    payer_name: payer?.name ?? "",
    payer_email: payer?.email ?? "",
    personal_identifier: payer?.personalIdentifier ?? "",
    bank_account_number: payer === undefined ? "" : accountNumberOf(payer.personalIdentifier),
    out_of_date_conciliation: isOutOfDate(payment),
    ...(asked.transaction_id ? { transaction_id: asked.transaction_id } : {}),
    authorizer_operation_code: authorizerCode(payment),
    responsible_user_email: asked.responsible_user_email ?? receiver.email,
    payment_method: methodOf(payment),
    conciliation_date: isoDate(payment.conciliatedAt ?? payment.createdAt),
  };
}

/** The file name of a payment's receipt, without its ending. */
export function receiptName(payment: PaymentRow): string {
  const time = chileanTime(payment.conciliatedAt ?? payment.createdAt);
  const parts = [time.day, time.month, time.year % 100, time.hour, time.minute];
  const digits = parts.map((part) => String(part).padStart(2, "0")).join("");
  return `CPKH-${digits}-${payment.id}`;
}

function receiptUrl(payment: PaymentRow, url: string): string {
  return payment.conciliatedAt === undefined ? "" : `${url}/receipts/${receiptName(payment)}.pdf`;
}

function methodOf({ origin, payer }: PaymentRow): string {
  if (payer === undefined) return "not_available";
  return origin === "subscription" ? "direct_debit" : payer.method;
}

function bankName(payment: PaymentRow): string {
  return findBank(payment.payer?.bankId ?? "")?.name ?? "";
}

// 32 hexadecimal digits that belong to this payment alone; a piece of its token saves keeping another.
function authorizerCode(payment: PaymentRow): string {
  return payment.token.slice(0, 32);
}

function isOutOfDate(payment: PaymentRow): boolean {
  return (payment.conciliatedAt ?? 0) > payment.expiresAt;
}

function isReadyForTerminal(payment: PaymentRow): boolean {
  return payment.payer !== undefined || payment.asked.bank_id !== undefined;
}
