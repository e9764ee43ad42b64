/** The longest that a timer keeps, 24 days; anything longer it turns into 1 ms. */
const MOST_MS = 2_147_483_647;

/** Refuses a time that a timer cannot keep. */
export function checkMs(name: string, value: number): void {
  if (value >= 1 && value <= MOST_MS) return;
  throw new RangeError(`${name} must be milliseconds from 1 to ${MOST_MS}`);
}
