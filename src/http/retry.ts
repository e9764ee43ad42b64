import { fieldsOf } from "../fields.js";
import { type AnyKhipuError, isPassing, type KhipuApiError } from "../errors.js";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
const HTTP_DATE = /^[a-z]{3,9}, .{15,30} GMT$/i;

/**
 * Says whether a failed attempt may be repeated.
 *
 * Khipu has no idempotency key: a repeated `POST /payments` is a second payment. So a write is repeated
 * only when it certainly never left, or when it was refused for its haste (429).
 */
export function isRepeatable(error: AnyKhipuError, isRead: boolean): boolean {
  // What only some errors have.
  const { status, outcome } = fieldsOf<KhipuApiError>(error);
  if (!isRead) return status === 429 || outcome === "not_sent";
  // Without a status and a cause it was a redirect, or no JSON, and would come again.
  return isPassing(error) && (status !== undefined || "cause" in error);
}

/** The wait before the next attempt: what `Retry-After` asks for, else exponential with full jitter. */
export function retryDelayMs(attempt: number, retryAfter: string | null | undefined): number {
  const asked = retryAfterMs(retryAfter ?? "");
  if (asked >= 0) return asked;
  return Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
}

/** `NaN` for what is neither seconds nor a date. `Date.parse` takes almost anything with a number for one. */
function retryAfterMs(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  return HTTP_DATE.test(text) ? Math.max(0, Date.parse(text) - Date.now()) : NaN;
}
