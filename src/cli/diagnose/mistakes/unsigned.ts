import type { Said } from "../../language.js";
import type { Mistake } from "./mistake.js";

const readAgainWith = (handler: string): Said => ({
  en: `Nobody signs it: use ${handler}, which reads what it speaks of from its sender.`,
  es: `Nadie lo firma: usa ${handler}, que lee desde su remitente aquello de lo que habla.`,
});

/** Messages that are not signed at all. */
export const UNSIGNED_MISTAKES = {
  "unsigned-payment-1.3": {
    problem: {
      en: "this is a notification of version 1.3, which is never signed",
      es: "esta es una notificación de la versión 1.3, que nunca viene firmada",
    },
    remedy: {
      en: "Create payments with notify_api_version 3.0, or use tokenNotificationHandler, which reads the payment by its token.",
      es: "Crea los cobros con notify_api_version 3.0, o usa tokenNotificationHandler, que lee el cobro con su token.",
    },
  },
  "unsigned-subscription": {
    problem: {
      en: "this is a subscription's callback, which is not signed",
      es: "este es el callback de una suscripción, que no viene firmado",
    },
    remedy: readAgainWith("subscriptionHandler"),
  },
  "unsigned-charge": {
    problem: {
      en: "this is the callback of a failed charge, which is not signed",
      es: "este es el callback de un cargo fallido, que no viene firmado",
    },
    remedy: readAgainWith("chargeFailureHandler"),
  },
  "unsigned-openpay": {
    problem: {
      en: "this is an event of Openpay, which is not signed",
      es: "este es un evento de Openpay, que no viene firmado",
    },
    remedy: readAgainWith("openpayHandler"),
  },
} as const satisfies Record<string, Mistake>;
