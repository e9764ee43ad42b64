import type { Language } from "../options.js";

const es = {
  perMonth: "Máximo al mes",
  perCharge: "Máximo por cargo",
  id: "N.º de suscripción",
  service: "Servicio",
  signTitle: "Firma tu suscripción",
  signMore:
    "Autorizas al comercio a cobrar de tu cuenta, sin pasar del máximo al mes ni del máximo por cargo.",
  sign: "Firmar la suscripción",
  cancel: "No firmar",
  SIGNED: {
    title: "La firma está hecha; el banco la está confirmando.",
    more: "Puedes cerrar esta página: el comercio se enterará.",
  },
  ENABLED: { title: "La suscripción está habilitada.", more: "No tienes que hacer nada más." },
  notFound: "Esta suscripción no existe.",
};

/** What the pages of subscriptions say besides what all pages say. */
export type Texts = typeof es;

const en: Texts = {
  perMonth: "At most a month",
  perCharge: "At most a charge",
  id: "Subscription no.",
  service: "Service",
  signTitle: "Sign your subscription",
  signMore: "You allow the shop to charge your account, within what it may a month and a charge.",
  sign: "Sign the subscription",
  cancel: "Do not sign",
  SIGNED: {
    title: "The signature is made; the bank is confirming it.",
    more: "You can close this page: the shop will be told.",
  },
  ENABLED: { title: "The subscription is enabled.", more: "There is nothing else to do." },
  notFound: "There is no such subscription.",
};

/** The texts of a language. */
export function textsOf(language: Language): Texts {
  return language === "en" ? en : es;
}
