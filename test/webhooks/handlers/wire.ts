import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { until } from "../../support/timers.js";

/** What answers a request, and perhaps says when it has. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server on loopback, for the time of one piece of work. */
export async function serving<T>(
  listener: Listener,
  work: (port: number) => Promise<T>,
): Promise<T> {
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A connection on which a request is written by hand. */
export class Wire {
  readonly #socket: Socket;
  #received = "";
  readonly #closed: Promise<void>;

  constructor(port: number) {
    this.#socket = connect(port, "127.0.0.1");
    this.#socket.setNoDelay(true);
    this.#socket.on("data", (chunk) => {
      this.#received += chunk.toString();
    });
    // A reset is one of the ways to end.
    this.#socket.on("error", () => undefined);
    this.#closed = new Promise((resolve) => this.#socket.on("close", () => resolve()));
  }

  /** Writes and lets it go out before anything else does. */
  write(data: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#socket.write(data, () => setImmediate(resolve)));
  }

  /** Writes the head of a POST. */
  head(headers: Readonly<Record<string, string>>, path = "/khipu"): Promise<void> {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return this.write(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join("")}\r\n`);
  }

  /** Writes a chunk of a chunked body; without data, its end. */
  chunk(data: string | Uint8Array = ""): Promise<void> {
    const bytes = Buffer.from(data);
    const size = Buffer.from(`${bytes.length.toString(16)}\r\n`);
    return this.write(Buffer.concat([size, bytes, Buffer.from("\r\n")]));
  }

  /** The status line and the body of the first answer. */
  async answer(): Promise<string> {
    const [head = "", body = ""] = (await this.#until(/\r\n\r\n[^]+/)).split("\r\n\r\n");
    const isChunked = /^transfer-encoding: chunked$/im.test(head);
    // Answers are so short that a chunk holds them: between its size and the next chunk.
    const text = isChunked ? body.split("\r\n")[1] : body;
    return `${head.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length)} ${text}`;
  }

  /** All that was received until the other side closed. */
  async untilClosed(): Promise<string> {
    await this.#closed;
    return this.#received;
  }

  /** Goes away without a word. */
  destroy(): void {
    this.#socket.resetAndDestroy();
  }

  async #until(pattern: RegExp): Promise<string> {
    await until(() => pattern.test(this.#received));
    return this.#received;
  }
}
