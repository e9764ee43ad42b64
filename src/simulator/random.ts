import { createHash } from "node:crypto";

/** Where a {@link Random} stands: enough to go on from there after a restart. */
export type RandomState = readonly [number, number, number, number];

const LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
const HEX_DIGITS = "0123456789abcdef";
const RANGE = 2 ** 32;

/**
 * Draws the same numbers again from the same seed (the generator is sfc32).
 *
 * Good enough to tell payments apart and to repeat a test; never for real secrets.
 */
export class Random {
  #state: [number, number, number, number];

  /** @param stream - Names what is drawn, so that one use does not shift the draws of another. */
  constructor(seed: string, stream: string) {
    const digest = createHash("sha256").update(`${stream}:${seed}`).digest();
    this.#state = [
      digest.readUInt32LE(0),
      digest.readUInt32LE(4),
      digest.readUInt32LE(8),
      digest.readUInt32LE(12),
    ];
  }

  get state(): RandomState {
    return [...this.#state];
  }

  set state(state: RandomState) {
    this.#state = [...state];
  }

  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number {
    return Math.floor((this.#next() / RANGE) * limit);
  }

  /** Whether something of this probability (0 to 1) happens now. */
  chance(probability: number): boolean {
    return this.#next() / RANGE < probability;
  }

  /** Lower-case letters and digits, as in a `payment_id`. */
  name(length: number): string {
    return this.#text(length, LETTERS_AND_DIGITS);
  }

  /** Lower-case hexadecimal digits, as in a receiver's secret. */
  hex(length: number): string {
    return this.#text(length, HEX_DIGITS);
  }

  /** Decimal digits, the first one never 0. */
  digits(length: number): string {
    return String(1 + this.below(9)) + this.#text(length - 1, "0123456789");
  }

  /** A version 4 UUID, as in an API key. */
  uuid(): string {
    const variant = "89ab".charAt(this.below(4));
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${variant}${this.hex(3)}-${this.hex(12)}`;
  }

  #text(length: number, alphabet: string): string {
    let text = "";
    for (let i = 0; i < length; i += 1) text += alphabet.charAt(this.below(alphabet.length));
    return text;
  }

  #next(): number {
    let [a, b, c, d] = this.#state;
    const drawn = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + drawn) | 0;
    this.#state = [a, b, c, d];
    return drawn >>> 0;
  }
}
