import type { Language } from "../options.js";

const es = {
  pay: "Pagar con",
  simulated: "Simulador de Openpay: aquí no se mueve dinero.",
  approve: "Pagar",
  refuse: "Rechazar el pago",
  card: "Datos de la tarjeta",
  cardNumber: "Número",
  holder: "Nombre en la tarjeta",
  month: "Mes (MM)",
  year: "Año (AA)",
  cvv2: "Código de seguridad",
  cardHint: "Por ejemplo 4111 1111 1111 1111, 12, 30 y 110.",
  badCard: "La tarjeta no es válida o venció.",
  back: "Volver al comercio",
  notFound: "Este cargo no existe.",
  completed: "El pago está hecho.",
  failed: "El pago no se hizo.",
  charge_pending: "El pago está pendiente.",
  pending_confirmation: "El pago se está confirmando.",
};

/** What Openpay's pages say. */
export type Texts = typeof es;

const en: Texts = {
  pay: "Pay with",
  simulated: "Openpay simulator: no money moves here.",
  approve: "Pay",
  refuse: "Refuse to pay",
  card: "Your card",
  cardNumber: "Number",
  holder: "Name on the card",
  month: "Month (MM)",
  year: "Year (YY)",
  cvv2: "Security code",
  cardHint: "For instance 4111 1111 1111 1111, 12, 30 and 110.",
  badCard: "The card is not valid, or has expired.",
  back: "Back to the shop",
  notFound: "There is no such charge.",
  completed: "The payment is made.",
  failed: "The payment was not made.",
  charge_pending: "The payment is pending.",
  pending_confirmation: "The payment is being confirmed.",
};

/** The texts of a language. */
export function textsOf(language: Language): Texts {
  return language === "en" ? en : es;
}
