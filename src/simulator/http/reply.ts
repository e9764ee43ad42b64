import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { Refusal } from "./refusal.js";

/** A request as a route sees it: complete, and not yet interpreted. */
export interface Exchange {
  readonly method: string;
  /** As it was sent, query included. */
  readonly target: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** What stands in the path for each `{name}` of the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly rawBody: Buffer;
}

/** An answer. A function as its body writes to the connection itself, for as long as it likes. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | ((response: ServerResponse) => void);
}

/** One method and path, and what answers it. */
export interface Route {
  readonly method: string;
  /** With `{name}` for the parts that vary. */
  readonly path: string;
  /** The operation of an API; requests to it are recorded and subject to faults. */
  readonly operation?: { readonly api: string; readonly id: string };
  /** Throws a `Refusal` for {@link Route.refuse} to write. */
  answer(exchange: Exchange): Reply | Promise<Reply>;
  /** Writes a refusal in the form of this route's API. */
  refuse(refusal: Refusal): Reply;
}

/** An answer in JSON. */
export function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** A refusal in the form of Khipu's APIs. */
export function khipuRefusal(refusal: Refusal): Reply {
  const { status, message, errors, headers } = refusal;
  return json(status, status === 400 ? { status, message, errors } : { status, message }, headers);
}
