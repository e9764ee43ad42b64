/** One thing to do at a time of the simulator's clock. */
export interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void | Promise<void>;
  cancelled: boolean;
}

/** Keeps timers by due time; those of the same time keep the order in which they were set. */
export class TimerHeap {
  readonly #timers: Timer[] = [];

  /** The timer that is due first, cancelled ones left out. */
  first(): Timer | undefined {
    while (this.#timers[0]?.cancelled === true) this.#removeFirst();
    return this.#timers[0];
  }

  add(timer: Timer): void {
    const timers = this.#timers;
    let at = timers.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Takes out the timer that is due first. */
  take(): Timer | undefined {
    const first = this.first();
    if (first !== undefined) this.#removeFirst();
    return first;
  }

  clear(): void {
    this.#timers.length = 0;
  }

  #removeFirst(): void {
    const last = this.#timers.pop();
    if (last === undefined || this.#timers.length === 0) return;
    this.#timers[0] = last;
    let at = 0;
    for (;;) {
      const left = at * 2 + 1;
      const smaller = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(smaller, at)) return;
      this.#swap(smaller, at);
      at = smaller;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const one = this.#timers[a];
    const other = this.#timers[b];
    if (one === undefined || other === undefined) return false;
    return one.dueMs === other.dueMs ? one.order < other.order : one.dueMs < other.dueMs;
  }

  #swap(a: number, b: number): void {
    const one = this.#timers[a];
    const other = this.#timers[b];
    if (one === undefined || other === undefined) return;
    this.#timers[a] = other;
    this.#timers[b] = one;
  }
}
