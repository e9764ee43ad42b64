import { fieldsOf } from "../fields.js";
import type { Client, ClientOptions } from "openapi-fetch";
import { isRefusal } from "./answer.js";
import { startDeadline } from "./deadline.js";
import { toItsEnd } from "./events.js";
import { exchangeOf, type HttpSettings, send } from "./exchange.js";

/** The generated factory of one API's openapi-fetch client. */
type MakeClient<Paths extends object> = (options: ClientOptions) => Client<Paths>;

/** Statuses whose responses cannot have a body. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * What openapi-fetch needs of a `Request`, and nothing more: it is taken apart again for
 * `fetch(url, init)`, because another realm's or undici's `fetch` refuses a `Request` it did not make.
 */
class WireRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  /** There only when the caller gave one. */
  readonly signal: AbortSignal | undefined;
  /** With its placeholders; none where a middleware put a request of its own in place of this one. */
  path: string | undefined;

  constructor(url: string, init: Omit<WireRequest, "url" | "path">) {
    this.url = url;
    this.method = init.method;
    this.headers = init.headers;
    this.body = init.body;
    this.signal = init.signal;
  }
}

/** An openapi-fetch client over this package's transport: credentials, deadline, no redirects, no retries. */
export function rawClient<Paths extends object>(
  settings: HttpSettings,
  makeClient: MakeClient<Paths>,
): Client<Paths> {
  const { baseUrl, bodyFormat } = settings;
  const client = makeClient({
    baseUrl,
    // A look-alike of which openapi-fetch uses no more than there is.
    Request: WireRequest as unknown as typeof globalThis.Request,
    // What it hands over is made by the line above.
    fetch: (request) => rawFetch(settings, request as unknown as WireRequest),
    ...(bodyFormat && { bodySerializer: (body) => bodyFormat.write(fieldsOf(body)) }),
  });
  // Only a middleware is told the path before ids are written into it.
  client.use({
    onRequest({ request, schemaPath }) {
      Object.assign(request, { path: schemaPath });
    },
  });
  return client;
}

async function rawFetch(settings: HttpSettings, wire: WireRequest): Promise<Response> {
  const { method, url, body, signal, path = "/{unknown}" } = wire;
  const deadline = startDeadline(settings.timeoutMs, signal);
  const operation = `${method} ${path}`;
  const own = Object.fromEntries(wire.headers);
  const { bodyFormat } = settings;
  // openapi-fetch calls every body JSON.
  const headers =
    body !== undefined && bodyFormat ? { ...own, "content-type": bodyFormat.mediaType } : own;
  const request = { method, url, headers, body };
  try {
    const call = { settings, operation, path, request, headers: {}, deadline };
    const exchange = await exchangeOf(call);
    // Refusals are handed on as they are.
    const { response, text } = await toItsEnd(exchange, send, ({ response: { ok, status } }) => {
      if (ok) return "succeeded";
      return isRefusal(status, exchange.advice) ? "rejected" : "unknown";
    });
    return answerOf(response, text);
  } finally {
    deadline.clear();
  }
}

function answerOf(response: Response, text: string): Response {
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  // The text is decoded and complete: what described its transfer no longer holds.
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) {
    headers.delete(name);
  }
  return new Response(WITHOUT_BODY.has(status) ? null : text, { status, statusText, headers });
}
