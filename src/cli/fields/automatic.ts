import type { CreateChargeIntentParams, CreateSubscriptionParams } from "../../types.js";
import { type Fields, required, text } from "./field.js";

/** What `subscriptions create` takes. */
export const SUBSCRIPTION_FIELDS: Fields<CreateSubscriptionParams> = {
  name: required("identifies the subscription", "identifica la suscripción"),
  email: required("of who will be charged", "de quien será cobrado"),
  max_amount: required("the ceiling of every charge", "el tope de cada cobro", { kind: "amount" }),
  currency: required("the currency", "la moneda", { byDefault: "CLP" }),
  notify_url: required("told when it was signed", "se le avisa cuando se firmó"),
  return_url: required("where the payer goes after signing", "a dónde va el pagador tras firmar"),
  cancel_url: required("where the payer goes when giving up", "a dónde va el pagador si desiste"),
  service_reference: text("what the bank shows", "lo que muestra el banco"),
  image_url: text("an image", "una imagen"),
  description: text("a description", "una descripción"),
};

/** What `subscriptions charge` takes. The subscription is its argument. */
export const CHARGE_FIELDS: Fields<Omit<CreateChargeIntentParams, "subscription_id">> = {
  amount: required("how much", "cuánto", { kind: "amount" }),
  subject: required("what is charged for", "qué se está cobrando"),
  body: required("a longer description", "una descripción más larga"),
  error_response_url: required("told when the charge failed", "se le avisa si el cobro falló"),
  custom: required("your own data, given back unchanged", "tus propios datos, vuelven sin cambios"),
  transaction_id: required("your own reference", "tu propia referencia"),
  notify_url: required(
    "your webhook, told when it was paid",
    "tu webhook, se le avisa cuando se pagó",
  ),
  notify_api_version: text(
    "the form of the notification, 3.0 when left out",
    "la forma de la notificación, 3.0 si se omite",
  ),
};
