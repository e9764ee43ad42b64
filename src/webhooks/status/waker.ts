/** The sleep of one stream: woken by news, ended by a deadline or from outside, with no timer left behind. */
export class Waker {
  readonly #over = new AbortController();
  readonly #deadline: ReturnType<typeof setTimeout>;
  readonly #outside: readonly AbortSignal[];
  readonly #isEnded: Promise<undefined>;
  #hasNews = false;
  #wake: () => void = () => undefined;

  constructor(maxDurationMs: number, outside: readonly (AbortSignal | undefined)[]) {
    this.#outside = outside.filter((signal) => signal !== undefined);
    this.#deadline = setTimeout(this.end, maxDurationMs);
    this.#isEnded = new Promise((resolve) => {
      this.signal.addEventListener("abort", () => resolve(undefined), { once: true });
    });
    for (const signal of this.#outside) {
      if (signal.aborted) this.end();
      else signal.addEventListener("abort", this.end);
    }
  }

  /** Aborts at the end. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  get isOver(): boolean {
    return this.signal.aborted;
  }

  /** Ends it, once and for all. */
  readonly end = (): void => {
    clearTimeout(this.#deadline);
    for (const signal of this.#outside) signal.removeEventListener("abort", this.end);
    this.#over.abort();
    this.#wake();
  };

  /** There is news: ends the sleep, or the next one before it begins. */
  wake(): void {
    this.#hasNews = true;
    this.#wake();
  }

  /** Resolves after some milliseconds, at news, or at the end: whether there was news. */
  async sleep(ms: number): Promise<boolean> {
    if (!this.#hasNews && !this.isOver) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const hadNews = this.#hasNews;
    this.#hasNews = false;
    return hadNews;
  }

  /** What it is given, or nothing at the end. */
  race<T>(value: T | Promise<T>): Promise<T | undefined> {
    return Promise.race([value, this.#isEnded]);
  }
}
