import type { FieldError } from "../../errors.js";
import type { Currency } from "../../types.js";
import { hasFraction, unitsOf } from "../payments/money.js";
import { isWebUrl } from "../payments/request-rules.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import type { SubscriptionRequest } from "./subscription.js";

const CURRENCIES: readonly Currency[] = [
  "CLP",
  "CLF",
  "ARS",
  "PEN",
  "MXN",
  "USD",
  "EUR",
  "BOB",
  "COP",
];

const URL_FIELDS = ["notify_url", "return_url", "cancel_url", "image_url"] as const;

/** The currency of a request, if it is one that this receiver can charge. */
export function currencyOf(
  { currency }: SubscriptionRequest,
  receiver: ReceiverRow,
): Currency | undefined {
  const known = CURRENCIES.find((name) => name === currency);
  return receiver.currencies?.includes(currency) === false ? undefined : known;
}

/** Everything that is wrong with a request although its fields have the right types and lengths. */
export function complaintsAbout(request: SubscriptionRequest, receiver: ReceiverRow): FieldError[] {
  const errors: FieldError[] = [];
  for (const field of ["max_amount", "max_amount_per_charge"] as const) {
    const units = unitsOf(request[field]);
    if (units === undefined || units <= 0 || (request.currency === "CLP" && hasFraction(units))) {
      errors.push({ field, message: `El monto ${String(request[field])} no es válido` });
    }
  }
  const areAmounts = errors.length === 0;
  if (
    areAmounts &&
    (unitsOf(request.max_amount_per_charge) ?? 0) > (unitsOf(request.max_amount) ?? Infinity)
  ) {
    const message = "El máximo por cargo no puede exceder el máximo mensual";
    errors.push({ field: "max_amount_per_charge", message });
  }
  if (currencyOf(request, receiver) === undefined) {
    const message = `La moneda ${request.currency} no está habilitada en la cuenta de cobro`;
    errors.push({ field: "currency", message });
  }
  return [...errors, ...URL_FIELDS.flatMap((field) => urlComplaints(field, request[field]))];
}

/** What is wrong with an address that somebody is to be sent to, or called at. */
export function urlComplaints(field: string, url: string | undefined): FieldError[] {
  if (url === undefined || isWebUrl(url)) return [];
  return [{ field, message: `La URL ${url} no es válida` }];
}
