import type { IncomingHttpHeaders } from "node:http";
import type { FaultKind } from "../faults/fault.js";
import type { Exchange, Route } from "./reply.js";

/** A request that one of the APIs got, for tests to look at. Credentials are blotted out. */
export interface RecordedRequest {
  /** The API's name, e.g. `instant-payments.v3`. */
  readonly api: string;
  /** The operation's id in the API's document, e.g. `postPayment`. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** As received, names in lower case. */
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** The body as text, whatever it was. */
  readonly body: string;
  /** What was answered; `undefined` when the connection was cut before any answer. */
  readonly status: number | undefined;
  /** The faults that this request ran into. */
  readonly faults: readonly FaultKind[];
  /** The simulator's time, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** How long it took to answer, a planned latency included, in milliseconds. */
  readonly durationMs: number;
}

const SECRET_HEADERS = ["x-api-key", "authorization", "proxy-authorization", "cookie"];

/** Writes down a request, without its credentials: somebody may have sent real ones. */
export function recordRequest(
  operation: NonNullable<Route["operation"]>,
  exchange: Exchange,
  outcome: Pick<RecordedRequest, "status" | "faults" | "receivedAt" | "durationMs">,
): RecordedRequest {
  const headers = { ...exchange.headers };
  for (const name of SECRET_HEADERS) if (headers[name] !== undefined) headers[name] = "[redacted]";
  return {
    api: operation.api,
    operation: operation.id,
    method: exchange.method,
    path: exchange.path,
    query: Object.fromEntries(exchange.query),
    headers,
    body: exchange.rawBody.toString("utf8"),
    ...outcome,
  };
}
