import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { failureCode } from "../../http/connection.js";
import { listeningPort } from "../../simulator/http/listening-port.js";
import { CliError } from "../cli-error.js";
import type { Received } from "./delivery.js";

/** What a listener answers a request with. */
export interface Answer {
  readonly status: number;
  readonly body?: string;
}

/** What a listener is told. */
export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  /** Other paths are answered 404; any path counts without one. */
  readonly path: string | undefined;
  readonly onRequest: (request: Omit<Received, "number">) => Promise<Answer>;
}

/** A server that is listening. */
export interface Listener {
  readonly url: string;
  close(): Promise<void>;
}

const MOST_BYTES = 2 ** 20;

/**
 * Opens a server that takes notifications, their bytes untouched.
 *
 * @throws CliError when the port is taken or not allowed.
 */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const server = createServer((request, response) => {
    void answer(request, options)
      .catch(() => ({ status: 500, body: "" }))
      .then(({ status, body = "" }) => end(response, status, body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(notOpened(error, options.port)));
    server.listen(options.port, options.host, resolve);
  });
  const port = listeningPort(server);
  const name = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    url: `http://${name}:${port}${options.path ?? "/"}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Tells why a port could not be opened. */
export function notOpened(error: unknown, port: number): CliError {
  const code = failureCode(error);
  const isTaken = code === "EADDRINUSE";
  return new CliError(
    {
      en: `port ${port} ${isTaken ? "is taken" : `cannot be opened (${code})`}`,
      es: `el puerto ${port} ${isTaken ? "está ocupado" : `no se puede abrir (${code})`}`,
    },
    {
      en: "Choose another with --port; --port 0 takes a free one.",
      es: "Elige otro con --port; --port 0 toma uno libre.",
    },
  );
}

async function answer(request: IncomingMessage, options: ListenerOptions): Promise<Answer> {
  const { method = "", url = "/" } = request;
  const [path = "/"] = url.split("?");
  if (options.path !== undefined && path !== options.path) return { status: 404 };
  if (method !== "POST") return { status: 405 };
  // Kept open when its body is too long: there is still an answer to be written.
  const body = await readBody(request.iterator({ destroyOnReturn: false }));
  if (body === undefined) return { status: 413 };
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(", ")] as const],
  );
  return options.onRequest({
    at: Date.now(),
    method,
    path: url,
    headers: Object.fromEntries(headers),
    body,
  });
}

/** The bytes, or nothing when they are too many. A sender that goes away brings none. */
async function readBody(stream: AsyncIterable<Buffer>): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > MOST_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

function end(response: ServerResponse, status: number, body: string): void {
  const isTooLarge = status === 413;
  response
    .writeHead(status, {
      "content-type": "text/plain; charset=utf-8",
      ...(status === 405 && { allow: "POST" }),
      // What was not read of a body would be taken for the next request.
      ...(isTooLarge && { connection: "close" }),
    })
    .end(body);
}
