import type { Outcome } from "./errors.js";

/**
 * An attempt that is sent, as hooks see it. Events hold nothing secret and nothing of anybody's payment: no header, no
 * body, no query, and the path with its placeholders, so that each of their texts may be a label.
 */
export interface RequestEvent {
  /** The same object in all events of one call, and in no others: a key for a `WeakMap`. */
  readonly call: object;
  /** The `operationId` in the API's document; of a raw client, method and path. */
  readonly operation: string;
  readonly method: string;
  /** As the document writes it: `/v3/payments/{id}`. */
  readonly path: string;
  /** The same with the server: `https://payment-api.khipu.com/v3/payments/{id}`. */
  readonly url: string;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** What came back, whole, as hooks see it. */
export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  /** From sending the request until the body was read. */
  readonly durationMs: number;
}

/** What went wrong, as hooks see it: without the service's words, which may quote the request. */
export interface EventError {
  /** The error's `name`: `KhipuApiError`; `AbortError` when the caller gave up, whatever the reason. */
  readonly name: string;
  /** Whether it may have taken effect. */
  readonly outcome: Outcome;
  /** Of an answer that was refused. */
  readonly status?: number | undefined;
  /** Of a connection that failed, where the platform gives one: `ECONNREFUSED`. */
  readonly code?: string | undefined;
}

/** Why a request is sent again, and when. */
export interface RetryEvent extends RequestEvent {
  /** The wait before the next attempt, in milliseconds. */
  readonly delayMs: number;
  /** Of the attempt that failed. */
  readonly error: EventError;
}

/** How a call ended. `attempt` says how many were made. */
export interface EndEvent extends RequestEvent {
  /** Of the whole call, waits and retries included. */
  readonly durationMs: number;
  /** `succeeded`, or whether what failed may have taken effect. */
  readonly outcome: "succeeded" | Outcome;
  /** Of the last attempt, if it was answered. */
  readonly status?: number | undefined;
  /** What the call rejects with. A raw client resolves to refusals, and has none for them. */
  readonly error?: EventError | undefined;
}

/**
 * Called as a request goes its way, and not waited for. What a hook throws is dropped: observing must
 * not lose a payment.
 *
 * A call that sends anything is told of in this order: `onRequest` for each attempt, `onResponse` if it was answered
 * whole, `onRetry` if there is to be another; and `onEnd`, once, whatever happened.
 */
export interface Hooks {
  onRequest?: (event: RequestEvent) => void;
  onResponse?: (event: ResponseEvent) => void;
  onRetry?: (event: RetryEvent) => void;
  /** Called once for each call that has sent a request: it succeeded, failed, ran out of time or was aborted. */
  onEnd?: (event: EndEvent) => void;
}

/** Names the program that uses this package, for the `User-Agent` header. */
export interface AppInfo {
  name: string;
  version?: string;
}

/** Settings that the clients of all four APIs share. */
export interface ClientOptions {
  /** Where the API is; only tests and proxies need it. It must not hold credentials. */
  baseUrl?: string;
  /**
   * Used in place of the platform's `fetch`, called as `fetch(url, init)`.
   *
   * @defaultValue `globalThis.fetch`, looked up at each call
   */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /**
   * The longest that one call may take, all of it: connecting, headers, body, waits and retries.
   *
   * @defaultValue 30000
   */
  timeoutMs?: number;
  /**
   * How often a failed call may be repeated. Reads are repeated after connection errors, 408, 429 and
   * 5xx; anything else only when it certainly never left, or was refused with 429.
   *
   * @defaultValue 2
   */
  maxRetries?: number;
  hooks?: Hooks;
  appInfo?: AppInfo;
}

/** Settings of one call. */
export interface CallOptions {
  /** Aborts the call, waits included; it then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Replaces the client's `timeoutMs` for this call. */
  timeoutMs?: number;
  /**
   * Sent as well. They replace none of the headers that the client itself sends, and none that say how
   * the message is carried.
   */
  headers?: Record<string, string>;
}
