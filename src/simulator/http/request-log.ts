import type { RecordedRequest } from "./recorded-request.js";

const KEPT_REQUESTS = 50;
/** Longer bodies are not worth their memory here. */
const KEPT_BODY_CHARACTERS = 16_384;

/** A request as it is listed; of a long body only the length is known. */
export interface LoggedRequest extends RecordedRequest {
  /** How long the body was, in characters, if it is not kept. */
  readonly leftOut?: number;
}

/** The API requests that were answered last. */
export class RequestLog {
  readonly #kept: LoggedRequest[] = [];
  #count = 0;
  /** The very last one, with its whole body. */
  last: RecordedRequest | undefined;

  /** How many there have been. */
  get count(): number {
    return this.#count;
  }

  note(request: RecordedRequest): void {
    const { length } = request.body;
    this.#kept[this.#count % KEPT_REQUESTS] =
      length > KEPT_BODY_CHARACTERS ? { ...request, body: "", leftOut: length } : request;
    this.#count += 1;
    this.last = request;
  }

  /** Those that are kept, newest first. */
  list(): LoggedRequest[] {
    const next = this.#count % KEPT_REQUESTS;
    return [...this.#kept.slice(next), ...this.#kept.slice(0, next)].reverse();
  }

  clear(): void {
    this.#kept.length = 0;
    this.#count = 0;
    this.last = undefined;
  }
}
