import type { Env } from "./io.js";

/** A language that the program speaks. */
export type Language = "es" | "en";

/** A text in every language: one that lacks a language does not compile. */
export type Said = Readonly<Record<Language, string>>;

/** Whose way of writing amounts and dates goes with each language. */
export const LOCALES: Readonly<Record<Language, string>> = { es: "es-CL", en: "en-US" };

/** Chooses the language: `--lang`, else the locale as the C library reads it, else English. */
export function languageOf(asked: string | undefined, env: Env): Language {
  if (asked === "es" || asked === "en") return asked;
  // An empty variable is as good as none.
  const locale = ["LC_ALL", "LC_MESSAGES", "LANG"].map((name) => env[name]).find(Boolean) ?? "";
  return /^es(?![a-z])/i.test(locale) ? "es" : "en";
}
