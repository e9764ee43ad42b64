import type { Client } from "openapi-fetch";
import { configuredClient, type MakeClient } from "./configured-client.js";
import { startDeadline } from "./deadline.js";
import { exchangeOf, type HttpSettings, send } from "./exchange.js";
import type { WireRequest } from "./wire-request.js";

/** Statuses whose responses cannot have a body. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/** An openapi-fetch client over this package's transport: credentials, deadline, no redirects, no retries. */
export function rawClient<Paths extends object>(
  settings: HttpSettings,
  makeClient: MakeClient<Paths>,
): Client<Paths> {
  return configuredClient(settings.baseUrl, makeClient, (request) =>
    // What `configuredClient` makes.
    rawFetch(settings, request as unknown as WireRequest, request.signal),
  );
}

async function rawFetch(
  settings: HttpSettings,
  request: WireRequest,
  // The look-alike has one only when the caller gave one.
  signal: AbortSignal | undefined,
): Promise<Response> {
  const deadline = startDeadline(settings.timeoutMs, signal);
  const operation = `${request.method} ${new URL(request.url).pathname}`;
  const call = { settings, operation, request, headers: {}, deadline };
  try {
    const { response, text } = await send(exchangeOf(call));
    const { status, statusText } = response;
    const headers = new Headers(response.headers);
    // The text is decoded and complete: what described its transfer no longer holds.
    for (const name of ["content-encoding", "content-length", "transfer-encoding"])
      headers.delete(name);
    const body = WITHOUT_BODY.has(status) ? null : text;
    return new Response(body, { status, statusText, headers });
  } finally {
    deadline.clear();
  }
}
