import type { Server } from "node:http";

/** The port of a server that listens on one. */
export function listeningPort(server: Server): number {
  const address = server.address();
  if (typeof address === "object" && address !== null) return address.port;
  throw new Error("the server does not listen on a port");
}
