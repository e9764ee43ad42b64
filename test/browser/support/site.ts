import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers one request: with a page of HTML, or in a way of its own. */
export type Page = string | ((request: IncomingMessage, response: ServerResponse) => unknown);

/** A shop's server on loopback, with the few pages that a test needs. */
export interface Site {
  readonly url: string;
  /** The same server under another name: to a browser another site. */
  readonly otherUrl: string;
  /** What was posted to `/notify`, in order. */
  readonly notifications: readonly string[];
  close(): Promise<void>;
}

/** Opens a site. Every site has `/return` and `/cancel`, and takes notifications at `/notify`. */
export async function openSite(pages: Readonly<Record<string, Page>> = {}): Promise<Site> {
  const notifications: string[] = [];
  const all: Record<string, Page> = {
    "/return": pageOf("<h1>Gracias por tu compra</h1>"),
    "/cancel": pageOf("<h1>Tu carro sigue aquí</h1>"),
    "/notify": (request, response) => {
      let body = "";
      request.setEncoding("utf8");
      request.on("data", (text: string) => (body += text));
      request.on("end", () => {
        notifications.push(body);
        response.end("OK");
      });
    },
    ...pages,
  };
  const server = createServer((request, response) => {
    const found = all[request.url?.split("?")[0] ?? ""];
    if (typeof found === "function") found(request, response);
    else respond(response, found);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = String((server.address() as AddressInfo).port);
  return {
    url: `http://127.0.0.1:${port}`,
    otherUrl: `http://localhost:${port}`,
    notifications,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A small page of a shop. */
export function pageOf(content: string): string {
  return `<!doctype html>
    <html lang="es">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Tienda</title>
        <link rel="icon" href="data:," />
      </head>
      <body><main>${content}</main></body>
    </html>`;
}

function respond(response: ServerResponse, page: string | undefined): void {
  response.setHeader("content-type", "text/html; charset=utf-8");
  if (page === undefined) response.statusCode = 404;
  response.end(page);
}
