/** Runs tasks as they come, as many at once as there is room for; holds on to nothing that has ended. */
export class Crew {
  readonly #underWay = new Set<number>();
  #started = 0;
  /** The first task that ended without having dealt with its item. */
  #firstLeft = Infinity;
  #wake: () => void = () => undefined;

  /** How many tasks, from the first on, have all dealt with their items. */
  get dealtFromStart(): number {
    let first = Math.min(this.#started, this.#firstLeft);
    for (const index of this.#underWay) first = Math.min(first, index);
    return first;
  }

  /** Starts a task, which must not reject. It resolves to whether it has dealt with its item. */
  start(task: () => Promise<boolean>): void {
    const index = this.#started++;
    this.#underWay.add(index);
    void task().then((isDealtWith) => {
      this.#underWay.delete(index);
      if (!isDealtWith) this.#firstLeft = Math.min(this.#firstLeft, index);
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
