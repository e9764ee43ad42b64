import { sleep } from "./http/deadline.js";
import type { Http } from "./http/http.js";
import { type WaitOptions, waitUntil } from "./lifecycle/wait.js";
import type { CallOptions } from "./options.js";

/** Reads until it is done, on the platform's clock. */
export function waitFor<T>(
  operation: string,
  http: Http,
  options: WaitOptions,
  get: (options: CallOptions) => Promise<T>,
  isDone: (read: T) => boolean,
): Promise<T> {
  const { signal } = options;
  return waitUntil({
    operation,
    options,
    // One silent read must not use up the whole wait.
    read: (remainingMs) => get({ timeoutMs: http.atMost(remainingMs), ...(signal && { signal }) }),
    isDone,
    sleep: (ms) => sleep(ms, signal),
    now: () => performance.now(),
    random: Math.random,
  });
}
