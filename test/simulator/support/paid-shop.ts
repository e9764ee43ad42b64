import type { Simulator, SimulatorOptions } from "../../../src/simulator/index.js";
import { clientOf, createPayment, simulate } from "./client.js";
import type { Answer, Client } from "./client.js";

export const DAY_MS = 86_400_000;
// A Monday, 9:00 in Chile: money is paid out on Tuesday at 1:00 there, 16 hours later.
export const MONDAY = Date.parse("2026-03-09T12:00:00.000Z");

/** A shop with a payment that is paid, and its ways to give it back. */
export interface Shop {
  readonly simulator: Simulator;
  readonly client: Client;
  readonly id: string;
  /** By the operation that gives all of a payment back before it is paid out. */
  void(body?: object, of?: string): Promise<Answer>;
  /** One more payment that is paid. */
  paidPayment(fields?: object): Promise<string>;
  refundFromWallet(amount?: string): Promise<Answer>;
  read(): Promise<Answer["body"]>;
  detail(): Promise<unknown>;
}

/** Opens one on a Monday morning; `fields` are the payment's. */
export async function shopWithPayment(options: SimulatorOptions = {}, fields = {}): Promise<Shop> {
  const simulator = await simulate({ now: () => MONDAY, ...options });
  const client = clientOf(simulator);
  const id = await createPayment(client, fields);
  await simulator.pay(id);
  return {
    ...{ simulator, client, id },
    void: (body, of = id) => client("POST", `/v3/payments/${of}/refunds`, body),
    paidPayment: async (more = {}) => {
      const other = await createPayment(client, more);
      await simulator.pay(other);
      return other;
    },
    refundFromWallet: (amount) =>
      client("POST", "/v3/refunds", {
        payment_id: id,
        ...(amount === undefined ? { type: "full" } : { type: "partial", amount }),
      }),
    read: async () => (await client("GET", `/v3/payments/${id}`)).body,
    detail: async () => (await client("GET", `/v3/payments/${id}`)).body["status_detail"],
  };
}

/** What a request was refused with. */
export const refusalOf = (answer: Answer) => [answer.status, answer.body["errors"]];

/** What is in the refund wallet. */
export async function balance({ client }: Shop): Promise<unknown> {
  return (await client("GET", "/v3/refund-wallet/balance")).body["balance"];
}
