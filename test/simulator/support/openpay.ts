import {
  type CardChargeParams,
  type Charge,
  type CreateChargeParams,
  type CreateTokenParams,
  Openpay,
  type OpenpayOptions,
} from "../../../src/openpay/index.js";
import type { Simulator } from "../../../src/simulator/index.js";
import { fixture } from "../../openpay/support/client.js";
import { send } from "./client.js";
import type { Answer } from "./client.js";

/** The day of the document's examples. */
export const EXAMPLE_DAY = Date.parse("2016-04-15T12:00:00-05:00");

/** Where a customer returns to. */
export const BACK = "https://shop.example.com/back?order=1";

/** A client of the simulator's merchant. */
export function openpayOf(simulator: Simulator, options: Partial<OpenpayOptions> = {}): Openpay {
  return new Openpay({ ...simulator.openpay, maxRetries: 0, ...options });
}

/** Sends a request as a stranger would. */
export function post({ openpay }: Simulator, path: string, body: unknown): Promise<Answer> {
  const { merchantId, privateKey, baseUrl } = openpay;
  const authorization = `Basic ${Buffer.from(`${privateKey}:`).toString("base64")}`;
  return send(`${baseUrl}/v1/${merchantId}${path}`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** The document's card, with another number. */
export function cardOf(card_number: string): CreateTokenParams {
  return { ...fixture<CreateTokenParams>("createToken.request"), card_number };
}

/** A charge of a new token in one payment, in dollars unless told otherwise. */
export async function cardCharge(
  openpay: Openpay,
  card_number = "4111111111111111",
  change: Partial<CardChargeParams> = {},
): Promise<CardChargeParams> {
  const { id } = await openpay.tokens.create(cardOf(card_number));
  const example = fixture<CardChargeParams>("createCharge.card.request");
  const { order_id: _, ...charge } = example;
  const provider = { data: { point_of_sale: "web_retail" as const } };
  return { ...charge, amount: 60, currency: "USD", provider, source_id: id, ...change };
}

/** A charge that sends its customer to Transbank. */
export function transbankCharge(change: object = {}): CreateChargeParams {
  const charge = fixture<CreateChargeParams>("createCharge.redirect-transbank.request");
  const provider = { name: "transbank", data: { url_success: BACK } } as const;
  return { ...charge, method: "card", provider, ...change } as CreateChargeParams;
}

/** A charge by Khipu, with further data for it. */
export function khipuCharge(data: object = {}): CreateChargeParams {
  const charge = fixture<CreateChargeParams>("createCharge.redirect-transbank.request");
  const all = { point_of_sale: "web_retail", url_success: BACK, ...data };
  // Each test says which of the flows it means.
  return { ...charge, provider: { name: "khipu", data: all } } as CreateChargeParams;
}

/** A request with its provider's data changed; `undefined` takes a field away. */
export function withData(request: object, change: object): object {
  const { provider } = request as { provider: { data: object } };
  const data = { ...provider.data, ...change };
  return JSON.parse(JSON.stringify({ ...request, provider: { ...provider, data } })) as object;
}

/** Waits until a charge is no longer in a state; the simulator changes it by itself. */
export async function leaves(
  openpay: Openpay,
  { id }: Pick<Charge, "id">,
  status: string,
): Promise<Charge> {
  for (;;) {
    const charge = await openpay.charges.get(id);
    if (charge.status !== status) return charge;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
