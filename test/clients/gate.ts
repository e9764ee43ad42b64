import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A server before the simulator that can write the amounts of its answers as Khipu publishes them: as numbers. */
export interface Gate {
  readonly url: string;
  /** While it is set, `"amount":"5900.0000"` is answered as `"amount":5900.0000`. */
  writesNumbers: boolean;
  /** Resolves once nothing is open. */
  close(): Promise<void>;
}

/** Starts a gate on loopback that asks another server for every answer. */
export async function startGate(origin: string): Promise<Gate> {
  const server = createServer((request, response) => {
    pass(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const gate: Gate = {
    url: `http://127.0.0.1:${port}`,
    writesNumbers: false,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return gate;

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", headers } = request;
    const body = await buffer(request);
    const sent = { "x-api-key": String(headers["x-api-key"]), "content-type": "application/json" };
    const answer = await fetch(`${origin}${url}`, {
      method,
      headers: sent,
      ...(body.length > 0 ? { body } : {}),
    });
    const text = await answer.text();
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(gate.writesNumbers ? withNumbers(text) : text);
  }
}

function withNumbers(body: string): string {
  return body.replaceAll(/("(?:\w+_)?amount":)"(\d+(?:\.\d+)?)"/g, "$1$2");
}
