import type { KhipuNotificationError } from "../errors.js";
import { notificationError } from "./notification-error.js";

/** How a notification is verified. */
export interface VerifyOptions {
  /**
   * The receiver's secret (not the API key): the 40 hex digits that Khipu shows, as text. While it is
   * being changed, both the new and the old one.
   */
  secret: string | readonly string[];
  /**
   * The greatest age of a signature in milliseconds, itself included, or `false` for any age. Khipu
   * repeats a notification for two days, perhaps with the time of the first: a narrower window loses
   * payments, and a replay harms nobody who settles once per `payment_id`.
   *
   * @defaultValue 259200000 (3 days)
   */
  toleranceMs?: number | false;
  /**
   * How far ahead of this clock a signature may be in milliseconds, itself included. It holds with
   * `toleranceMs: false` too.
   *
   * @defaultValue 300000 (5 minutes)
   */
  clockSkewMs?: number;
  /**
   * The clock, in Unix milliseconds.
   *
   * @defaultValue `Date.now`
   */
  now?: () => number;
}

/** Khipu repeats a notification for two days. */
export const DEFAULT_TOLERANCE_MS = 259_200_000;
/** How far a clock may be wrong. */
export const DEFAULT_CLOCK_SKEW_MS = 300_000;

/** The usable secrets. Without one there is no verification, and that must never mean acceptance. */
export function readSecrets(secret?: string | readonly string[] | null): readonly string[] {
  const secrets = typeof secret === "string" ? [secret] : (secret ?? []);
  if (secrets.length && secrets.every((each) => each?.trim())) return secrets;
  throw notificationError("no-secret", "the secret is missing or empty");
}

/** Judges the time of a signature: the error that it deserves, or nothing. */
export function judgeTime(
  t: string,
  {
    toleranceMs = DEFAULT_TOLERANCE_MS,
    clockSkewMs = DEFAULT_CLOCK_SKEW_MS,
    now = Date.now,
  }: VerifyOptions,
): KhipuNotificationError | undefined {
  const time = now();
  const ahead = +t - time;
  // Asked for what they must be, because NaN is not less than 0 either. As a number, `false` is 0.
  if (![time, clockSkewMs, +toleranceMs].every((ms) => ms >= 0)) {
    throw new RangeError("toleranceMs, clockSkewMs or now() is not milliseconds");
  }
  if (ahead > clockSkewMs) return notificationError("future", "t is newer than clockSkewMs");
  if (toleranceMs !== false && -ahead > toleranceMs) {
    // Eleven digits of milliseconds end in 1973.
    return notificationError(
      "stale",
      `t is older than toleranceMs${t.length < 12 ? ": it is in seconds" : ""}`,
    );
  }
}
