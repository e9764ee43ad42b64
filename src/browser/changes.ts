import { KhipuBrowserError } from "./browser-error.js";
import type { OrderStatus, WatchOrderOptions } from "./watch-options.js";

/** What came, in order: tells what is new and forgets what is a repeat or out of date. */
export class Changes<Status extends object> {
  readonly #options: WatchOrderOptions<Status>;
  #text = "";
  #version = -Infinity;
  #isFirst = true;
  /** The last status that counted. */
  last: Status | undefined;
  /** Until it resolves nothing is told: the page is being left. */
  stays: Promise<unknown> = Promise.resolve();
  isStopped = false;

  constructor(options: WatchOrderOptions<Status>) {
    this.#options = options;
  }

  /**
   * Takes a status as it came; true when it is the last.
   *
   * @throws {@link KhipuBrowserError} when it is none.
   */
  take(text: string): boolean {
    if (text === this.#text) return false;
    const status = parse(text) as Status & Partial<OrderStatus>;
    const { state, version = this.#version } = status;
    if (version < this.#version) return false;
    const { shown, isFinal = isMarkedFinal, onChange } = this.#options;
    const isShown = this.#isFirst && state !== undefined && state === shown;
    this.#text = text;
    this.#version = version;
    this.#isFirst = false;
    this.last = status;
    if (!isShown) this.#tell(() => onChange(status));
    return this.#call(() => isFinal(status)) === true;
  }

  /** Tells of a failure. */
  fail(error: KhipuBrowserError): void {
    try {
      this.#options.onError?.(error);
    } catch (thrown) {
      // There is nobody else to tell but the page's own `onerror`.
      globalThis.reportError?.(thrown);
    }
  }

  #tell(callback: () => unknown): void {
    void this.stays.then(() => {
      if (!this.isStopped) this.#call(callback);
    });
  }

  /** A callback that fails does not end the wait of who paid. */
  #call<T>(callback: () => T): T | undefined {
    const onThrown = (cause: unknown) =>
      this.fail(new KhipuBrowserError("callback", "your callback failed", { cause }));
    try {
      const value = callback();
      Promise.resolve(value).catch(onThrown);
      return value;
    } catch (cause) {
      onThrown(cause);
      return undefined;
    }
  }
}

function isMarkedFinal(status: Partial<OrderStatus>): boolean {
  return status.final === true;
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value) return value;
  } catch {
    // Told below, as is what is JSON and no object.
  }
  throw new KhipuBrowserError("unreadable", "the answer is no status in JSON");
}
