import type { KhipuBrowserError } from "./browser-error.js";
import { checkMs } from "./check-ms.js";

/** What `statusHandler` answers, unless you say otherwise. */
export interface OrderStatus {
  /** Your own word for where the order stands: `pending`, `verifying`, `paid`. */
  readonly state: string;
  /** Whether it stays like this, so that nobody needs to wait on. */
  readonly final: boolean;
  /** Grows with each change. A status with a smaller one is out of date and dropped, e.g. from a replica. */
  readonly version?: number;
}

/** Settings of `watchOrder`. */
export interface WatchOrderOptions<Status extends object = OrderStatus> {
  /** Told each status that differs from the one before it, beginning with the first. */
  onChange: (status: Status) => unknown;
  /**
   * The `state` that the page shows already: the first status is no change if it has the same. With it,
   * `onChange: () => location.reload()` reloads once, not for ever.
   */
  shown?: string | undefined;
  /**
   * Whether to stop waiting.
   *
   * @defaultValue `status.final === true`
   */
  isFinal?: ((status: Status) => boolean) | undefined;
  /** Told when `timeoutMs` has passed. Nothing is lost: say that the order will be confirmed by e-mail. */
  onTimeout?: (() => unknown) | undefined;
  /** Told of each failure; the watch goes on, but after `refused`. */
  onError?: ((error: KhipuBrowserError) => unknown) | undefined;
  /**
   * `auto` begins with server-sent events, and polls where they do not come through. `polling` polls at once.
   *
   * @defaultValue "auto"
   */
  transport?: "auto" | "polling" | undefined;
  /**
   * The first wait between two polls, in milliseconds. Each is half as long again as the one before it.
   *
   * @defaultValue 1000
   */
  intervalMs?: number | undefined;
  /**
   * The longest wait between two polls that were answered, in milliseconds; four times that while the page is
   * hidden.
   *
   * @defaultValue 10000
   */
  maxIntervalMs?: number | undefined;
  /**
   * When to give up, in milliseconds.
   *
   * @defaultValue 600000 (10 minutes)
   */
  timeoutMs?: number | undefined;
  /**
   * Reloads the page after five polls in a row have failed while the browser is online: where something blocks
   * what scripts ask for, the page itself may still come through. Only for a page that says by itself how the
   * order stands.
   *
   * @defaultValue false
   */
  reload?: boolean | undefined;
  /** Stops the watch when it aborts. */
  signal?: AbortSignal | undefined;
}

/** How a watch ended. */
export interface WatchEnd<Status> {
  /**
   * - `final`: `status` is the last there will be.
   * - `timeout`: `timeoutMs` passed.
   * - `stopped`: by `stop()`, the signal, or a reload.
   * - `refused`: the server does not tell this visitor.
   */
  readonly ended: "final" | "timeout" | "stopped" | "refused";
  /** The last status, if any came. */
  readonly status?: Status;
}

/** A watch that is running, or was. */
export interface OrderWatch<Status> {
  /** Stops it: no callback is called after this. */
  stop(): void;
  /** Resolves when the watch ends. It never rejects, so it may be left alone. */
  readonly done: Promise<WatchEnd<Status>>;
}

/** The options once read. */
export type WatchSettings<Status extends object> = WatchOrderOptions<Status> & {
  readonly intervalMs: number;
  readonly maxIntervalMs: number;
  readonly timeoutMs: number;
};

/** Checks the options when a watch begins. */
export function watchSettings<Status extends object>(
  options: WatchOrderOptions<Status>,
): WatchSettings<Status> {
  const { intervalMs = 1_000, maxIntervalMs = 10_000, timeoutMs = 600_000 } = options;
  if (typeof options.onChange !== "function") throw new TypeError("onChange must be a function");
  checkMs("intervalMs", intervalMs);
  checkMs("maxIntervalMs", maxIntervalMs);
  checkMs("timeoutMs", timeoutMs);
  return { ...options, intervalMs, maxIntervalMs, timeoutMs };
}
