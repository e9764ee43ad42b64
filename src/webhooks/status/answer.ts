import { observe } from "../../observe.js";
import { headerOf } from "../handlers/core.js";
import { failed, verdict } from "../handlers/verdicts.js";
import type { RequestHeaders, Verdict } from "../handlers/webhook.js";
import type { StatusSettings } from "./options.js";
import { type Snapshot, snapshotOf } from "./snapshot.js";
import { type Sink, streamStatus } from "./stream.js";

/** A request as an adapter hands it over. */
export interface StatusCall<Req> {
  readonly request: Req;
  readonly method: string | undefined;
  readonly headers: RequestHeaders;
  /** Aborts when the visitor is gone. */
  readonly signal: AbortSignal;
}

/** What an adapter answers: at once, or as a stream that it starts. */
export type StatusAnswer = Omit<Verdict, "body"> & {
  readonly body: string | ((sink: Sink, gone?: AbortSignal) => Promise<void>);
};

const COMMON = {
  "cache-control": "no-store",
  vary: "accept",
  "x-content-type-options": "nosniff",
};
/** Only what differs: a bundler keeps an object that is made of another, even for who never streams. */
const OF_EVENTS = {
  "content-type": "text/event-stream; charset=utf-8",
  // Compression holds small pieces back until there are more of them, and so does nginx.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/** Answers a question for a status. Never rejects: what fails is a 500, and is told to `onError`. */
export async function answerStatus<Req, Status extends object>(
  call: StatusCall<Req>,
  settings: StatusSettings<Req, Status>,
): Promise<StatusAnswer> {
  const { method, request, signal } = call;
  if (method !== "GET" && method !== "HEAD") {
    return refusal(405, "GET only", { allow: "GET, HEAD" });
  }
  try {
    const status = await settings.read(request, { signal });
    if (!status) return refusal(404, "not found");
    return answerOf(await snapshotOf(status), call, settings);
  } catch (error) {
    report(error, settings);
    return { ...failed("error").answer, headers: { ...failed("error").answer.headers, ...COMMON } };
  }
}

function answerOf<Req, Status extends object>(
  first: Snapshot<Status>,
  { request, method, headers, signal }: StatusCall<Req>,
  settings: StatusSettings<Req, Status>,
): StatusAnswer {
  const wantsEvents = headerOf(headers, "accept")?.includes("text/event-stream");
  if (method === "HEAD" || !wantsEvents) return json(first, method, headers);
  const lastId = headerOf(headers, "last-event-id");
  // Told already, and no more will come: to an EventSource this says that it need not connect again.
  if (lastId === first.id && settings.isFinal(first.status)) {
    return { status: 204, headers: COMMON, body: "" };
  }
  const streaming = { settings, request, first, lastId, report: tellOf(settings) };
  return {
    status: 200,
    headers: { ...COMMON, ...OF_EVENTS },
    body: (sink, gone) => streamStatus(streaming, sink, [signal, gone, settings.signal]),
  };
}

function json(
  { json: body, id }: Snapshot<object>,
  method: string | undefined,
  headers: RequestHeaders,
): StatusAnswer {
  const etag = `"${id}"`;
  const isKnown = headerOf(headers, "if-none-match")?.includes(etag) ?? false;
  return {
    status: isKnown ? 304 : 200,
    headers: { ...COMMON, "content-type": "application/json; charset=utf-8", etag },
    body: isKnown || method === "HEAD" ? "" : body,
  };
}

function refusal(status: number, body: string, headers: Record<string, string> = {}): Verdict {
  return verdict(status, body, { ...COMMON, ...headers });
}

function tellOf<Req, Status extends object>(settings: StatusSettings<Req, Status>) {
  return (error: unknown) => report(error, settings);
}

/** Reporting must not change an answer. */
function report<Req, Status extends object>(
  error: unknown,
  { onError }: StatusSettings<Req, Status>,
): void {
  observe(() => onError?.(error, { status: 500 }));
}
