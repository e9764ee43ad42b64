import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { Khipu } from "khipu-sdk";
import { type Simulator, startSimulator } from "khipu-simulator";
import { memoryStore } from "khipu-sdk/stores/memory";
import { type Charge, type Merchant, Platform, type Settled } from "../src/platform.js";
import type { Span } from "../src/traced-fetch.js";

/** A second collecting account, of made-up people. */
const SECOND = {
  admin_first_name: "Cobrador",
  admin_last_name: "de desarrollo",
  admin_email: "second@example.com",
  country_code: "CL",
  business_identifier: "11.111.111-1",
  business_category: "Software",
  business_name: "Second shop",
  business_phone: "+56200000000",
  business_address_line_1: "Calle 1",
  business_address_line_2: "Santiago",
  business_address_line_3: "Chile",
  contact_full_name: "Cobrador de desarrollo",
  contact_job_title: "Owner",
  contact_email: "second@example.com",
  contact_phone: "+56200000000",
};

export const CHARGE: Charge = { reference: "charge-1", amount: 5900, subject: "One ticket" };

/** A platform with two merchants of one simulated Khipu, and all that it told. */
export interface Scene {
  readonly simulator: Simulator;
  readonly platform: Platform;
  readonly merchants: readonly [Merchant, Merchant];
  readonly publicUrl: string;
  readonly spans: Span[];
  readonly settled: Settled[];
  readonly errors: unknown[];
  readonly close: () => Promise<void>;
}

/** Starts the platform, its webhook, and Khipu. */
export async function openScene(): Promise<Scene> {
  const simulator = await startSimulator({ seed: 1, retryDelaysMs: [20] });
  const merchants = [firstOf(simulator), await secondOf(simulator)] as const;
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an address object.
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const told = { spans: [] as Span[], settled: [] as Settled[], errors: [] as unknown[] };
  const platform = new Platform({
    merchants,
    publicUrl,
    khipuUrl: simulator.url,
    // For a test. A platform has a database.
    store: memoryStore(),
    egress: { fetch: (url, init) => fetch(url, init), onSpan: (span) => told.spans.push(span) },
    findCharge: (_, reference) => (reference === CHARGE.reference ? CHARGE : undefined),
    onSettled: (settled) => void told.settled.push(settled),
    onError: (error) => told.errors.push(error),
  });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    void pass(platform, request).then(({ status }) => response.writeHead(status).end());
  });
  const close = async () => {
    await simulator.close();
    server.closeAllConnections();
    server.close();
  };
  return { simulator, platform, merchants, publicUrl, ...told, close };
}

/** Node's requests as the platform takes them. */
async function pass(platform: Platform, request: IncomingMessage): Promise<Response> {
  const { headers, url = "/" } = request;
  return platform.receive(
    new Request(`http://${headers.host ?? ""}${url}`, {
      method: "POST",
      body: await buffer(request),
      headers: { "x-khipu-signature": String(headers["x-khipu-signature"]) },
    }),
  );
}

function firstOf({ apiKey, receiverId, webhookSecret }: Simulator): Merchant {
  return { apiKey, receiverId, secret: webhookSecret };
}

async function secondOf({ apiKey, url }: Simulator): Promise<Merchant> {
  const made = await new Khipu({ apiKey, baseUrl: url }).receivers.create(SECOND);
  return { apiKey: made.api_key ?? "", receiverId: Number(made.receiver_id), secret: made.secret };
}
