import { createHmac } from "node:crypto";
import type { Simulator } from "../../../src/simulator/index.js";
import { send } from "./client.js";
import type { Answer } from "./client.js";

/** Sends a signed request of version 2.0 as a stranger would: none of our own code. */
export type SignedClient = (
  method: string,
  path: string,
  fields?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** A client with the secret of the simulator's first receiver, or another one. */
export function signedClientOf(
  simulator: Pick<Simulator, "url" | "receiverId" | "webhookSecret">,
): SignedClient {
  const { url, receiverId, webhookSecret } = simulator;
  return (method, path, fields = {}) => {
    const address = `${url}/api/2.0${path}`;
    const pairs = Object.entries(fields).map(([name, value]) => `${raw(name)}=${raw(value)}`);
    const text = [method, raw(address), ...[...pairs].sort()].join("&");
    const signature = createHmac("sha256", webhookSecret).update(text).digest("hex");
    const headers = { authorization: `${String(receiverId)}:${signature}` };
    if (method === "GET") return send(`${address}?${pairs.join("&")}`, { method, headers });
    if (pairs.length === 0) return send(address, { method, headers });
    // As browsers and most tools write forms: spaces as plus signs.
    return send(address, { method, headers, body: new URLSearchParams(fields) });
  };
}

function raw(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
