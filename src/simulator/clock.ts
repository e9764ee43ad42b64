import { TimerHeap } from "./timer-heap.js";
import type { Timer } from "./timer-heap.js";

/** Takes back a timer that has not run yet. */
export type CancelTimer = () => void;

// Node runs a longer timeout at once; such a wait is cut into pieces.
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Tells the simulator's time, and runs what waits for a time.
 *
 * What is told comes from `now`; what waits, waits in real time, so a frozen `now` does not freeze
 * a retry. {@link Clock.advance} moves both at once.
 */
export class Clock {
  readonly #base: () => number;
  readonly #timers = new TimerHeap();
  #offsetMs = 0;
  #order = 0;
  #timeout: NodeJS.Timeout | undefined;
  #advancing: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(now: () => number) {
    this.#base = now;
  }

  /** How far {@link Clock.advance} has moved this clock, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  set offsetMs(value: number) {
    this.#offsetMs = value;
    this.#arm();
  }

  /** The simulator's time in milliseconds since 1970. */
  now(): number {
    return Math.floor(this.#base() + this.#offsetMs);
  }

  /** Runs something once `delayMs` have passed, or have been skipped with {@link Clock.advance}. */
  after(delayMs: number, run: () => void | Promise<void>): CancelTimer {
    if (this.#stopped) return () => undefined;
    const timer: Timer = {
      dueMs: this.#elapsedMs() + Math.max(0, delayMs),
      order: (this.#order += 1),
      run,
      cancelled: false,
    };
    this.#timers.add(timer);
    if (this.#timers.first() === timer) this.#arm();
    return () => {
      timer.cancelled = true;
    };
  }

  /**
   * Moves the clock forward, running everything that falls due on the way at its own time.
   *
   * Resolves when all of it is done, deliveries of notifications included.
   */
  advance(ms: number): Promise<void> {
    const step = this.#advancing.then(() => this.#advanceNow(ms));
    this.#advancing = step.catch(() => undefined);
    return step;
  }

  /** Forgets everything that waits. */
  clear(): void {
    this.#timers.clear();
    this.#arm();
  }

  /** Forgets everything that waits, and takes no more. */
  stop(): void {
    this.#stopped = true;
    this.clear();
  }

  async #advanceNow(ms: number): Promise<void> {
    const targetMs = this.#offsetMs + ms;
    for (;;) {
      const next = this.#timers.first();
      const neededMs =
        next === undefined ? Number.POSITIVE_INFINITY : next.dueMs - performance.now();
      if (next === undefined || neededMs > targetMs) break;
      this.#timers.take();
      this.#offsetMs = Math.max(this.#offsetMs, neededMs);
      await next.run();
    }
    this.#offsetMs = Math.max(this.#offsetMs, targetMs);
    this.#arm();
  }

  #elapsedMs(): number {
    return performance.now() + this.#offsetMs;
  }

  #arm(): void {
    clearTimeout(this.#timeout);
    const next = this.#timers.first();
    if (next === undefined) return;
    const waitMs = Math.min(Math.max(0, next.dueMs - this.#elapsedMs()), LONGEST_TIMEOUT_MS);
    this.#timeout = setTimeout(() => this.#runDue(), Math.ceil(waitMs));
  }

  #runDue(): void {
    for (;;) {
      const next = this.#timers.first();
      if (next === undefined || next.dueMs > this.#elapsedMs()) break;
      this.#timers.take();
      void next.run();
    }
    this.#arm();
  }
}
