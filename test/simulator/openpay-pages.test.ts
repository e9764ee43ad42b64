import { describe, expect, test } from "@jest/globals";
import { type Charge, chargeState, type CreateChargeParams } from "../../src/openpay/index.js";
import { fixture } from "../openpay/support/client.js";
import { open, payOnPages } from "./support/browser.js";
import { send, simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";
import { BACK, khipuCharge, leaves, openpayOf, transbankCharge } from "./support/openpay.js";

const hostedPage = fixture<CreateChargeParams>("createCharge.hosted-page.request");
const CARD = {
  card_number: "4111 1111 1111 1111",
  holder_name: "Test Payer",
  expiration_month: "12",
  expiration_year: "99",
  cvv2: "110",
};

const pageOf = ({ payment_method }: Charge) => String(payment_method?.url);

describe("a provider's page", () => {
  test.each([
    ["approve", "completed"],
    ["refuse", "failed"],
  ])("sends the customer back after %s, with the charge's id", async (answer, status) => {
    const openpay = openpayOf(await simulate({ language: "en" }));
    const charge = await openpay.charges.create(transbankCharge());

    const page = await open(pageOf(charge));
    expect(page.html).toContain("Transbank");
    expect(page.html).toMatch(/CLP\s10,000/);
    const back = await page.submit("/redirect/", { answer });

    const address = new URL(back.url);
    expect(address.origin + address.pathname).toBe("https://shop.example.com/back");
    expect(Object.fromEntries(address.searchParams)).toEqual({ order: "1", id: charge.id });
    expect((await openpay.charges.get(charge.id)).status).toBe(status);
  });

  test("has nothing to pay any more once it was answered", async () => {
    const openpay = openpayOf(await simulate());
    const charge = await openpay.charges.create(transbankCharge());
    const stale = await open(pageOf(charge));
    await stale.submit("/redirect/", { answer: "approve" });

    const page = await stale.submit("/redirect/", { answer: "refuse" });

    expect(page.html).toContain("El pago está hecho.");
    expect(page.html).toContain("https://shop.example.com/back?order=1&amp;id=");
    expect((await openpay.charges.get(charge.id)).status).toBe("completed");
  });

  test("tells the webhook", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate();
    await simulator.openpay.setWebhook({ url: merchant.url });
    const charge = await openpayOf(simulator).charges.create(transbankCharge());

    await (await open(pageOf(charge))).submit("/redirect/", { answer: "approve" });
    await merchant.waitFor(2);

    expect(JSON.parse(String(merchant.received[1]?.body))).toMatchObject({
      type: "charge.succeeded",
    });
  });
});

describe("Openpay's page", () => {
  test.each([
    ["4111 1111 1111 1111", "completed", "El pago está hecho.", "411111XXXXXX1111"],
    ["4222222222222220", "failed", "El pago no se hizo.", "422222XXXXXX2220"],
  ])("takes the card %s: %s", async (card_number, status, words, masked) => {
    const openpay = openpayOf(await simulate());
    const charge = await openpay.charges.create(hostedPage);
    expect(charge).not.toHaveProperty("provider");

    const page = await (
      await open(pageOf(charge))
    ).submit("/card_capture/", { ...CARD, card_number });

    expect(page.html).toContain(words);
    expect(await openpay.charges.get(charge.id)).toMatchObject({
      status,
      card: { card_number: masked, holder_name: "Test Payer" },
      provider: { name: "global_collect" },
    });
  });

  test.each([
    ["a wrong number", { card_number: "4111111111111112" }],
    ["no number", { card_number: "" }],
    ["a card that has expired", { expiration_year: "20" }],
  ])("asks again for %s", async (_, change) => {
    const openpay = openpayOf(await simulate());
    const charge = await openpay.charges.create(hostedPage);

    const page = await (
      await open(pageOf(charge))
    ).submit("/card_capture/", { ...CARD, ...change });

    expect(page.status).toBe(422);
    expect(page.html).toContain("La tarjeta no es válida o venció.");
    expect(chargeState(await openpay.charges.get(charge.id))).toBe("pending");
  });

  test("tells its metadata beside the transaction, as in the document's example", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate();
    await simulator.openpay.setWebhook({ url: merchant.url });
    const charge = await openpayOf(simulator).charges.create(hostedPage);

    await simulator.openpay.complete(charge.id);

    const event = JSON.parse(String(merchant.received[1]?.body)) as Record<string, object>;
    expect(event["metadata"]).toEqual({ reservation_number: "123456" });
    expect(event["transaction"]).not.toHaveProperty("metadata");
  });
});

describe("Khipu's page", () => {
  test("is where a redirect to Khipu leads, and leads back", async () => {
    const openpay = openpayOf(await simulate());
    const charge = await openpay.charges.create(khipuCharge());

    const back = await payOnPages(pageOf(charge), "11 22 33");

    expect(back.url).toBe(`${BACK}&id=${charge.id}`);
    expect(chargeState(await leaves(openpay, charge, "charge_pending"))).toBe("paid");
  });

  test("shows what was paid already", async () => {
    const simulator = await simulate();
    const charge = await openpayOf(simulator).charges.create(khipuCharge());
    await simulator.openpay.complete(charge.id);

    expect((await open(pageOf(charge))).html).toContain("El pago está hecho.");
  });
});

describe("an address that leads nowhere", () => {
  test.each(["redirect", "card_capture"])("is a 404: %s", async (page) => {
    const { openpay } = await simulate();

    for (const merchant of [openpay.merchantId, "m1"]) {
      const { status, text } = await send(`${openpay.baseUrl}/v1/${merchant}/charges/tr1/${page}/`);
      expect(status).toBe(404);
      expect(text).toContain("Este cargo no existe.");
    }
  });

  test("is the card page of a redirect, and the redirect of a card page", async () => {
    const openpay = openpayOf(await simulate());
    const redirect = pageOf(await openpay.charges.create(transbankCharge()));
    const capture = pageOf(await openpay.charges.create(hostedPage));

    for (const url of [
      redirect.replace("/redirect/", "/card_capture/"),
      capture.replace("/card_capture/", "/redirect/"),
    ]) {
      expect((await open(url)).html).toContain("El pago está pendiente.");
      const { status } = await send(url, { method: "POST", body: new URLSearchParams(CARD) });
      expect(status).toBe(303);
    }
    expect((await openpay.charges.get(String(redirect.split("/").at(-3)))).status).toBe(
      "charge_pending",
    );
  });
});

test("what a merchant writes is text on every page", async () => {
  const simulator = await simulate();
  const openpay = openpayOf(simulator);
  const description = `"><script>alert(1)</script>`;
  const pages = [transbankCharge({ description }), { ...hostedPage, description }];

  for (const request of pages) {
    const charge = await openpay.charges.create(request);
    const url = pageOf(charge);
    const before = await open(url);
    await simulator.openpay.complete(charge.id);
    for (const { html } of [before, await open(url)]) {
      expect(html).not.toContain("<script>");
      expect(html).toContain("&lt;script&gt;");
    }
    expect(before.headers.get("content-security-policy")).toContain("default-src 'none'");
  }
});
