import { randomUUID } from "node:crypto";

/** What came of an action, told on the page that follows it. */
export interface Flash {
  readonly tone: "good" | "bad";
  readonly text: string;
}

const MOST_KEPT = 50;

/**
 * Keeps what the next page is to say, under a name that stands in its address.
 *
 * Not in the address itself: nobody else's link is to put words on this page.
 */
export class Flashes {
  readonly #kept = new Map<string, Flash>();

  /** @returns the name. */
  add(flash: Flash): string {
    const name = randomUUID().slice(0, 8);
    this.#kept.set(name, flash);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return name;
  }

  get(name: string | null): Flash | undefined {
    return this.#kept.get(name ?? "");
  }
}
