import type { Language } from "../options.js";

const es = {
  upTo: "Cargos de hasta",
  id: "N.º de suscripción",
  service: "Servicio",
  signTitle: "Firma tu suscripción",
  signMore: "Autorizas al comercio a cobrar de tu cuenta, cada vez por no más que este monto.",
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
  upTo: "Charges of up to",
  id: "Subscription no.",
  service: "Service",
  signTitle: "Sign your subscription",
  signMore: "You allow the shop to charge your account, no more than this amount each time.",
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
