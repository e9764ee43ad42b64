import { describe, expect, test } from "@jest/globals";
import { clientOf, createPayment, RECEIVER, send, simulate } from "./support/client.js";
import { act, buttons, said } from "./support/dashboard.js";
import { openMerchant } from "./support/merchant.js";
import { openpayOf, transbankCharge } from "./support/openpay.js";

describe("the notifications' page", () => {
  test("lists them newest first, leads to each one, and resends", async () => {
    const merchant = await openMerchant(500, 500, 200);
    const simulator = await simulate({ language: "en", retryDelaysMs: [60_000] });
    const fields = { notify_url: merchant.url, notify_api_version: "1.3" };
    for (let at = 0; at < 2; at += 1) {
      await simulator.pay(await createPayment(clientOf(simulator), fields));
    }

    const list = await send(`${simulator.url}/dashboard/notifications`);
    const one = await send(`${simulator.url}/dashboard/notifications/1`);
    const resent = await act(simulator.url, "/dashboard/notifications/1/resend");

    expect(list.text).toMatch(/Notification 2[^]*Notification 1/);
    expect(one.text).toContain("Next attempt");
    expect(one.text).toContain("api_version = 1.3");
    expect(one.text).toContain(`${String(merchant.received[0]?.body).replace("&", "&amp;")}</pre>`);
    expect(one.text).toContain("not signed");
    expect(said(resent)).toBe("Resent: 200.");
    expect(simulator.notifications().map(({ state }) => state)).toEqual(["delivered", "scheduled"]);
  });

  test("goes through all of them, 25 to a page", async () => {
    const simulator = await simulate({
      language: "en",
      faults: [{ kind: "lost-notification", chance: 1 }],
    });
    const client = clientOf(simulator);
    for (let at = 0; at < 26; at += 1) {
      const id = await createPayment(client, { notify_url: "https://shop.example.com/n" });
      await simulator.pay(id);
    }

    const first = await send(`${simulator.url}/dashboard/notifications`);
    const second = await send(`${simulator.url}/dashboard/notifications?page=2`);

    expect(first.text).toContain("1–25 of 26");
    expect(second.text).toContain("26–26 of 26");
    expect(second.text).toContain('href="/dashboard/notifications/1"');
    expect((await send(`${simulator.url}/dashboard/notifications/27`)).status).toBe(404);
  });
});

describe("the subscriptions' page", () => {
  const asked = {
    ...{
      name: "Tea club",
      email: "payer@example.com",
      max_amount: 5000,
      max_amount_per_charge: 5000,
      currency: "CLP",
    },
    ...{ notify_url: "http://127.0.0.1:1/", return_url: "https://shop.example.com/r" },
    cancel_url: "https://shop.example.com/c",
  };

  test("signs, enables and disables", async () => {
    const simulator = await simulate({ language: "en" });
    const client = clientOf(simulator);
    const { body } = await client("POST", "/v1/automatic-payment/subscription", asked);
    const path = `/dashboard/subscriptions/${String(body["subscription_id"])}/`;

    const signed = await act(simulator.url, `${path}sign`);
    const enabled = await act(simulator.url, `${path}enable`);
    const disabled = await act(simulator.url, `${path}disable`);
    const again = await act(simulator.url, `${path}disable`);

    expect(said(signed)).toBe("The subscription is signed.");
    expect(buttons(signed, path)).toEqual(["enable", "disable"]);
    expect(said(enabled)).toBe("The subscription is enabled.");
    expect(buttons(enabled, path)).toEqual(["disable"]);
    expect(said(disabled)).toBe("The subscription is disabled.");
    expect(buttons(disabled, path)).toEqual(["sign", "enable"]);
    expect(said(again)).toMatch(/^That is no longer possible: subscription .* cannot be disabled$/);
  });

  test("makes charges and lets them fail", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate({ language: "en", verificationMs: 60_000 });
    const client = clientOf(simulator);
    const { body } = await client("POST", "/v1/automatic-payment/subscription", asked);
    const id = String(body["subscription_id"]);
    await simulator.enableSubscription(id);
    const charge = async (transaction_id: string) => {
      const answer = await client("POST", "/v1/automatic-payment/charge-intent", {
        ...{ subscription_id: id, amount: 100, subject: "May", body: "x", custom: "x" },
        ...{ transaction_id, notify_url: merchant.url, error_response_url: merchant.url },
        notify_api_version: "3.0",
      });
      return String(answer.body["payment_id"]);
    };
    const [first, second] = [await charge("a"), await charge("b")];

    const made = await act(simulator.url, `/dashboard/charges/${first}/pay`);
    const failed = await act(simulator.url, `/dashboard/charges/${second}/fail`, {
      message: "Closed",
    });
    const again = await act(simulator.url, `/dashboard/charges/${second}/fail`);

    expect(said(made)).toBe("The charge is made.");
    expect(said(failed)).toBe("The charge has failed.");
    expect(said(again)).toMatch(/^That is no longer possible: payment /);
    expect(buttons(failed, "/dashboard/charges/")).toEqual([]);
    expect(simulator.payments().map(({ status_detail }) => status_detail)).toEqual([
      ...["normal", "rejected-by-payer"],
    ]);
    expect(merchant.received[1]?.body).toContain('"error_message":"Closed"');
  });

  test("completes Openpay's charges and lets them fail", async () => {
    const simulator = await simulate({ language: "en" });
    const { charges } = openpayOf(simulator);
    const first = await charges.create(transbankCharge({ order_id: "a" }));
    const second = await charges.create(transbankCharge({ order_id: "b" }));

    const page = await act(simulator.url, `/dashboard/openpay/${first.id}/complete`);
    await act(simulator.url, `/dashboard/openpay/${second.id}/fail`);
    const again = await act(simulator.url, `/dashboard/openpay/${second.id}/complete`);

    expect(said(page)).toBe("The Openpay charge has changed.");
    expect(said(again)).toMatch(/^That is no longer possible: charge .* is failed/);
    const statuses = simulator.openpay.charges().map(({ status }) => status);
    expect(statuses).toEqual(["completed", "failed"]);
  });
});

describe("the wallets' page", () => {
  test("adds funds, and makes the refunds that waited", async () => {
    const simulator = await simulate({ language: "en", receiver: { refundWallet: 0 } });
    const client = clientOf(simulator);
    const id = await createPayment(client);
    await simulator.pay(id);
    await client("POST", "/v3/refunds", { payment_id: id, type: "full" });
    const balance = await client("GET", "/v3/refund-wallet/balance");
    const address = String(balance.body["add_funds_url"]);
    const path = `/dashboard/bills/${String(simulator.receiverId)}/funds`;

    const before = await send(address);
    const after = await act(simulator.url, path, { amount: "1500" });
    const wrong = await act(simulator.url, path, { amount: "-3" });

    expect(before.text).toContain("Refunds that wait for money");
    expect(before.text).toContain(`/dashboard/payments/${id}`);
    expect(said(after)).toBe("The money is in the wallet.");
    expect(after.text).toContain("No refund waits for money.");
    expect(after.text).toContain("CLP\u00a0500");
    expect(said(wrong)).toBe("Not done: Pesos is no valid number.");
  });

  test("shows those of all receivers, and of one without any that it has none", async () => {
    const simulator = await simulate({ language: "en", receiver: { refundWallet: false } });
    await clientOf(simulator)("POST", "/v3/receivers", RECEIVER);

    const { text } = await send(`${simulator.url}/dashboard/bills`);
    const path = `/dashboard/bills/${String(simulator.receiverId)}/funds`;
    const refused = await act(simulator.url, path, { amount: "1" });

    expect(text).toContain("Té y Compañía");
    expect(said(refused)).toBe("Not done: This receiver has no wallet.");
  });
});

describe("the requests' page", () => {
  test("lists what the APIs were asked, newest first, without credentials", async () => {
    const simulator = await simulate({ language: "en" });
    const client = clientOf(simulator);
    await createPayment(client, { subject: "Kept & shown" });
    await client("GET", "/v3/payments/none?a=1");

    const { text } = await send(`${simulator.url}/dashboard/requests`);

    expect(text).toMatch(/getPaymentById[^]*postPayment/);
    expect(text).toContain('<span class="badge bad">404</span>');
    expect(text).toContain("/v3/payments/none?a=1");
    expect(text).toContain("Kept &amp; shown");
    expect(text).toContain("x-api-key: [redacted]");
    expect(text).not.toContain(simulator.apiKey);
  });

  test("shows those alone that were refused, or that mention a text", async () => {
    const simulator = await simulate({ language: "en" });
    const client = clientOf(simulator);
    const id = await createPayment(client, { subject: "Green TEA" });
    await client("GET", "/v3/payments/none");
    await client("DELETE", `/v3/payments/${id}`);
    const shown = async (query: string) => {
      const { text } = await send(`${simulator.url}/dashboard/requests?${query}`);
      return Array.from(text.matchAll(/<details id="request-(\d)/g), ([, number]) => number);
    };

    expect(await shown("")).toEqual(["3", "2", "1"]);
    expect(await shown("result=refused")).toEqual(["2"]);
    expect(await shown("q=green+tea")).toEqual(["1"]);
    expect(await shown("q=postpayment")).toEqual(["1"]);
    expect(await shown(`q=delete+/v3/payments/${id}`)).toEqual(["3"]);
    expect(await shown("result=refused&q=tea")).toEqual([]);
    const { text } = await send(`${simulator.url}/dashboard/requests?q=nothing`);
    expect(text).toContain("Nothing matches the filter.");
    expect(text).toContain('href="/dashboard/requests">Clear filters</a>');
  });

  test("keeps 50, and of a long body its length alone", async () => {
    const simulator = await simulate({ language: "en" });
    const client = clientOf(simulator);
    await createPayment(client, { subject: "first" });
    for (let at = 0; at < 49; at += 1) await client("GET", `/v3/payments/p${String(at)}`);
    await createPayment(client, { custom: "y".repeat(20_000) });

    const { text } = await send(`${simulator.url}/dashboard/requests`);

    expect(text.match(/<details id="request-/g)).toHaveLength(50);
    expect(text).not.toContain("first");
    expect(text).toContain("too long to be kept here");
    expect(simulator.lastRequest()?.body).toHaveLength(
      JSON.stringify({ amount: 1000, currency: "CLP", subject: "Té", custom: "y".repeat(20_000) })
        .length,
    );
    simulator.reset();
    expect((await send(`${simulator.url}/dashboard/requests`)).text).toContain("Nobody has called");
  });
});
