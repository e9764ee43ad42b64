/** Runs tasks as they come, as many at once as there is room for; holds on to nothing that has ended. */
export class Crew {
  readonly #underWay = new Set<number>();
  #started = 0;
  #wake: () => void = () => undefined;

  /** How many tasks are under way. */
  get size(): number {
    return this.#underWay.size;
  }

  /** How many tasks, from the first on, have all ended. */
  get endedFromStart(): number {
    let first = this.#started;
    for (const index of this.#underWay) first = Math.min(first, index);
    return first;
  }

  /** Starts a task, which must not reject. */
  start(task: () => Promise<void>): void {
    const index = this.#started++;
    this.#underWay.add(index);
    void task().finally(() => {
      this.#underWay.delete(index);
      this.#wake();
    });
  }

  /** Resolves when fewer than `limit` tasks are under way; `limit` is asked again after each that ends. */
  async room(limit: () => number): Promise<void> {
    while (this.#underWay.size >= limit()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
