import type { KhipuError } from "./errors.js";

/** What is sent, as hooks see it: nothing secret, no header, no body, no query. */
export interface RequestEvent {
  /** The `operationId` in the API's document. */
  readonly operation: string;
  readonly method: string;
  /** Without its query, which may hold the payer's e-mail address. */
  readonly url: string;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** What came back, as hooks see it. */
export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  /** From sending the request until the body was read. */
  readonly durationMs: number;
}

/** Why a request is sent again, and when. */
export interface RetryEvent {
  readonly operation: string;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  /** The wait before the next one. */
  readonly delayMs: number;
  readonly error: KhipuError;
}

/**
 * Called as a request goes its way, and not waited for. What a hook throws is dropped: observing must
 * not lose a payment.
 */
export interface Hooks {
  onRequest?: (event: RequestEvent) => void;
  onResponse?: (event: ResponseEvent) => void;
  onRetry?: (event: RetryEvent) => void;
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
