/** What a rate-limited service lets through: fewer at a time after a refusal, more after each success. */
export class Pace {
  readonly #most: number;
  #limit: number;
  #pausedUntil = 0;

  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  /** How many may be under way now. */
  get limit(): number {
    return Math.max(1, Math.floor(this.#limit));
  }

  /** A whole limit's worth of successes adds one. */
  succeeded(): void {
    this.#limit = Math.min(this.#most, this.#limit + 1 / this.#limit);
  }

  /** Halves the limit and pauses everybody, once for all refusals of the same moment. */
  refused(now: number, pauseMs: number): void {
    if (now < this.#pausedUntil) return;
    this.#limit = Math.max(1, this.#limit / 2);
    this.#pausedUntil = now + pauseMs;
  }

  /** How long to wait before the next request. */
  pauseMs(now: number): number {
    return Math.max(0, this.#pausedUntil - now);
  }
}
