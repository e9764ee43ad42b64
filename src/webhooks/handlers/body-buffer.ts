import { bytesOf } from "../body.js";
import { tooLarge } from "./refusal.js";

/** A body that lies ready, if it is no larger than it may be. What is neither text nor bytes is refused later. */
export function checkSize<Body extends string | Uint8Array>(body: Body, maxBytes: number): Body {
  const isLarge = (bytes: string | Uint8Array) => bytes.length > maxBytes;
  // A letter takes up to three bytes: only a text in between has to be written out.
  const isBetween = typeof body === "string" && body.length * 3 > maxBytes;
  if (isLarge(body) || (isBetween && isLarge(bytesOf(body)))) throw tooLarge(maxBytes);
  return body;
}

/** A body that arrives in pieces, however small, in twice its own memory at most. */
export class BodyBuffer {
  readonly #maxBytes: number;
  #bytes = new Uint8Array(4096);
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Copies a piece to the end; `false` when there is no room for it. */
  add(chunk: Uint8Array): boolean {
    const length = this.#length + chunk.length;
    if (length > this.#maxBytes) return false;
    if (length > this.#bytes.length) this.#grow(length);
    this.#bytes.set(chunk, this.#length);
    this.#length = length;
    return true;
  }

  /** All that was added. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(length: number): void {
    const larger = new Uint8Array(Math.max(length, this.#bytes.length * 2));
    larger.set(this.bytes);
    this.#bytes = larger;
  }
}
