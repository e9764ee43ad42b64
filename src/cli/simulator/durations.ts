import { UsageError } from "../cli-error.js";

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Reads times such as `500ms,1s,5m`, in milliseconds; none for an empty text.
 *
 * @throws UsageError for anything else.
 */
export function durationsOf(option: string, text: string): number[] {
  if (text.trim() === "") return [];
  return text.split(",").map((each) => {
    const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(each.trim()) ?? [];
    const factor = UNITS[unit];
    if (digits !== undefined && factor !== undefined) return Number(digits) * factor;
    throw new UsageError({
      en: `${option} is a list of times with their units, such as 500ms,1s,5m`,
      es: `${option} es una lista de tiempos con sus unidades, como 500ms,1s,5m`,
    });
  });
}
