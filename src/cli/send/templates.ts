import { randomBytes, randomUUID } from "node:crypto";
import { keysOf } from "../../fields.js";
import type { ChargeFailure, PaymentNotification, SubscriptionCallback } from "../../types.js";
import { UsageError } from "../cli-error.js";
import type { Kind } from "../listen/kind.js";

const KIND_OF = {
  payment: "payment",
  "payment-1.3": "payment-1.3",
  subscription: "subscription",
  charge: "charge",
  openpay: "openpay",
  "openpay-failed": "openpay",
  "openpay-verification": "openpay",
} as const satisfies Record<string, Kind>;

/** What can be sent without a file. */
export type TemplateName = keyof typeof KIND_OF;

/** Every {@link TemplateName}, in the order of the help. */
export const TEMPLATES: readonly TemplateName[] = keysOf(KIND_OF);

/** A message, ready to be posted. */
export interface Message {
  readonly kind: Kind;
  readonly contentType: string;
  readonly body: Uint8Array;
}

const ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const OPENPAY_OFFSET_MS = 5 * 3_600_000;

/**
 * Fills in a template. Its ids are new each time, so that a shop that settles once takes it for a new
 * payment.
 *
 * @param changes - `field=text`, `field:=json`; a dot goes into an object.
 * @throws UsageError for a change that makes no sense.
 */
export function messageOf(
  template: TemplateName,
  changes: readonly string[],
  nowMs: number,
): Message {
  const fields: Record<string, unknown> = { ...fieldsOf(template, nowMs) };
  for (const change of changes) apply(fields, change);
  if (template === "payment-1.3") {
    const form = Object.entries(fields).map(([name, value]) => [name, String(value)] as const);
    return {
      kind: template,
      contentType: "application/x-www-form-urlencoded",
      body: Buffer.from(new URLSearchParams(Object.fromEntries(form)).toString()),
    };
  }
  const kind = KIND_OF[template];
  const json = JSON.stringify(fields);
  // As Khipu writes it; a shop that parses before it verifies is to find out here.
  const text = kind === "payment" ? json.replaceAll("/", "\\/") : json;
  return { kind, contentType: "application/json", body: Buffer.from(text) };
}

function fieldsOf(template: TemplateName, nowMs: number): object {
  switch (template) {
    case "payment":
      return payment(nowMs);
    case "payment-1.3":
      return { api_version: "1.3", notification_token: randomBytes(32).toString("hex") };
    case "subscription":
      return {
        subscription_id: randomUUID(),
        status: "enabled",
      } satisfies SubscriptionCallback;
    case "charge":
      return {
        subscription_id: randomUUID(),
        transaction_id: "order-1042",
        payment_id: randomId(12),
        error_message: "Sin fondos",
      } satisfies ChargeFailure;
    case "openpay":
      return openpayCharge("charge.succeeded", "completed", nowMs);
    case "openpay-failed":
      return openpayCharge("charge.failed", "failed", nowMs);
    case "openpay-verification":
      return {
        type: "verification",
        event_date: openpayDate(nowMs),
        verification_code: randomId(8),
      };
  }
}

function payment(nowMs: number): PaymentNotification {
  const payment_id = randomId(12);
  return {
    payment_id,
    receiver_id: 990939,
    subject: "Pedido order-1042",
    amount: "5900.0000",
    discount: "0.0000",
    currency: "CLP",
    receipt_url: `https://receipts.example.com/${payment_id}.pdf`,
    bank: "DemoBank",
    bank_id: "Bawdf",
    payer_name: "Cobrador de desarrollo",
    payer_email: "payer@example.com",
    personal_identifier: "11.111.111-1",
    bank_account_number: "000000000000111111111",
    out_of_date_conciliation: false,
    transaction_id: "order-1042",
    responsible_user_email: "shop@example.com",
    payment_method: "simplified_transfer",
    conciliation_date: new Date(nowMs).toISOString(),
  };
}

function openpayCharge(type: string, status: string, nowMs: number): object {
  const date = openpayDate(nowMs);
  return {
    type,
    event_date: date,
    transaction: {
      id: `tr${randomId(18)}`,
      status,
      amount: 5900,
      currency: "CLP",
      method: "card",
      operation_type: "in",
      transaction_type: "charge",
      conciliated: status === "completed",
      creation_date: date,
      operation_date: date,
      description: "Pedido order-1042",
      error_message: status === "completed" ? null : "The charge failed",
      order_id: "order-1042",
      provider: { name: "khipu" },
    },
  };
}

/** Changes one field: the value is text, unless the template has a number or a flag there, or it is `:=`. */
function apply(fields: object, change: string): void {
  const [, path, isJson, text = ""] = /^([\w.-]+?)(:?)=(.*)$/s.exec(change) ?? [];
  if (path === undefined) {
    throw new UsageError({
      en: `${change.slice(0, 40)} is not field=value`,
      es: `${change.slice(0, 40)} no es campo=valor`,
    });
  }
  const names = path.split(".");
  const last = names.pop() ?? path;
  let at = fields;
  for (const name of names) {
    const inner: unknown = Object.hasOwn(at, name) ? Reflect.get(at, name) : undefined;
    const next = typeof inner === "object" && inner !== null ? inner : {};
    define(at, name, next);
    at = next;
  }
  define(at, last, isJson === "" ? valueLike(Reflect.get(at, last), text) : jsonOf(path, text));
}

/** Not assigned: `__proto__` would be no field then. */
function define(fields: object, name: string, value: unknown): void {
  Object.defineProperty(fields, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

function valueLike(before: unknown, text: string): unknown {
  if (typeof before === "number" && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (typeof before === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  return text;
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError({
      en: `the value of ${path} is not JSON`,
      es: `el valor de ${path} no es JSON`,
    });
  }
}

function openpayDate(ms: number): string {
  return `${new Date(ms - OPENPAY_OFFSET_MS).toISOString().slice(0, 19)}-05:00`;
}

function randomId(length: number): string {
  const letters = [...randomBytes(length)].map((byte) => ID_LETTERS[byte % ID_LETTERS.length]);
  return letters.join("");
}
