/** Called with what happened, at once; what it begins may end later. */
type Hearer<T> = (event: T) => void | Promise<void>;

/** Lets one part of the simulator tell the others what happens to it, without knowing them. */
export class Signal<T> {
  readonly #hearers: Hearer<T>[] = [];

  /** Those that came first hear first. */
  on(hearer: Hearer<T>): void {
    this.#hearers.push(hearer);
  }

  /** Tells everybody. @returns a promise for the end of what they began because of it. */
  async emit(event: T): Promise<void> {
    await Promise.all(
      this.#hearers.map(async (hear) => {
        await hear(event);
      }),
    );
  }
}
