import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../../src/simulator/index.js";
import type { Scene } from "./payer.js";

/** Asks for a subscription, and tells where it is signed. */
export async function subscribe(
  { post, shop }: Pick<Scene, "post" | "shop">,
  fields: object = {},
): Promise<string> {
  const { redirect_url } = await post<{ redirect_url: string }>(
    "/v1/automatic-payment/subscription",
    {
      ...{ name: "Club del libro", email: "payer@example.com", description: "Un libro al mes" },
      ...{
        max_amount: 20000,
        max_amount_per_charge: 9990,
        currency: "CLP",
        notify_url: `${shop.url}/notify`,
      },
      ...{ return_url: `${shop.url}/return`, cancel_url: `${shop.url}/cancel` },
      ...fields,
    },
  );
  return redirect_url;
}

/** Makes a charge, and tells where it is paid. */
export async function charge(simulator: Simulator, fields: object): Promise<string> {
  const { baseUrl, merchantId, privateKey } = simulator.openpay;
  const answer = await fetch(`${baseUrl}/v1/${merchantId}/charges`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${privateKey}:`).toString("base64")}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ ...exampleOf("redirect-transbank"), ...fields }),
  });
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  return (JSON.parse(text) as { payment_method: { url: string } }).payment_method.url;
}

/** A request as Openpay's document has it. */
export function exampleOf(name: string): object {
  const file = `../../fixtures/openpay.v1/createCharge.${name}.request.json`;
  return JSON.parse(readFileSync(join(import.meta.dirname, file), "utf8")) as object;
}
