import type { CreatePaymentParams, PredictParams } from "../../types.js";
import { type Fields, flag, required, text } from "./field.js";

/** What `payments create` takes. */
export const PAYMENT_FIELDS: Fields<CreatePaymentParams> = {
  amount: required("how much, e.g. 5900 or 10.50", "cuánto, p. ej. 5900 o 10.50", {
    kind: "amount",
  }),
  currency: required("the currency", "la moneda", { byDefault: "CLP" }),
  subject: required("what the payer pays for", "qué se está pagando"),
  transaction_id: text("your own reference", "tu propia referencia"),
  custom: text("your own data, given back unchanged", "tus propios datos, vuelven sin cambios"),
  body: text("a longer description", "una descripción más larga"),
  bank_id: text("preselects a bank, see khipu banks", "preselecciona un banco, ver khipu banks"),
  return_url: text("where the payer goes after paying", "a dónde va el pagador después de pagar"),
  cancel_url: text("where the payer goes when giving up", "a dónde va el pagador si desiste"),
  picture_url: text("an image of what is sold", "una imagen de lo que se vende"),
  notify_url: text("your webhook, public https", "tu webhook, https y público"),
  contract_url: text("a PDF contract that paying signs", "un contrato PDF que se firma al pagar"),
  notify_api_version: text(
    "the form of the notification, 3.0 when left out",
    "la forma de la notificación, 3.0 si se omite",
  ),
  expires_date: text("the last moment to pay, ISO 8601", "último momento para pagar, ISO 8601"),
  send_email: flag("lets Khipu e-mail the charge", "Khipu envía el cobro por correo"),
  payer_name: text("the payer's name", "el nombre del pagador"),
  payer_email: text("the payer's e-mail address", "el correo del pagador"),
  send_reminders: flag("two reminders by e-mail", "dos recordatorios por correo"),
  responsible_user_email: text(
    "a Khipu user who may charge with this account",
    "un usuario de Khipu que puede cobrar con esta cuenta",
  ),
  fixed_payer_personal_identifier: text("only this RUT may pay", "sólo puede pagar este RUT"),
  integrator_fee: text("the integrator's fee", "la comisión del integrador"),
  collect_account_uuid: text("which collect account", "qué cuenta de cobro"),
  confirm_timeout_date: text(
    "when it is settled, and the last moment to refund it, ISO 8601",
    "cuándo se rinde, y último momento para devolverlo, ISO 8601",
  ),
  mandatory_payment_method: text(
    "payable with this method only, see khipu payments list-methods",
    "sólo se paga con este medio, ver khipu payments list-methods",
  ),
  psp_client_merchant_name: text(
    "the final merchant behind a payment service provider",
    "el comercio final detrás de un proveedor de pagos",
  ),
};

/** What `predict` takes. */
export const PREDICT_FIELDS: Fields<PredictParams> = {
  payer_email: required("the payer's e-mail address", "el correo del pagador"),
  bank_id: required("the payer's bank, see khipu banks", "el banco del pagador, ver khipu banks"),
  amount: required("how much", "cuánto", { kind: "amount" }),
  currency: required("the currency", "la moneda", { byDefault: "CLP" }),
};
