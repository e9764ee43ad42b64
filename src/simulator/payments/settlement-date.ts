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
  let day = new Date(Date.UTC(local.year, local.month - 1, local.day) + DAY_MS);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day = new Date(day.getTime() + DAY_MS);
  // Chile is 3 or 4 hours behind UTC; whichever gives 1 o'clock there is right.
  const summer = day.getTime() + 4 * HOUR_MS;
  return chileanTime(summer).hour === 1 ? summer : summer + HOUR_MS;
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

const CHILE = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/Santiago",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
});
