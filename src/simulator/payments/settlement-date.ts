const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A moment on a clock in Santiago de Chile. */
export interface ChileanTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/**
 * When the money of a payment goes to its receiver: 01:00 in Chile of the next business day.
 *
 * Until then it can be refunded. Saturdays and Sundays are no business days; holidays are not known
 * here.
 */
export function settlementDate(conciliatedAt: number): number {
  const local = chileanTime(conciliatedAt);
  // Noon is the same day everywhere in Chile, whatever the hour is there.
  const noon = businessDaysAfter(Date.UTC(local.year, local.month - 1, local.day, 16), 1);
  const day = noon - 16 * HOUR_MS;
  // Chile is 3 or 4 hours behind UTC; whichever gives 1 o'clock there is right.
  const summer = day + 4 * HOUR_MS;
  return chileanTime(summer).hour === 1 ? summer : summer + HOUR_MS;
}

/** The same time of day so many business days later; Saturdays and Sundays in Chile do not count. */
export function businessDaysAfter(ms: number, days: number): number {
  let at = ms;
  for (let left = days; left > 0;) {
    at += DAY_MS;
    if (isBusinessDay(chileanTime(at))) left -= 1;
  }
  return at;
}

/** Reads a time in milliseconds since 1970 off a clock in Chile, daylight saving time included. */
export function chileanTime(atMs: number): ChileanTime {
  const parts = new Map(CHILE.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? Number.NaN;
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
  };
}

function isBusinessDay({ year, month, day }: ChileanTime): boolean {
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

const CHILE = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/Santiago",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
});
