/** The longest that a timer keeps, 24 days; anything longer it turns into 1 ms. */
const MOST_MS = 2_147_483_647;

/**
 * Refuses a time that a timer cannot keep.
 *
 * @throws RangeError when it is no number, or not between `least` and 2147483647.
 */
export function checkMs(name: string, value: number, least = 1): number {
  // What is left of a deadline may be a fraction of a millisecond.
  if (Number.isFinite(value) && value > least - 1 && value <= MOST_MS) return value;
  throw new RangeError(`${name} must be milliseconds from ${least} to ${MOST_MS}`);
}
