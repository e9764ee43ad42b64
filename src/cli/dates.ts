import type { Context } from "./context.js";
import { LOCALES } from "./language.js";

/**
 * A moment as Khipu sends it, in a person's language; what is no moment is told as it came.
 *
 * @param timeZone - Whose clock. By default this machine's, which `TZ` sets.
 */
export function dateText(
  { language }: Pick<Context, "language">,
  text = "",
  timeZone?: string,
): string {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return text;
  return new Intl.DateTimeFormat(LOCALES[language], {
    day: "2-digit",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "shortOffset",
    ...(timeZone !== undefined && { timeZone }),
  }).format(ms);
}
