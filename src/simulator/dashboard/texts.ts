import type { Language } from "../options.js";
import { faultsEn, faultsEs } from "./faults-page-texts.js";
import type { FaultTexts } from "./faults-page-texts.js";
import { subscriptionsEn, subscriptionsEs } from "./subscriptions-page-texts.js";
import { en } from "./texts-en.js";
import { es } from "./texts-es.js";

/** Everything that the dashboard says. */
export type DashboardTexts = typeof es & typeof subscriptionsEs & FaultTexts;

const TEXTS: Readonly<Record<Language, DashboardTexts>> = {
  es: { ...es, ...subscriptionsEs, ...faultsEs },
  en: { ...en, ...subscriptionsEn, ...faultsEn },
};

/** What the dashboard says in a language. */
export function dashboardTexts(language: Language): DashboardTexts {
  return TEXTS[language];
}
