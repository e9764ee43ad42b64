/** Milliseconds since 1970 as Khipu writes dates: ISO 8601, in UTC, with milliseconds. */
export function isoDate(ms: number): string {
  return new Date(ms).toISOString();
}
