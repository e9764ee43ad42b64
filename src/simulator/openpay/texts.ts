import type { Language } from "../options.js";

const es = {
  simulator: "Simulador de Openpay",
  pay: "Pagar con",
  approve: "Pagar",
  refuse: "Rechazar el pago",
  card: "Datos de la tarjeta",
  cardNumber: "Número",
  holder: "Nombre en la tarjeta",
  month: "Mes (MM)",
  year: "Año (AA)",
  cvv2: "Código de seguridad",
  testCard: "vence el",
  testCode: "código",
  badCard: "La tarjeta no es válida o venció.",
  id: "N.º de cargo",
  notFound: "Este cargo no existe.",
  completed: { title: "El pago está hecho.", more: "No tienes que hacer nada más." },
  failed: { title: "El pago no se hizo.", more: "No se movió dinero." },
  charge_pending: { title: "El pago está pendiente.", more: "" },
  pending_confirmation: {
    title: "El pago se está confirmando.",
    more: "Puedes cerrar esta página: el comercio se enterará del resultado.",
  },
};

/** What Openpay's pages say besides what all pages say. */
export type Texts = typeof es;

const en: Texts = {
  simulator: "Openpay simulator",
  pay: "Pay with",
  approve: "Pay",
  refuse: "Refuse to pay",
  card: "Your card",
  cardNumber: "Number",
  holder: "Name on the card",
  month: "Month (MM)",
  year: "Year (YY)",
  cvv2: "Security code",
  testCard: "expires",
  testCode: "code",
  badCard: "The card is not valid, or has expired.",
  id: "Charge no.",
  notFound: "There is no such charge.",
  completed: { title: "The payment is made.", more: "There is nothing else to do." },
  failed: { title: "The payment was not made.", more: "No money was moved." },
  charge_pending: { title: "The payment is pending.", more: "" },
  pending_confirmation: {
    title: "The payment is being confirmed.",
    more: "You can close this page: the shop will be told of the result.",
  },
};

/** The texts of a language. */
export function textsOf(language: Language): Texts {
  return language === "en" ? en : es;
}
