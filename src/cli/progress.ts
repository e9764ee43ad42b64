import { type Output, widthOf } from "./io.js";

/** Shows that something is going on. */
export interface Progress {
  /** Changes the text; seen on a terminal only. */
  update(text: string): void;
  /** Ends it, and leaves no trace on a terminal. */
  done(): void;
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 100;
const CLEAR = "\r\x1b[K";

/** A spinner on a terminal. It never keeps the process alive. */
export class Spinner implements Progress {
  readonly #stream: Output;
  readonly #timer: NodeJS.Timeout;
  #text: string;
  #frame = 0;

  constructor(stream: Output, text: string) {
    this.#stream = stream;
    this.#text = text;
    this.#timer = setInterval(() => this.draw(), FRAME_MS);
    this.#timer.unref();
    this.draw();
  }

  update(text: string): void {
    this.#text = text;
    this.draw();
  }

  /** Makes room for a line that is written in its place; the next frame draws it again. */
  clear(): void {
    this.#stream.write(CLEAR);
  }

  draw(): void {
    const width = widthOf(this.#stream) - 3;
    const frame = FRAMES[this.#frame++ % FRAMES.length] ?? "";
    this.#stream.write(`${CLEAR}${frame} ${this.#text.slice(0, width)}`);
  }

  done(): void {
    clearInterval(this.#timer);
    this.clear();
  }
}
