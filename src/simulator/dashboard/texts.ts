import type { Language } from "../options.js";
import { en } from "./texts-en.js";
import { es } from "./texts-es.js";
import type { Texts } from "./texts-es.js";
import { moreEn } from "./texts-more-en.js";
import { moreEs } from "./texts-more-es.js";
import type { MoreTexts } from "./texts-more-es.js";

/** Everything that the dashboard says. */
export type DashboardTexts = Texts & MoreTexts;

const TEXTS: Readonly<Record<Language, DashboardTexts>> = {
  es: { ...es, ...moreEs },
  en: { ...en, ...moreEn },
};

/** What the dashboard says in a language. */
export function dashboardTexts(language: Language): DashboardTexts {
  return TEXTS[language];
}
