import { jest } from "@jest/globals";

/**
 * Hands a test the clock of `setTimeout` and `Date`. Sockets go on by themselves; their own timers are the platform's.
 * To be given back with `jest.useRealTimers()`.
 */
export function handInTimers(): void {
  jest.useFakeTimers({
    doNotFake: [
      ...(["hrtime", "nextTick", "performance", "queueMicrotask"] as const),
      ...(["setImmediate", "clearImmediate", "setInterval", "clearInterval"] as const),
    ],
  });
}

/** Waits for something without a clock; the test's own patience ends it. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** Counts the milliseconds that this process computes from now on, which no other program can make longer. */
export function cpuClock(): () => number {
  const begun = process.cpuUsage();
  return () => process.cpuUsage(begun).user / 1_000;
}
