import { isKhipuError, KhipuConnectionError, KhipuTimeoutError } from "../errors.js";
import type { ClientOptions, RequestEvent } from "../options.js";
import { certainlyNotSent, failureCode, redact, safeCause } from "./connection.js";
import type { Deadline } from "./deadline.js";
import { tell } from "./events.js";
import type { BodyFormat, WrittenRequest } from "./request.js";

type Sign = (request: WrittenRequest) => Promise<string>;

/** What a client of one API is made of: its server, how it authenticates, and the shared settings. */
export interface HttpSettings extends ClientOptions {
  baseUrl: string;
  timeoutMs: number;
  maxRetries: number;
  /** Lower-case names; sent with every request, and winning over a call's own. */
  headers: Record<string, string>;
  /** What must never be quoted. */
  secrets: readonly string[];
  /** How bodies are written, where not as JSON. */
  bodyFormat?: BodyFormat;
  /** Gives the `Authorization` of one request, where each has its own. */
  sign?: Sign;
}

/** A call whose request is written. */
export interface Call {
  readonly settings: HttpSettings;
  readonly operation: string;
  /** With its placeholders: what events tell. */
  readonly path: string;
  readonly request: WrittenRequest;
  /** Of this call alone, lower-case names. */
  readonly headers: Record<string, string>;
  readonly deadline: Deadline;
}

/** One attempt at a call after the other. */
export interface Exchange extends Call {
  readonly secrets: readonly string[];
  /** What the message of a failure ends with when its outcome is unknown; nothing for a read. */
  readonly advice: string;
  /** What all events of this call say. */
  readonly told: Omit<RequestEvent, "attempt">;
  attempt: number;
  /** Of this attempt, once it is there. */
  response?: Response | undefined;
}

/** Makes ready for the first attempt. */
export async function exchangeOf(call: Call): Promise<Exchange> {
  const { settings, operation, path, headers, deadline } = call;
  const request = settings.sign ? await signed(call.request, settings.sign) : call.request;
  const { method } = request;
  const advice = method === "GET" ? "" : ". It may have taken effect: look before you repeat it";
  const told = { call: {}, operation, method, path, url: settings.baseUrl + path };
  // Whoever reads a request's signature can repeat the request.
  const secrets = settings.secrets.concat(request.headers["authorization"] ?? []);
  return {
    settings,
    operation,
    path,
    request,
    headers,
    deadline,
    secrets,
    advice,
    told,
    attempt: 1,
  };
}

async function signed(request: WrittenRequest, sign: Sign): Promise<WrittenRequest> {
  return { ...request, headers: { ...request.headers, authorization: await sign(request) } };
}

/** Sends one attempt, refuses redirects, and reads the body while the deadline lasts. */
export async function send(exchange: Exchange): Promise<{ response: Response; text: string }> {
  const { deadline, operation } = exchange;
  const started = performance.now();
  exchange.response = undefined;
  tell(exchange, (hooks, event) => hooks.onRequest?.(event));
  try {
    const response = await deadline.orEnd(callFetch(exchange));
    exchange.response = response;
    refuseRedirect(operation, response);
    const text = await readText(exchange, response);
    const durationMs = performance.now() - started;
    const { status } = response;
    tell(exchange, (hooks, event) => hooks.onResponse?.({ ...event, status, durationMs }));
    return { response, text };
  } catch (error) {
    throw explain(exchange, error);
  }
}

function callFetch({ settings, request, headers, deadline }: Exchange): Promise<Response> {
  // Looked up at each call, and called without `this`: test tools replace it, Workers insist on it.
  const { fetch = globalThis.fetch } = settings;
  const { method, url, body } = request;
  return fetch(url, {
    method,
    // Plain values only: another realm's `fetch` takes no objects of this one.
    headers: {
      ...headers,
      accept: "application/json",
      ...request.headers,
      ...settings.headers,
    },
    redirect: "manual",
    signal: deadline.signal,
    ...(body && { body }),
  });
}

function refuseRedirect(operation: string, { status, type, redirected, body }: Response): void {
  // `redirected`: a `fetch` of one's own has followed one already.
  if (!redirected && type !== "opaqueredirect" && !(status >= 300 && status < 400)) return;
  void discard(body);
  // It would carry the credentials elsewhere.
  throw new KhipuConnectionError(operation, "a redirect is never followed: check baseUrl", {
    outcome: "unknown",
  });
}

/** A body that nobody reads holds its connection. That of a `fetch` of one's own may be a Node stream. */
async function discard(body: unknown): Promise<void> {
  const stream = Object(body) as { cancel?(): unknown; destroy?(): unknown };
  try {
    await (stream.cancel ? stream.cancel() : stream.destroy?.());
  } catch {
    // That it could not be given up changes nothing of what is told.
  }
}

/** A refusal's body may be lost without harm; that of a success may not. */
async function readText({ secrets, deadline }: Exchange, response: Response): Promise<string> {
  const { signal, isOver, orEnd } = deadline;
  try {
    const text = await orEnd(response.text());
    // A refusal may quote the request; its body becomes part of an error.
    return response.ok ? text : redact(text, secrets);
  } catch (error) {
    if (!(response.status >= 400) || (signal.aborted && !isOver())) throw error;
    return "";
  }
}

/** What a caller is told when no usable answer came. */
function explain(
  { operation, deadline: { signal, timeoutMs, isOver }, secrets, advice, response }: Exchange,
  error: unknown,
): unknown {
  if (isKhipuError(error)) return error;
  if (isOver()) {
    const problem = `no answer within ${timeoutMs} ms${advice}`;
    return new KhipuTimeoutError(operation, problem, { timeoutMs });
  }
  if (signal.aborted) return signal.reason;
  const cause = safeCause(error, secrets);
  const code = failureCode(cause);
  const suffix = code ? ` (${code})` : "";
  if (!response && certainlyNotSent(error)) {
    const problem = `the request was not sent${suffix}`;
    return new KhipuConnectionError(operation, problem, { outcome: "not_sent", cause });
  }
  const problem = `the ${response ? "answer was cut short" : "connection failed"}${suffix}${advice}`;
  return new KhipuConnectionError(operation, problem, { outcome: "unknown", cause });
}
