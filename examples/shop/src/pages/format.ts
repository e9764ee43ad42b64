import { formatAmount } from "khipu-sdk";
import type { Language } from "../texts/index.js";

const LOCALES: Readonly<Record<Language, string>> = { es: "es-CL", en: "en-US" };

/** Pesos, as they are written in Chile, in any language. */
export function pesos(amount: number): string {
  return formatAmount(amount, "CLP", { locale: "es-CL" });
}

/** A moment, as Chile's clocks show it. */
export function moment(at: number, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
    timeZone: "America/Santiago",
  });
  return format.format(at);
}
