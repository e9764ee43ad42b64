import { fieldsOf } from "../../fields.js";
import { parseChargeFailure, parseSubscriptionCallback } from "../../webhooks/index.js";

/** What is posted to merchants. All but the first are unsigned. */
export const KINDS = ["payment", "payment-1.3", "subscription", "charge", "openpay"] as const;

/** One of {@link KINDS}. */
export type Kind = (typeof KINDS)[number];

const isOf: Readonly<Record<Kind, (body: string) => boolean>> = {
  payment: (body) => hasText(body, "payment_id"),
  "payment-1.3": (body) => new URLSearchParams(body).has("notification_token"),
  charge: (body) => parses(() => parseChargeFailure(body)),
  subscription: (body) => parses(() => parseSubscriptionCallback(body)),
  openpay: (body) => hasText(body, "type"),
};

/** What a body looks like, whoever sent it; `undefined` when it looks like nothing that is sent. */
export function kindOf(body: string): Kind | undefined {
  // The callback of a failed charge names a payment and a subscription too, so it is asked first.
  const kinds: Kind[] = ["charge", "payment", "subscription", "openpay", "payment-1.3"];
  return kinds.find((kind) => isOf[kind](body));
}

/** The fields of a body that is a JSON object; none if it is not. */
export function parsedFields(body: string): Readonly<Record<string, unknown>> {
  try {
    return fieldsOf(JSON.parse(body));
  } catch {
    return {};
  }
}

/** What a line about a message tells: what it is about, and how much. */
export type Summary = Readonly<
  Record<"id" | "amount" | "currency" | "reference", string | number | undefined>
>;

/** Sums up a body of any kind. */
export function summaryOf(body: string): Summary {
  const fields = parsedFields(body);
  const charge = fieldsOf(fields["transaction"]);
  return {
    id: told(fields["payment_id"] ?? fields["subscription_id"] ?? charge["id"]),
    amount: told(fields["amount"] ?? charge["amount"]),
    currency: told(fields["currency"] ?? charge["currency"]),
    reference: told(fields["transaction_id"] ?? charge["order_id"] ?? fields["status"]),
  };
}

function told(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function hasText(body: string, field: string): boolean {
  const value = parsedFields(body)[field];
  return typeof value === "string" && value !== "";
}

function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
