import type { KhipuBrowserError } from "./browser-error.js";
import { Changes } from "./changes.js";
import { listen } from "./listen.js";
import { Poller } from "./poller.js";
import {
  type OrderStatus,
  type OrderWatch,
  type WatchEnd,
  type WatchOrderOptions,
  watchSettings,
} from "./watch-options.js";

/** As long as a server may take to answer what the payer pressed, in milliseconds. */
const DEPARTURE_MS = 30_000;

/**
 * Waits, on the page that the payer comes back to, for what your server learns of the order.
 *
 * Asks your own `statusHandler`, never Khipu. It listens to server-sent events; where those do not come
 * through (a proxy, a blocker, a browser without them) it polls; and with `reload` it falls back to reloading
 * the page. It looks at once when the page is shown again or is back online, asks less often while it is
 * hidden, drops repeats and what is out of date, and stops by itself at a final status. While the page is being left,
 * after a form was sent or a link followed, nothing is told: a reload would call the payer back.
 *
 * @param url Your server's status of this one order. Cookies go along on the same origin.
 * @example
 * ```ts
 * watchOrder("/orders/1042/status", { shown: "pending", onChange: () => location.reload() });
 * ```
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function watchOrder<Status extends object = OrderStatus>(
  url: string,
  options: WatchOrderOptions<Status>,
): OrderWatch<Status> {
  const settings = watchSettings(options);
  const { href } = new URL(url, globalThis.document?.baseURI);
  const changes = new Changes(settings);
  const over = new AbortController();
  const { promise: done, resolve } = deferred<WatchEnd<Status>>();
  const end = (ended: WatchEnd<Status>["ended"]) => {
    if (over.signal.aborted) return;
    clearTimeout(deadline);
    over.abort();
    resolve({ ended, ...(changes.last && { status: changes.last }) });
  };
  const stop = () => {
    changes.isStopped = true;
    end("stopped");
  };
  const timeOut = () => {
    end("timeout");
    settings.onTimeout?.();
  };
  const deadline = setTimeout(timeOut, settings.timeoutMs);
  const watch = { settings, changes, end, signal: over.signal };
  if (settings.signal?.aborted) stop();
  else {
    settings.signal?.addEventListener("abort", stop, { signal: over.signal });
    onWake(begin(href, watch), over.signal);
    const onLeft = (stays: Promise<unknown>) => {
      changes.stays = stays;
    };
    onLeave(onLeft, over.signal);
  }
  return { stop, done };
}

type Watch<Status extends object> = ConstructorParameters<typeof Poller<Status>>[1];

/** Starts with the best transport there is; gives what makes the one in use look at once. */
function begin<Status extends object>(url: string, watch: Watch<Status>): () => void {
  const { settings, changes, end, signal } = watch;
  const pollNow = () => {
    const poller = new Poller(url, watch);
    wake = () => poller.wake();
  };
  let wake: () => void = () => undefined;
  if (settings.transport === "polling" || typeof EventSource === "undefined") pollNow();
  else {
    const take = (text: string) => {
      try {
        if (changes.take(text)) end("final");
      } catch (error) {
        // Only what `take` throws of its own: it is this package's error.
        changes.fail(error as KhipuBrowserError);
      }
    };
    wake = listen(url, { take, giveUp: pollNow, signal });
  }
  return () => wake();
}

/** Calls back when the page is looked at again, or has a network again. */
function onWake(wake: () => void, signal: AbortSignal): void {
  if (typeof document === "undefined") return;
  const onShown = () => {
    if (!document.hidden) wake();
  };
  document.addEventListener("visibilitychange", onShown, { signal });
  addEventListener("online", wake, { signal });
}

/** Calls back when the page is about to go, with a promise that resolves once it turns out to stay, or is shown again. */
function onLeave(wait: (stays: Promise<unknown>) => void, signal: AbortSignal): void {
  globalThis.addEventListener?.("beforeunload", () => wait(new Promise(untilShown)), { signal });
}

function untilShown(resolve: (value?: unknown) => void): void {
  addEventListener("pageshow", resolve, { once: true });
  setTimeout(resolve, DEPARTURE_MS);
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((give) => (resolve = give));
  return { promise, resolve };
}
