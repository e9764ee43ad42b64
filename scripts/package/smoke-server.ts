import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A service on loopback with everything that `test/runtimes/smoke.mjs` asks for. */
export async function startSmokeServer(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const isKnown = request.headers["x-api-key"] === "a-key";
    if (request.url?.endsWith("/late")) return;
    if (request.url?.endsWith("/redirected")) {
      response.writeHead(302, { location: "/v3/banks" }).end();
      return;
    }
    response.writeHead(isKnown ? 200 : 403, { "content-type": "application/json" });
    response.end(isKnown ? '{"banks":[{"bank_id":"Bawdf"}]}' : '{"status":403,"message":"no"}');
  });
  const port = await listen(server);
  return { server, url: `http://127.0.0.1:${port}` };
}

/** A port of loopback that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      // A server that listens on a port has an address object.
      resolve((server.address() as AddressInfo).port);
    });
  });
}
