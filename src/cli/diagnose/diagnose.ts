import { isKhipuError, type NotificationErrorReason } from "../../errors.js";
import type { PaymentNotification } from "../../types.js";
import { verifyNotification } from "../../webhooks/index.js";
import { kindOf } from "../listen/kind.js";
import { bodyMistakes, secretMistakes } from "./candidates.js";
import { readClaims } from "./header.js";
import type { MistakeCode } from "./mistakes/index.js";
import { searchMistakes } from "./search.js";

/** What is to be judged. */
export interface Suspect {
  readonly body: Uint8Array;
  /** The value of `x-khipu-signature`, if there is one. */
  readonly header: string | undefined;
  readonly secrets: readonly string[];
  /** Only to find out that it was taken for the secret. */
  readonly apiKey?: string | undefined;
  /** Judges the age of the signature as well. @defaultValue true */
  readonly isAgeJudged?: boolean;
  readonly nowMs: number;
}

/** What came of it. */
export interface Diagnosis {
  readonly isGenuine: boolean;
  /** Why `verifyNotification` refuses it. */
  readonly reason?: NotificationErrorReason;
  /** What is wrong, the likeliest first; nothing when it is genuine. */
  readonly mistakes: readonly MistakeCode[];
  readonly notification?: PaymentNotification;
  /** When it says that it was signed. */
  readonly signedAtMs?: number;
}

/**
 * Judges a notification as a server would, and if it is refused, recomputes its signature in every way
 * that it is seen done wrong, to say which of them it is.
 */
export async function diagnose(suspect: Suspect): Promise<Diagnosis> {
  const { body, header, secrets, nowMs, isAgeJudged = true } = suspect;
  const time = timeOf(header);
  const age = isAgeJudged ? {} : { toleranceMs: false as const };
  try {
    const options = { secret: secrets, now: () => nowMs, ...age };
    const notification = await verifyNotification(body, header, options);
    return { isGenuine: true, mistakes: [], notification, ...time };
  } catch (error) {
    if (!isKhipuError(error) || error.name !== "KhipuNotificationError") throw error;
    const { reason } = error;
    return { isGenuine: false, reason, mistakes: unique(mistakesOf(suspect, reason)), ...time };
  }
}

function mistakesOf(suspect: Suspect, reason: NotificationErrorReason): readonly MistakeCode[] {
  const { header = "", body } = suspect;
  if (reason === "missing-signature") return unsigned(body);
  if (reason === "not-json" || reason === "not-a-notification") {
    const kind = kindOf(Buffer.from(body).toString());
    return kind === undefined || kind === "payment" ? ["not-a-notification"] : [`unsigned-${kind}`];
  }
  if (reason === "future") return ["future"];
  const claims = readClaims(header);
  if (reason === "stale") return isInSeconds(claims.times[0]) ? ["seconds"] : ["stale"];
  return searched(suspect, claims);
}

function searched(suspect: Suspect, claims: ReturnType<typeof readClaims>): readonly MistakeCode[] {
  const { body, secrets, apiKey } = suspect;
  const match = searchMistakes({ claims, body, secrets, apiKey });
  if (match !== undefined) {
    // Right but for the order or the length of its parts: `t` in microseconds, say.
    if (match.mistakes.length === 0) return ["header-unreadable"];
    return isInSeconds(match.t) ? [...match.mistakes, "seconds"] : match.mistakes;
  }
  const form: readonly MistakeCode[] =
    claims.digests.length === 0
      ? ["header-unreadable"]
      : [...claims.mistakes, ...claims.digests.flatMap(({ mistakes }) => mistakes)];
  const signs = [...form, ...bodyMistakes(body), ...secretMistakes(secrets, apiKey)];
  return signs.length > 0 ? [...signs, "unexplained"] : ["unexplained"];
}

/** What comes without a signature is either never signed, or lacks it. */
function unsigned(body: Uint8Array): readonly MistakeCode[] {
  const kind = kindOf(Buffer.from(body).toString());
  if (kind !== undefined && kind !== "payment") return [`unsigned-${kind}`];
  return ["header-missing", ...bodyMistakes(body)];
}

/** Eleven digits of milliseconds end in 1973. */
function isInSeconds(t: string | undefined): boolean {
  return t !== undefined && t.length < 12;
}

function timeOf(header = ""): { signedAtMs?: number } {
  const [t] = readClaims(header).times;
  if (t === undefined) return {};
  return { signedAtMs: Number(t) * (isInSeconds(t) ? 1000 : 1) };
}

function unique(mistakes: readonly MistakeCode[]): readonly MistakeCode[] {
  return [...new Set(mistakes)];
}
