import { describe, expect, test } from "@jest/globals";
import { webhookValidators } from "../../generated/openpay.v1/validators.js";
import type { Charge } from "../../src/openpay/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";
import type { Received } from "./support/merchant.js";
import { cardCharge, khipuCharge, openpayOf, transbankCharge } from "./support/openpay.js";

const CREDENTIALS = { user: "openpay", password: "hook-password" };
const LATER = { verificationMs: 3_600_000 };
const eventOf = ({ body }: Received) => JSON.parse(body) as { type: string; transaction: Charge };
const typesOf = (received: readonly Received[]) => received.map((one) => eventOf(one).type);

/** A charge in dollars that Adyen has taken and confirmed. */
async function adyenCharge(simulator: Simulator): Promise<string> {
  const openpay = openpayOf(simulator);
  const charge = await openpay.charges.create(await cardCharge(openpay, "5555555555554444"));
  await simulator.openpay.complete(charge.id);
  return charge.id;
}

describe("a webhook", () => {
  test("is verified first, with its credentials", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate();

    await simulator.openpay.setWebhook({ url: merchant.url, ...CREDENTIALS });

    expect(merchant.received).toHaveLength(1);
    const [first] = merchant.received;
    expect(first?.headers).toMatchObject({
      "content-type": "application/json",
      authorization: "Basic b3BlbnBheTpob29rLXBhc3N3b3Jk",
    });
    expect(first?.headers).not.toHaveProperty("x-khipu-signature");
    expect(JSON.parse(String(first?.body))).toEqual({
      type: "verification",
      event_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-05:00$/),
      verification_code: expect.stringMatching(/^\w{8}$/),
    });
    expect(webhookValidators.verification.body?.(JSON.parse(String(first?.body)))).toBe(true);
  });

  test("carries no credentials where there are none", async () => {
    const merchant = await openMerchant();

    await (await simulate()).openpay.setWebhook({ url: merchant.url });

    expect(merchant.received[0]?.headers).not.toHaveProperty("authorization");
  });

  test("must be a web address", async () => {
    const { openpay } = await simulate();

    await expect(openpay.setWebhook({ url: "ftp://example.com" })).rejects.toThrow(
      "no web address",
    );
  });

  test("is told nothing any more once it is taken away", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate(LATER);
    await simulator.openpay.setWebhook({ url: merchant.url });
    await simulator.openpay.setWebhook(undefined);

    await adyenCharge(simulator);

    expect(typesOf(merchant.received)).toEqual(["verification"]);
  });

  test("is told again until it answers 200, with the same words", async () => {
    const merchant = await openMerchant(200, 503, 200);
    const simulator = await simulate({ retryDelaysMs: [60_000] });
    await simulator.openpay.setWebhook({ url: merchant.url, ...CREDENTIALS });

    const { id } = await openpayOf(simulator).charges.create(transbankCharge());
    await simulator.openpay.complete(id);
    await simulator.advance(60_000);

    expect(merchant.received).toHaveLength(3);
    expect(merchant.received[2]).toEqual(merchant.received[1]);
    expect(simulator.notifications(id)[0]).toMatchObject({ kind: "openpay", state: "delivered" });
  });

  test("outlives a reset, and so do the credentials", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate();
    await simulator.openpay.setWebhook({ url: merchant.url });
    const openpay = openpayOf(simulator);
    await openpay.charges.create(transbankCharge());

    simulator.reset();

    expect(simulator.openpay.charges()).toEqual([]);
    const { id } = await openpay.charges.create(transbankCharge());
    await simulator.openpay.complete(id);
    expect(typesOf(merchant.received)).toEqual(["verification", "charge.succeeded"]);
  });
});

describe("an event", () => {
  test.each([
    ["a redirect that is paid", transbankCharge(), "complete", "charge.succeeded"],
    ["a redirect that is not", transbankCharge(), "fail", "charge.failed"],
    ["a payment at Khipu", khipuCharge(), "complete", "charge.succeeded"],
  ] as const)("tells of %s", async (_, request, control, type) => {
    const merchant = await openMerchant();
    const simulator = await simulate();
    await simulator.openpay.setWebhook({ url: merchant.url });
    const { id } = await openpayOf(simulator).charges.create(request);

    const charge = await simulator.openpay[control](id);

    expect(typesOf(merchant.received)).toEqual(["verification", type]);
    const told = JSON.parse(String(merchant.received[1]?.body)) as { transaction: Charge };
    expect(told.transaction).toEqual(charge);
    const operation = type === "charge.failed" ? "chargeFailed" : "chargeSucceeded";
    expect(webhookValidators[operation].body?.(told)).toBe(true);
  });

  test("of a payment that Khipu finds by itself comes after the payer has gone", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate();
    await simulator.openpay.setWebhook({ url: merchant.url });
    const charge = await openpayOf(simulator).charges.create(khipuCharge());

    await simulator.pay(String(charge.payment_method?.khipu_data?.payment_id));

    expect(typesOf(merchant.received)).toEqual(["verification", "charge.succeeded"]);
    // Khipu's own merchant is Openpay, not the shop.
    expect(simulator.notifications().map(({ kind }) => kind)).toEqual(["openpay", "openpay"]);
  });

  test.each([
    ["completeRefund", "charge.refunded", "completed", "fullyRefunded"],
    ["failRefund", "charge.refund.failed", "failed", "paid"],
  ] as const)("tells of a refund with Adyen after %s", async (control, type, status, state) => {
    const merchant = await openMerchant();
    const simulator = await simulate(LATER);
    await simulator.openpay.setWebhook({ url: merchant.url });
    const openpay = openpayOf(simulator);
    const id = await adyenCharge(simulator);

    expect((await openpay.charges.refund(id)).refund?.status).toBe("pending_confirmation");
    const charge = await simulator.openpay[control](id);

    expect(charge.refund?.status).toBe(status);
    const told = JSON.parse(String(merchant.received[2]?.body)) as { transaction: Charge };
    expect(told.transaction).toEqual({
      ...charge,
      refund: { ...charge.refund, card: charge.card },
    });
    expect(charge.card?.card_number).toBe("555555XXXXXX4444");
    expect(typesOf(merchant.received).slice(2)).toEqual([type]);
    const confirmed = await openpay.webhooks.confirm(String(merchant.received[2]?.body));
    expect(confirmed).toMatchObject({ kind: "charge", state });
  });

  test("tells of a refund with Adyen by itself", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate(LATER);
    await simulator.openpay.setWebhook({ url: merchant.url });
    await openpayOf(simulator).charges.refund(await adyenCharge(simulator), { amount: 10 });

    await simulator.advance(LATER.verificationMs);

    expect(typesOf(merchant.received).at(-1)).toBe("charge.refunded");
  });
});
