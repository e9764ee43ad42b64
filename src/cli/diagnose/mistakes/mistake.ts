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
