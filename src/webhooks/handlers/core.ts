import { isKhipuError } from "../../errors.js";
import type { HeadersLike } from "../header.js";
import { type Clock, startClock } from "./clock.js";
import type { Settings } from "./settings.js";
import { encoded, Refusal, tooLarge } from "./refusal.js";
import { type Run, settleMessage, type Steps } from "./settle.js";
import { FAILED, TIMED_OUT, verdict } from "./verdicts.js";
import type { Delivery, RequestHeaders, Verdict, Webhook } from "./webhook.js";

/** What a lambda function keeps for itself: the answer has to leave before the platform ends it. */
const SHARE_OF_REMAINING = 0.8;

/** Makes a webhook: everything between a framework's request and its answer. */
export function createWebhook<Opened, Accepted, Tx>(
  steps: Steps<Opened, Accepted, Tx>,
  settings: Settings<Tx>,
  { takesParsedBody = false } = {},
): Webhook {
  return {
    takesParsedBody,
    answer: async (delivery) => {
      if (delivery.method !== "POST") return verdict(405, "POST only", { allow: "POST" });
      const { remainingMs = Infinity } = delivery;
      const timeoutMs = Math.min(
        settings.timeoutMs,
        Math.max(1, Math.floor(remainingMs * SHARE_OF_REMAINING)),
      );
      const clock = startClock(timeoutMs);
      const run = { settings, signal: clock.signal };
      const work = judge(delivery, clock, steps, run);
      try {
        return await Promise.race([work, clock.over.then(() => giveUp(clock, run))]);
      } finally {
        clock.stop();
      }
    },
  };
}

/** Never rejects: whoever raced it may be gone. */
async function judge<Opened, Accepted, Tx>(
  { headers, readBody }: Delivery,
  clock: Clock,
  steps: Steps<Opened, Accepted, Tx>,
  run: Run<Tx>,
): Promise<Verdict> {
  const { maxBodyBytes: maxBytes } = run.settings;
  try {
    refuseByHeaders(headers, maxBytes);
    const body = await readBody({ maxBytes, signal: run.signal });
    return await settleMessage({ body, headers }, steps, run);
  } catch (error) {
    return fail(error, clock, run);
  }
}

/** Before a byte is read. */
function refuseByHeaders(headers: RequestHeaders, maxBytes: number): void {
  const coding = headerOf(headers, "content-encoding");
  if (coding && coding.toLowerCase() !== "identity") throw encoded(coding);
  if (Number(headerOf(headers, "content-length")) > maxBytes) throw tooLarge(maxBytes);
}

function fail<Tx>(error: unknown, clock: Clock, run: Run<Tx>): Verdict {
  const isLate = error === clock.reason;
  // Told already, by `giveUp`.
  if (isLate && clock.isOver()) return TIMED_OUT;
  const isRefusal = error instanceof Refusal;
  const answer = isRefusal ? error.verdict : isLate ? TIMED_OUT : FAILED;
  const cause = isRefusal ? error.cause : error;
  report(cause, answer, run);
  return run.settings.diagnostics ? { ...answer, body: hintOf(cause) ?? answer.body } : answer;
}

function giveUp<Tx>({ reason }: Clock, run: Run<Tx>): Verdict {
  report(reason, TIMED_OUT, run);
  return TIMED_OUT;
}

/** Reporting must not change an answer. */
function report<Tx>(error: unknown, { status }: Verdict, { settings, key }: Run<Tx>): void {
  try {
    const told = settings.onError?.(error, { status, ...(key !== undefined && { key }) });
    Promise.resolve(told).catch(() => undefined);
  } catch {
    // The callback's own failure, for which there is no other callback.
  }
}

/** Only this package's own words about notifications, which quote nothing of them. */
function hintOf(cause: unknown): string | undefined {
  const isHint = isKhipuError(cause) && cause.name === "KhipuNotificationError";
  return isHint ? cause.message : undefined;
}

/** One header, of whatever kind of headers; several values become one that no check accepts. */
export function headerOf(headers: RequestHeaders, name: string): string | undefined {
  if (isHeaders(headers)) return headers.get(name) ?? undefined;
  const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name) ?? [];
  return typeof value === "object" ? value.join() : value;
}

function isHeaders(headers: RequestHeaders): headers is HeadersLike {
  return typeof headers.get === "function";
}
