import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach } from "@jest/globals";

/** A request as it came over the wire. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server that says exactly what a test tells it to, HTTP or not. */
export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** Every complete request, in the order of arrival. */
  readonly requests: readonly SeenRequest[];
  close(): Promise<void>;
}

/** Called once for each complete request; `index` counts from 0. */
export type Script = (socket: Socket, request: SeenRequest, index: number) => void;

const running = new Set<RawServer>();

/** Closes the servers of a test file after each test. */
export function useRealSockets(): void {
  afterEach(async () => {
    await Promise.all([...running].map((server) => server.close()));
  });
}

/** Starts a server on a free port of loopback. */
export async function startRawServer(script: Script): Promise<RawServer> {
  const requests: SeenRequest[] = [];
  const { server, port, close } = await listen(
    createServer((socket) => readRequests(socket, requests, script)),
  );
  const url = `http://127.0.0.1:${port}`;
  const raw = { url, port, requests, close: () => close().then(() => void running.delete(raw)) };
  running.add(raw);
  server.unref();
  return raw;
}

/** Lets any server listen on loopback; closing it cuts what is still connected. */
export async function listen(server: Server) {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket.on("error", () => undefined));
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { server, port: (server.address() as AddressInfo).port, close };
}

/**
 * A complete HTTP answer, and the last one on its connection: a client that would send the next request on one that a
 * test has just ended fails now and then.
 */
export function httpAnswer(status: number, body: string, headers: Record<string, string> = {}) {
  const length = String(Buffer.byteLength(body));
  const lines = Object.entries({ "content-length": length, connection: "close", ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `HTTP/1.1 ${status} Said\r\n${head}\r\n${body}`;
}

function readRequests(socket: Socket, requests: SeenRequest[], script: Script): void {
  let text = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    text += chunk;
    const request = parse(text);
    if (!request) return;
    text = "";
    requests.push(request);
    script(socket, request, requests.length - 1);
  });
}

function parse(text: string): SeenRequest | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [start = "", ...lines] = text.slice(0, end).split("\r\n");
  const [method = "", path = ""] = start.split(" ");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = text.slice(end + 4);
  return body.length < Number(headers["content-length"] ?? 0)
    ? undefined
    : { method, path, headers, body };
}
