import { onAbort } from "./on-abort.js";

/** One end for everything that a call does: its time running out, or its caller's abort. */
export interface Deadline {
  /** Aborted when the time is up or the caller gives up. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Whether it ended by time (then it is not the caller's abort). */
  readonly isOver: () => boolean;
  readonly remainingMs: () => number;
  /**
   * Gives what is waited for, or rejects with the signal's reason as soon as the end comes: not every `fetch` heeds a
   * signal. For one wait after the other.
   */
  readonly orEnd: <T>(waited: T | PromiseLike<T>) => Promise<T>;
  /** Gives the timer and the listener back. Must be called. */
  clear(): void;
}

/** Starts the clock. */
export function startDeadline(timeoutMs: number, callers: AbortSignal | undefined): Deadline {
  callers?.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const ends = performance.now() + timeoutMs;
  let isOver = false;
  let giveUp: ((reason: Error) => void) | undefined;
  const end = () => {
    controller.abort(callers?.reason);
    // The caller's own value, whatever it is: `controller.abort("closing")` rejects with "closing".
    giveUp?.(signal.reason as Error);
  };
  const timer = setTimeout(() => {
    isOver = true;
    end();
  }, timeoutMs);
  const forget = callers && onAbort(callers, end);
  return {
    signal,
    timeoutMs,
    isOver: () => isOver,
    remainingMs: () => ends - performance.now(),
    orEnd: (waited) =>
      new Promise((resolve, reject) => {
        giveUp = reject;
        if (signal.aborted) end();
        Promise.resolve(waited).then(resolve, reject);
      }),
    clear() {
      clearTimeout(timer);
      forget?.();
    },
  };
}

/** Rejects with the signal's reason when it aborts, whatever `promise` does: not every `fetch` heeds a signal. */
export function orAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  let forget: () => void;
  return new Promise<T>((resolve, reject) => {
    // The caller's own value, whatever it is: `controller.abort("closing")` rejects with "closing".
    const stop = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    forget = onAbort(signal, stop);
    promise.then(resolve, reject);
  }).finally(() => {
    forget();
  });
}

/** Waits; an abort ends it early, rejecting with the signal's reason. */
export async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const pause = startDeadline(ms, signal);
  try {
    await pause.orEnd(new Promise<never>(() => undefined));
  } catch (reason) {
    if (!pause.isOver()) throw reason;
  } finally {
    pause.clear();
  }
}
