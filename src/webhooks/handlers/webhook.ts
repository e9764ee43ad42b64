import type { HeadersLike } from "../header.js";

/** The headers of a request: a `Headers` object, or Node's and Lambda's plain ones. */
export type RequestHeaders =
  HeadersLike | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A body as it came, or, of an unsigned message only, as a framework parsed it. */
export type MessageBody = string | Uint8Array | object;

/** How much of a body is read, and until when. */
export interface ReadLimits {
  readonly maxBytes: number;
  /** Aborts when the time is up. */
  readonly signal: AbortSignal;
}

/** A request as an adapter hands it over, its body not yet read. */
export interface Delivery {
  readonly method: string | undefined;
  readonly headers: RequestHeaders;
  /** Reads the body; throws or rejects with a `Refusal` when that cannot be done within the limits. */
  readonly readBody: (limits: ReadLimits) => MessageBody | Promise<MessageBody>;
  /** How long the platform lets this request live, in milliseconds, where it says so (Lambda). */
  readonly remainingMs?: number | undefined;
}

/** What an adapter answers. */
export interface Verdict {
  /** 200 and nothing else means "do not tell me again". */
  readonly status: number;
  /** A few words, with nothing about the payment or the payer. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What one of your URLs does with what is posted to it. Adapters connect it to a framework. */
export interface Webhook {
  /** Judges a request. Never rejects: whatever goes wrong is an answer, and is told to `onError`. */
  readonly answer: (delivery: Delivery) => Promise<Verdict>;
  /** Whether a body that was parsed before is as good as a raw one: only when nothing is signed. */
  readonly takesParsedBody: boolean;
}

/**
 * A handler for everything that speaks `Request` and `Response`; `nodeHandler`, `fastifyPlugin` and
 * `lambdaHandler` take it too.
 */
export interface RequestHandler {
  (request: Request): Promise<Response>;
  readonly webhook: Webhook;
}
