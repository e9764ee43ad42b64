import { KhipuBrowserError } from "./browser-error.js";
import type { Changes } from "./changes.js";
import type { WatchEnd, WatchSettings } from "./watch-options.js";

/** How long one answer may take. */
const READ_TIMEOUT_MS = 15_000;
/** The longest wait after a failure, unless the server asks for more. */
const MOST_AFTER_FAILURE_MS = 30_000;
const FAILURES_BEFORE_RELOAD = 5;
const HIDDEN_FACTOR = 4;

/** What polling needs of the watch it serves. */
export interface Polling<Status extends object> {
  readonly settings: WatchSettings<Status>;
  readonly changes: Changes<Status>;
  readonly end: (ended: WatchEnd<Status>["ended"]) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Asks again and again, one question at a time. */
export class Poller<Status extends object> {
  readonly #url: string;
  readonly #watch: Polling<Status>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #etag: string | null = null;
  #turns = 0;
  #failures = 0;
  /** How long the server asks to be left alone. */
  #askedMs = 0;
  #isWaiting = false;

  constructor(url: string, watch: Polling<Status>) {
    this.#url = url;
    this.#watch = watch;
    watch.signal.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
    void this.#turn();
  }

  /** Asks at once, unless it is asking, or the server said how long to wait. */
  wake(): void {
    if (!this.#isWaiting || this.#askedMs > 0) return;
    clearTimeout(this.#timer);
    this.#turns = 0;
    void this.#turn();
  }

  async #turn(): Promise<void> {
    this.#isWaiting = false;
    this.#askedMs = 0;
    try {
      await this.#ask();
      this.#turns += 1;
      this.#failures = 0;
    } catch (error) {
      // Only what this file throws: what a read threw is its cause.
      this.#fail(error as KhipuBrowserError);
    }
    if (this.#watch.signal.aborted) return;
    this.#isWaiting = true;
    this.#timer = setTimeout(() => void this.#turn(), Math.max(this.#askedMs, this.#waitMs()));
  }

  async #ask(): Promise<void> {
    const { changes, end, signal } = this.#watch;
    const answer = await read(this.#url, this.#etag, signal);
    if (signal.aborted || answer.status === 304) return;
    if (!answer.ok) {
      this.#askedMs = retryAfterMs(answer.headers);
      throw refusal(answer.status);
    }
    const isLast = changes.take(answer.text);
    this.#etag = answer.headers.get("etag");
    if (isLast) end("final");
  }

  #fail(error: KhipuBrowserError): void {
    const { changes, end, settings, signal } = this.#watch;
    if (signal.aborted) return;
    this.#failures += 1;
    changes.fail(error);
    if (error.reason === "refused") end("refused");
    // A page that is reloaded without a network is gone.
    else if (settings.reload && this.#failures >= FAILURES_BEFORE_RELOAD && isOnline()) {
      end("stopped");
      void changes.stays.then(() => location.reload());
    }
  }

  /** Half as long again each time, after failures twice as long; spread, so that not all payers ask at once. */
  #waitMs(): number {
    const { intervalMs, maxIntervalMs } = this.#watch.settings;
    const waitMs = this.#failures
      ? Math.min(intervalMs * 2 ** this.#failures, MOST_AFTER_FAILURE_MS)
      : Math.min(intervalMs * 1.5 ** (this.#turns - 1), maxIntervalMs);
    const isHidden = typeof document !== "undefined" && document.hidden;
    return waitMs * (0.75 + Math.random() / 2) * (isHidden ? HIDDEN_FACTOR : 1);
  }
}

/** One question and its whole answer, within its time. */
async function read(url: string, etag: string | null, signal: AbortSignal) {
  const over = new AbortController();
  const abort = () => over.abort();
  const timer = setTimeout(abort, READ_TIMEOUT_MS);
  signal.addEventListener("abort", abort);
  try {
    const response = await fetch(url, {
      headers: { accept: "application/json", ...(etag !== null && { "if-none-match": etag }) },
      credentials: "same-origin",
      // The browser's cache keeps out of it: 304 comes here.
      cache: "no-store",
      signal: over.signal,
    });
    const { ok, status, headers } = response;
    return { ok, status, headers, text: await response.text() };
  } catch (cause) {
    throw new KhipuBrowserError("unreachable", "no answer", { cause });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/** What may pass is tried again; any other 4xx is meant. */
function refusal(status: number): KhipuBrowserError {
  const isMeant = status >= 400 && status < 500 && ![408, 425, 429].includes(status);
  const reason = isMeant ? "refused" : "unreachable";
  return new KhipuBrowserError(reason, `the server answered ${status}`, { status });
}

/** Seconds or a date; 0 when there is neither. A timer keeps no more than the watch's own deadline may be. */
function retryAfterMs(headers: Headers): number {
  const value = headers.get("retry-after") ?? "";
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return ms > 0 ? Math.min(ms, 2 ** 31 - 1) : 0;
}

function isOnline(): boolean {
  return globalThis.navigator?.onLine ?? true;
}
