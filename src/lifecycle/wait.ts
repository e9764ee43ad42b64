import { checkMs } from "../duration.js";
import { isPassing, KhipuTimeoutError } from "../errors.js";

/** Options of every wait. */
export interface WaitOptions {
  /**
   * The longest to wait, in milliseconds.
   *
   * @defaultValue 600000 (ten minutes)
   */
  timeoutMs?: number;
  /** Ends the wait; it then rejects with the signal's reason. */
  signal?: AbortSignal;
  /**
   * The first pause between two reads, in milliseconds, at least 100. Pauses grow by half each time, up
   * to ten times the first, each varied by up to a fifth so that many waits do not read in step.
   *
   * @defaultValue 2000
   */
  intervalMs?: number;
}

/** What a wait is made of. The clock and the pause are handed in. */
export interface Wait<T> {
  /** The method that waits, for messages. */
  readonly operation: string;
  readonly options: WaitOptions;
  readonly read: (remainingMs: number) => Promise<T>;
  readonly isDone: (read: T) => boolean;
  readonly sleep: (ms: number) => Promise<void>;
  readonly now: () => number;
  readonly random: () => number;
}

/** What was read, or why nothing was. */
type Read<T> = { readonly last: T } | { readonly cause: unknown };

const LEAST_INTERVAL_MS = 100;

/** One failed read does not end a wait; a refusal does: it will not get better. */
async function readOnce<T>(wait: Wait<T>, remainingMs: number): Promise<Read<T>> {
  try {
    return { last: await wait.read(remainingMs) };
  } catch (cause) {
    if (!isPassing(cause)) throw cause;
    return { cause };
  }
}

/** Reads again and again, ever more slowly, until it is done or the time is up. */
export async function waitUntil<T>(wait: Wait<T>): Promise<T> {
  const { operation, options, now } = wait;
  const { timeoutMs = 600_000, intervalMs = 2_000 } = options;
  checkMs("timeoutMs", timeoutMs);
  checkMs("intervalMs", intervalMs, LEAST_INTERVAL_MS);
  const ends = now() + timeoutMs;
  let seen: { last?: T; cause?: unknown } = {};
  for (let pause = intervalMs; ; pause = Math.min(pause * 1.5, intervalMs * 10)) {
    const read = await readOnce(wait, ends - now());
    if ("last" in read && wait.isDone(read.last)) return read.last;
    seen = "last" in read ? read : { ...seen, ...read };
    const remaining = ends - now();
    // Never asleep through the end: the last read is at most one interval before it.
    const nap = Math.min(pause, Math.max(intervalMs, remaining / 2)) * (0.8 + 0.4 * wait.random());
    // Rounded up: a timer drops the fraction, and would leave a last read no time.
    const napMs = Math.ceil(Math.min(remaining, nap));
    await wait.sleep(napMs);
    // A timer may ring a moment early: that is no reason for one more read without time for it.
    if (napMs >= remaining || now() >= ends) {
      const problem = `not there after ${timeoutMs} ms: see \`last\``;
      throw new KhipuTimeoutError(operation, problem, { timeoutMs, ...seen });
    }
  }
}
