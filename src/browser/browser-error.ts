/**
 * What went wrong in the browser.
 *
 * Of `openPayment`:
 * - `not-a-browser`: there is no document: it was called while rendering on a server.
 * - `script-failed`: Khipu's script could not be loaded: no network, a blocker, or a Content-Security-Policy.
 * - `script-timeout`: it did not load within `loadTimeoutMs`.
 * - `no-khipu`: it loaded, and defines no `Khipu`.
 * - `already-open`: this payment is open on this page: a second click on the same button.
 * - `start-failed`: Khipu's script threw; its error is the `cause`.
 *
 * Of `watchOrder`:
 * - `unreachable`: no answer, or one that may pass (5xx, 408, 425, 429). It is tried again.
 * - `unreadable`: the answer is no status in JSON, for instance a page that asks to log in. It is tried again.
 * - `refused`: any other 4xx: this visitor may not see this order. It is not tried again.
 * - `callback`: your `onChange` or `isFinal` threw; its error is the `cause`.
 */
export type BrowserErrorReason =
  | "not-a-browser"
  | "script-failed"
  | "script-timeout"
  | "no-khipu"
  | "already-open"
  | "start-failed"
  | "unreachable"
  | "unreadable"
  | "refused"
  | "callback";

/** Everything that this entry throws or tells, but a `TypeError` or `RangeError` for a caller's mistake. */
export class KhipuBrowserError extends Error {
  /** The class name as a literal: minifiers rename classes, never strings. */
  override readonly name = "KhipuBrowserError";
  readonly reason: BrowserErrorReason;
  /** The HTTP status, when there was an answer. */
  readonly status: number | undefined;

  constructor(
    reason: BrowserErrorReason,
    problem: string,
    details: ErrorOptions & { status?: number } = {},
  ) {
    super(problem, details);
    this.reason = reason;
    this.status = details.status;
  }
}
