import assert from "node:assert/strict";
import type { Simulator } from "../../../src/simulator/index.js";
import { apiOf } from "./dashboard.js";

/** What everything that is shown is filled with. */
export interface Filling {
  /** Any text, of at most 100 characters: some fields take no more. */
  readonly text: (what: string) => string;
  /** The address of a merchant that answers notifications. */
  readonly merchant: string;
  /** What comes after an address of the merchant's. */
  readonly query?: string;
}

/** Has something happen in every section of the dashboard; tells the id of a payment with a bit of all. */
export async function fill(simulator: Simulator, { text, merchant, query = "" }: Filling) {
  const api = apiOf(simulator);
  const url = `${merchant}/n${query}`;
  const created = await api("POST", "/v3/payments", {
    ...{
      amount: 24_990,
      currency: "CLP",
      subject: text("Ceremonial tea"),
      body: text("Thank you"),
    },
    ...{
      custom: text("cart 7"),
      transaction_id: text("order-1007"),
      payer_name: text("Ana Pérez"),
    },
    ...{ picture_url: url, return_url: url, cancel_url: url, notify_url: url },
    notify_api_version: "3.0",
  });
  const id = String(created["payment_id"]);
  await simulator.pay(id, { name: text("Ana Pérez"), email: "ana@example.com" });
  await api("POST", "/v3/refunds", { payment_id: id, type: "partial", amount: "4990" });
  await addSubscription(simulator, text, url);
  await addOpenpayCharge(simulator, text, url);
  const path = `/v3/payments/none?q=${encodeURIComponent(text("search"))}`;
  await api("GET", path);
  await fetch(`${simulator.url}/v3/banks`, {
    headers: { "x-api-key": simulator.apiKey, "user-agent": text("Shop/1.0") },
  });
  simulator.fault({ kind: "failed-charge", message: text("No money"), times: 2 });
  simulator.fault({ kind: "lost-notification", about: text("nothing"), chance: 0.5 });
  return id;
}

async function addSubscription(simulator: Simulator, text: Filling["text"], url: string) {
  const api = apiOf(simulator);
  const { subscription_id } = await api("POST", "/v1/automatic-payment/subscription", {
    ...{ name: text("Tea club"), email: "payer@example.com", currency: "CLP" },
    ...{ max_amount: 20_000, max_amount_per_charge: 9990 },
    ...{ notify_url: url, return_url: url, cancel_url: url, description: text("A tea each month") },
    service_reference: text("club-7"),
  });
  await simulator.enableSubscription(String(subscription_id));
  const charge = await api("POST", "/v1/automatic-payment/charge-intent", {
    ...{ subscription_id, amount: 9990, subject: text("March"), body: text("Two boxes") },
    ...{ custom: text("club"), transaction_id: text("march"), error_response_url: url },
    notify_url: url,
  });
  assert.ok("payment_id" in charge || "id" in charge, JSON.stringify(charge));
}

async function addOpenpayCharge({ openpay }: Simulator, text: Filling["text"], url: string) {
  const authorization = `Basic ${Buffer.from(`${openpay.privateKey}:`).toString("base64")}`;
  const answer = await fetch(`${openpay.baseUrl}/v1/${openpay.merchantId}/charges`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({
      ...{ method: "card", amount: 9990, currency: "CLP", description: text("Two cups") },
      order_id: text("order-1008"),
      customer: { name: text("Ana"), last_name: text("Pérez"), email: "ana@example.com" },
      provider: { name: "transbank", data: { url_success: new URL(url).href } },
    }),
  });
  assert.ok(answer.ok, await answer.text());
}

/** Every kind of page of the dashboard. */
export function dashboardPaths(paymentId: string): string[] {
  const sections = ["notifications", "notifications/1", "subscriptions", "faults", "bills"];
  const others = ["requests", "reset", `payments/${paymentId}`, "payments/none"];
  return ["/", ...[...sections, ...others].map((path) => `/dashboard/${path}`)];
}
