import { afterEach } from "@jest/globals";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A notification as a merchant got it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers one request: with a status, or in a way of its own. */
export type Behaviour = number | ((response: ServerResponse) => void);

/** A merchant's server: writes down what it gets, and answers as it was told. */
export interface Merchant {
  readonly url: string;
  readonly received: Received[];
  /** Resolves once so many requests have come. */
  waitFor(count: number): Promise<void>;
}

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** Opens a merchant's server. The last behaviour stays; without any, every answer is a 200. */
export async function openMerchant(...behaviours: Behaviour[]): Promise<Merchant> {
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (text: string) => (body += text));
    request.on("end", () => {
      const behaviour = behaviours[Math.min(received.length, behaviours.length - 1)] ?? 200;
      const { method = "", url: path = "", headers } = request;
      received.push({ method, path, headers, body });
      if (typeof behaviour === "number") response.writeHead(behaviour).end("noted");
      else behaviour(response);
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/notify`,
    received,
    waitFor: (count) =>
      received.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve })),
  };
}
