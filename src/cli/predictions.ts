import { predictionResult } from "../index.js";
import type { PredictionResult } from "../types.js";
import type { Language, Said } from "./language.js";

const RESULTS: Readonly<Record<PredictionResult, Said>> = {
  OK: { en: "the bank is likely to let it through", es: "es probable que el banco lo acepte" },
  NEW_DESTINATARY_AMOUNT_EXCEEDED: {
    en: "more than the bank allows to somebody new",
    es: "más de lo que el banco permite a un destinatario nuevo",
  },
  MAX_AMOUNT_EXCEEDED: { en: "more than the bank allows", es: "más de lo que el banco permite" },
  NEW_DESTINATARY_COOL_DOWN: {
    en: "the bank makes a new recipient wait",
    es: "el banco hace esperar a un destinatario nuevo",
  },
  NOT_AVAILABLE_ACCOUNT: { en: "the account cannot be used", es: "la cuenta no se puede usar" },
};

/** What a person reads for the result of a prediction; a result nobody has seen before as it came. */
export function resultText(result: string, language: Language): string {
  const known = predictionResult({ result });
  return known === "unknown" ? result : RESULTS[known][language];
}

/** Whether the bank is likely to let it through. */
export function isLikely(result: string): boolean {
  return predictionResult({ result }) === "OK";
}
