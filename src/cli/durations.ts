import { UsageError } from "./cli-error.js";

const UNITS = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
]);
const MOST_MS = 2_147_483_647;

/**
 * Reads `90s`, `10m`, `1.5h`, `250ms`; a bare number is seconds.
 *
 * @throws UsageError for anything else, for 0, and for more than 24 days.
 */
export function durationMs(option: string, text: string): number {
  const [, amount = "", unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text) ?? [];
  const ms = Math.round(Number(amount) * (UNITS.get(unit) ?? Number.NaN));
  if (amount !== "" && ms >= 1 && ms <= MOST_MS) return ms;
  throw new UsageError({
    en: `${option} must be a time such as 90s, 10m or 2h, at most 24 days`,
    es: `${option} debe ser un tiempo como 90s, 10m o 2h, a lo más 24 días`,
  });
}

/** What is left of a wait: `9:05`, `1:00:00`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}
