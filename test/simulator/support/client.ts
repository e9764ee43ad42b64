import { afterEach } from "@jest/globals";
import { startSimulator } from "../../../src/simulator/index.js";
import type { Simulator, SimulatorOptions } from "../../../src/simulator/index.js";

/** An answer of the API, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; fails the test when it is none. */
  readonly body: Record<string, unknown>;
}

/** Sends requests as a stranger would: plain `fetch`, none of our own code. */
export type Client = (method: string, path: string, body?: unknown) => Promise<Answer>;

const started: Simulator[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((simulator) => simulator.close()));
});

/** Starts a simulator that is closed after the test. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ verificationMs: 0, ...options });
  started.push(simulator);
  return simulator;
}

/** A client with the key of the simulator's first receiver, or another one. */
export function clientOf({ url, apiKey }: Pick<Simulator, "url" | "apiKey">): Client {
  return (method, path, body) => {
    const headers = { "x-api-key": apiKey };
    if (body === undefined) return send(url + path, { method, headers });
    return send(url + path, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  };
}

/** Sends anything, and reads the answer whole. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { redirect: "manual", ...init });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    get body() {
      return JSON.parse(text) as Answer["body"];
    },
  };
}

/** Creates a payment of 1,000 pesos, or what is said, and tells its id. */
export async function createPayment(client: Client, fields: object = {}): Promise<string> {
  const request = { amount: 1000, currency: "CLP", subject: "Té", ...fields };
  const answer = await client("POST", "/v3/payments", request);
  if (answer.status !== 200) throw new Error(`not created: ${answer.text}`);
  return String(answer.body["payment_id"]);
}

/** A request to create a receiver, with everything that is mandatory. */
export const RECEIVER = {
  admin_first_name: "Ana",
  admin_last_name: "Pérez",
  admin_email: "ana@example.com",
  country_code: "CL",
  business_identifier: "99.999.999-9",
  business_category: "VENTA DE TÉ",
  business_name: "Té y Compañía",
  business_phone: "+56988887777",
  business_address_line_1: "Calle 1111",
  business_address_line_2: "Oficina 3-A",
  business_address_line_3: "Santiago",
  contact_full_name: "Ana Pérez",
  contact_job_title: "Tesorera",
  contact_email: "ana@example.com",
  contact_phone: "+56955553333",
};
