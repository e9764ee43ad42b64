import type { Said } from "../../language.js";

/** What is wrong with a notification, and what to do about it. */
export interface Mistake {
  readonly problem: Said;
  readonly remedy: Said;
}

/** The remedy of whatever has changed the body. */
export const RAW: Said = {
  en: "Verify the bytes as they came: put the webhook's route above every body parser, or have the parser keep the raw body.",
  es: "Verifica los bytes tal como llegaron: pon la ruta del webhook antes de todo body parser, o haz que el parser guarde el cuerpo crudo.",
};

/** The remedy of whatever has changed the header. */
export const HEADER_AS_IT_CAME: Said = {
  en: "Pass on the value of x-khipu-signature unchanged: t=<milliseconds>,s=<base64>.",
  es: "Pasa el valor de x-khipu-signature sin cambios: t=<milisegundos>,s=<base64>.",
};

/** The remedy of whatever signs something else. */
export const SIGNED_STRING: Said = {
  en: "Sign t, a dot and the raw body, in that order: HMAC-SHA256, as base64. signNotification does it.",
  es: "Firma t, un punto y el cuerpo crudo, en ese orden: HMAC-SHA256, en base64. signNotification lo hace.",
};
