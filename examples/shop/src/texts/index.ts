import { en } from "./en.js";
import { es } from "./es.js";

/** A language of the shop. */
export type Language = "es" | "en";

/** Everything that the shop says. */
export type Texts = typeof es;

const TEXTS: Readonly<Record<Language, Texts>> = { es, en };

/** The texts in a language. */
export function textsIn(language: Language): Texts {
  return TEXTS[language];
}
