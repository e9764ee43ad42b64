import { isKhipuError } from "../../errors.js";
import { observe } from "../../observe.js";
import { failureReason, type VerdictEvent, type VerdictSource } from "../../verdict.js";
import type { HeadersLike } from "../header.js";
import { type Clock, startClock } from "./clock.js";
import type { Settings } from "./settings.js";
import { encoded, Refusal, tooLarge } from "./refusal.js";
import { type Run, settleMessage, type Steps } from "./settle.js";
import { failed, type Judgement, notPost, timedOut } from "./verdicts.js";
import type { Delivery, RequestHeaders, Verdict, Webhook } from "./webhook.js";

/** What a lambda function keeps for itself: the answer has to leave before the platform ends it. */
const SHARE_OF_REMAINING = 0.8;

/** Makes a webhook: everything between a framework's request and its answer. */
export function createWebhook<Opened, Accepted, Tx>(
  steps: Steps<Opened, Accepted, Tx>,
  settings: Settings<Tx>,
  { source, takesParsedBody = false }: { source: VerdictSource; takesParsedBody?: boolean },
): Webhook {
  return {
    takesParsedBody,
    answer: async (delivery) => {
      const { remainingMs = Infinity } = delivery;
      const timeoutMs = Math.min(
        settings.timeoutMs,
        Math.max(1, Math.floor(remainingMs * SHARE_OF_REMAINING)),
      );
      const clock = startClock(timeoutMs);
      const run = { settings, source, signal: clock.signal, startedAt: performance.now() };
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
  { method, headers, readBody }: Delivery,
  clock: Clock,
  steps: Steps<Opened, Accepted, Tx>,
  run: Run<Tx>,
): Promise<Verdict> {
  const { maxBodyBytes: maxBytes } = run.settings;
  try {
    if (method !== "POST") return conclude(notPost(), clock, run);
    refuseByHeaders(headers, maxBytes);
    const body = await readBody({ maxBytes, signal: run.signal });
    return conclude(await settleMessage({ body, headers }, steps, run), clock, run);
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
  const isRefusal = error instanceof Refusal;
  const judgement = isRefusal
    ? error.judgement
    : isLate
      ? timedOut("timed-out")
      : failed(failureReason(error));
  const cause = isRefusal ? error.cause : error;
  const answer = conclude(judgement, clock, run);
  // Told already, by `giveUp`.
  if (isLate && clock.isOver()) return answer;
  report(cause, answer, run);
  return run.settings.diagnostics ? { ...answer, body: hintOf(cause) ?? answer.body } : answer;
}

function giveUp<Tx>({ reason }: Clock, run: Run<Tx>): Verdict {
  const judgement = timedOut("timed-out");
  tell(judgement, run);
  report(reason, judgement.answer, run);
  return judgement.answer;
}

/** Tells the verdict. One that comes after the answer is told only if it is a settlement: nobody else will tell of it. */
function conclude<Tx>(judgement: Judgement, clock: Clock, run: Run<Tx>): Verdict {
  const isLate = clock.isOver();
  if (!isLate || judgement.verdict === "settled") tell(judgement, run, isLate);
  return judgement.answer;
}

function tell<Tx>({ answer, ...judgement }: Judgement, run: Run<Tx>, isLate = false): void {
  const { settings, source, startedAt, key } = run;
  const event: VerdictEvent = {
    source,
    ...judgement,
    status: answer.status,
    durationMs: performance.now() - startedAt,
    ...(isLate && { isLate }),
    ...(key !== undefined && { key }),
  };
  observe(() => settings.onVerdict?.(event));
}

function report<Tx>(error: unknown, { status }: Verdict, { settings, key }: Run<Tx>): void {
  const context = { status, ...(key !== undefined && { key }) };
  observe(() => settings.onError?.(error, context));
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
