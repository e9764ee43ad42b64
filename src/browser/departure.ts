/** As long as a server may take to answer what the visitor pressed, in milliseconds. */
const DEPARTURE_MS = 30_000;

/**
 * Knows whether the visitor has sent a form or followed a link, and the page is about to go. To load it anew then would
 * call the visitor back: what they pressed is often what changes the order.
 */
export class Departure {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held: (() => void) | undefined;

  /** @param signal - ends the looking; what is held by then is still let go. */
  constructor(signal: AbortSignal) {
    if (typeof addEventListener === "undefined") return;
    addEventListener("beforeunload", () => this.#begin(), { signal });
  }

  get isUnderWay(): boolean {
    return this.#timer !== undefined;
  }

  /** Does it at once, or when it turns out that the page stays: after half a minute (a download), or when it is back. */
  unlessUnderWay(act: () => void): void {
    if (this.isUnderWay) this.#held = act;
    else act();
  }

  /** Forgets what is held. */
  cancel(): void {
    this.#held = undefined;
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#end, DEPARTURE_MS);
    // The way back shows the page as it was left.
    addEventListener("pageshow", this.#end, { once: true });
  }

  readonly #end = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const held = this.#held;
    this.#held = undefined;
    held?.();
  };
}
