import { jest } from "@jest/globals";

/** What is no timer of ours. */
const NO_TIMERS = [
  ...(["hrtime", "nextTick", "queueMicrotask"] as const),
  ...(["setImmediate", "clearImmediate", "setInterval", "clearInterval"] as const),
];

/**
 * Hands a test the clock of `setTimeout` and `Date`. Sockets go on by themselves; their own timers are the platform's.
 * To be given back with `jest.useRealTimers()`.
 */
export function handInTimers(): void {
  jest.useFakeTimers({ doNotFake: [...NO_TIMERS, "performance"] });
}

/**
 * Hands in the clock, `performance` too, and lets it go on to its next timer whenever nothing else is left to do: an
 * hour takes no time, and a busy machine changes nothing. Only where all that is waited for are timers: the clock sees no sockets and no threads.
 */
export function letTimersFly(): void {
  jest.useFakeTimers({ doNotFake: NO_TIMERS });
  jest.setTimerTickMode({ mode: "nextAsync" });
}

/** Waits for somebody who waits, and lets that much time pass. */
export async function pass(ms: number): Promise<void> {
  await until(() => jest.getTimerCount() > 0);
  await jest.advanceTimersByTimeAsync(ms);
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

/** A promise that somebody else resolves. */
export function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}
