import type { Language } from "../options.js";
import { en } from "./texts-en.js";
import { es } from "./texts-es.js";

/** What the payer's pages say: a language that lacks a text does not compile. */
export type Texts = typeof es;

/** The texts of a language. */
export function textsOf(language: Language): Texts {
  return language === "en" ? en : es;
}
