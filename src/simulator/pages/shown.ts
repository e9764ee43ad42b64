import { formatAmount } from "../../lifecycle/amount.js";
import type { Amount } from "../../types.js";
import type { Language } from "../options.js";

const LOCALES: Readonly<Record<Language, string>> = { es: "es-CL", en: "en" };
const MINUTE_MS = 60_000;
const MINUTES = { d: 1440, h: 60, min: 1 } as const;

/** An amount as a person reads it. */
export function shownAmount(
  { amount, currency }: { readonly amount: Amount; readonly currency: string },
  language: Language,
): string {
  try {
    return formatAmount(amount, currency, { locale: LOCALES[language] });
  } catch {
    // More decimals than people use in this currency: told as they are, never rounded.
    return `${String(amount)} ${currency}`;
  }
}

/** A moment as a person in Chile reads it. */
export function shownTime(time: number | string, language: Language): string {
  const style = { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" } as const;
  const zone = { timeZone: "America/Santiago" };
  return new Intl.DateTimeFormat(LOCALES[language], { ...style, ...zone }).format(new Date(time));
}

/** How long something still lasts, by its two largest units: `2 d 3 h`, `59 min`, `< 1 min`. */
export function shownDuration(ms: number): string {
  let left = Math.floor(ms / MINUTE_MS);
  const parts: string[] = [];
  for (const [unit, minutes] of Object.entries(MINUTES)) {
    const count = Math.floor(left / minutes);
    left %= minutes;
    if (count > 0) parts.push(`${String(count)} ${unit}`);
  }
  return parts.slice(0, 2).join(" ") || "< 1 min";
}
