import type { FieldError } from "../../errors.js";
import type { CreatePaymentParams } from "../../types.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import { findBank } from "./banks.js";
import { hasFraction, unitsOf } from "./money.js";
import { PAYMENT_METHODS } from "./payment-methods.js";

/** A request to create a payment, the receiver that sent it, and when. */
interface Application {
  readonly request: CreatePaymentParams;
  readonly receiver: ReceiverRow;
  readonly nowMs: number;
}

type Rule = (application: Application) => FieldError | undefined;

/** Everything that Khipu refuses in a request although its fields have the right types and lengths. */
export function complaintsAbout(application: Application): FieldError[] {
  return RULES.map((rule) => rule(application)).filter((error) => error !== undefined);
}

/** A web address that a browser can be sent to. */
export function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

const FIXED_PAYER_FIELD = "fixed_payer_personal_identifier";

const URL_FIELDS = [
  "return_url",
  "cancel_url",
  "picture_url",
  "notify_url",
  "contract_url",
  "psp_client_merchant_logo_url",
] as const satisfies readonly (keyof CreatePaymentParams)[];

const RULES: readonly Rule[] = [
  ({ request: { amount, currency } }) => {
    const units = unitsOf(amount);
    if (units === undefined) return problem("amount", `El monto ${String(amount)} no es válido`);
    if (units <= 0) return problem("amount", "El monto debe ser mayor que 0");
    return currency === "CLP" && hasFraction(units)
      ? problem("amount", "El monto en CLP no puede tener decimales")
      : undefined;
  },
  ({ request: { currency }, receiver }) =>
    receiver.currencies?.includes(currency) === false
      ? problem("currency", `La moneda ${currency} no está habilitada en la cuenta de cobro`)
      : undefined,
  ({ request: { bank_id } }) =>
    bank_id && findBank(bank_id) === undefined
      ? problem("bank_id", `El banco ${bank_id} no existe`)
      : undefined,
  ...URL_FIELDS.map((field) => urlRule(field)),
  dateRule("expires_date", "La fecha de expiración"),
  dateRule("confirm_timeout_date", "La fecha límite de confirmación"),
  ({ request }) => neededBy(request, "send_email", request.send_email === true, "payer_name"),
  ({ request }) => neededBy(request, "send_email", request.send_email === true, "payer_email"),
  ({ request }) =>
    neededBy(request, "contract_url", Boolean(request.contract_url), FIXED_PAYER_FIELD),
  ({ request: { contract_url }, receiver }) =>
    contract_url && !receiver.privileges.contract
      ? problem("contract_url", "La cuenta de cobro no está habilitada para usar contratos")
      : undefined,
  integratorFeeRule,
  ({ request: { mandatory_payment_method: method } }) =>
    method && !PAYMENT_METHODS.some((id) => id === method.toLowerCase())
      ? problem("mandatory_payment_method", `El medio de pago ${method} no existe`)
      : undefined,
  ({ request: { notify_api_version: version } }) =>
    version && version !== "3.0" && version !== "1.3"
      ? problem("notify_api_version", `La versión de notificación ${version} no existe`)
      : undefined,
];

function problem(field: keyof CreatePaymentParams, message: string): FieldError {
  return { field, message };
}

function urlRule(field: (typeof URL_FIELDS)[number]): Rule {
  return ({ request }) => {
    const url = request[field];
    return url && !isWebUrl(url) ? problem(field, `La URL ${url} no es válida`) : undefined;
  };
}

function dateRule(field: "expires_date" | "confirm_timeout_date", name: string): Rule {
  return ({ request, nowMs }) => {
    const date = request[field];
    if (!date) return undefined;
    const ms = Date.parse(date);
    if (Number.isNaN(ms)) return problem(field, `${name} ${date} no es válida`);
    return ms <= nowMs ? problem(field, `${name} debe ser posterior al momento actual`) : undefined;
  };
}

function neededBy(
  request: CreatePaymentParams,
  by: keyof CreatePaymentParams,
  isNeeded: boolean,
  field: "payer_name" | "payer_email" | typeof FIXED_PAYER_FIELD,
): FieldError | undefined {
  return isNeeded && !request[field]
    ? problem(field, `El campo ${field} es obligatorio cuando se usa ${by}`)
    : undefined;
}

function integratorFeeRule({ request, receiver }: Application): FieldError | undefined {
  const { integrator_fee: fee } = request;
  if (!fee) return undefined;
  if (!receiver.privileges.integrator && receiver.parentId === undefined) {
    return problem("integrator_fee", "La cuenta de cobro no tiene una cuenta integradora");
  }
  const units = unitsOf(fee);
  return units === undefined || units < 0 || units > (unitsOf(request.amount) ?? 0)
    ? problem("integrator_fee", `La comisión ${fee} no es válida`)
    : undefined;
}
