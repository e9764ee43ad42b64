import { describe, expect, test } from "@jest/globals";
import type { CreateChargeParams } from "../../src/openpay/index.js";
import { simulate } from "./support/client.js";
import {
  BACK,
  cardCharge,
  khipuCharge,
  openpayOf,
  post,
  transbankCharge,
} from "./support/openpay.js";

describe("a refund", () => {
  test("of more than there was is refused", async () => {
    const openpay = openpayOf(await simulate());
    const { id } = await openpay.charges.create(await cardCharge(openpay));

    await expect(openpay.charges.refund(id, { amount: 60.01 })).rejects.toMatchObject({
      status: 422,
      body: { error_code: 1003, description: "The amount is greater than that of the charge" },
    });
  });

  test.each([0, -1, 0.00001, 10.005])("of %d is refused, whoever asks", async (amount) => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    const { id } = await openpay.charges.create(await cardCharge(openpay));

    const answer = await post(simulator, `/charges/${id}/refund`, { amount });

    expect(answer.body).toMatchObject({ http_code: 422, error_code: 1003 });
  });

  test("is made once, whole or in part", async () => {
    const openpay = openpayOf(await simulate());
    const { id } = await openpay.charges.create(await cardCharge(openpay));

    const refunded = await openpay.charges.refund(id, { amount: 10, description: "Cancelled" });

    expect(refunded.refund).toMatchObject({
      ...{ amount: 10, description: "Cancelled", status: "completed" },
    });
    await expect(openpay.charges.refund(id)).rejects.toMatchObject({ status: 422 });
  });

  test("can be tried again once it failed", async () => {
    const simulator = await simulate({ verificationMs: 3_600_000 });
    const openpay = openpayOf(simulator);
    const { id } = await openpay.charges.create(await cardCharge(openpay, "5555555555554444"));
    await simulator.openpay.complete(id);
    await openpay.charges.refund(id);
    await simulator.openpay.failRefund(id, "closed account");

    expect((await openpay.charges.get(id)).refund).toMatchObject({
      ...{ status: "failed", error_message: "closed account" },
    });
    expect((await openpay.charges.refund(id)).refund?.status).toBe("pending_confirmation");
  });

  test("of instalments is whole", async () => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    const card = await cardCharge(openpay, "4111111111111111", { amount: 6000 });
    const asked = { amount: 6000, currency: "CLP" as const, shares: [3] };
    const { available } = await openpay.shares.listForToken(card.source_id, asked);
    const data = { point_of_sale: "web_retail", share_id: String(available[0]?.share_id) } as const;
    const paid = await openpay.charges.create({ ...card, currency: "CLP", provider: { data } });

    await expect(openpay.charges.refund(paid.id, { amount: 10 })).rejects.toMatchObject({
      body: { description: "A charge paid in instalments cannot be refunded in part" },
    });
    expect((await openpay.charges.refund(paid.id)).refund?.amount).toBe(6000);
  });

  test.each<[string, CreateChargeParams]>([
    ["Khipu", khipuCharge()],
    [
      "Travel Club",
      transbankCharge({ provider: { name: "travel_club", data: { url_success: BACK } } }),
    ],
  ])("is not to be had with %s", async (_, request) => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    const { id } = await openpay.charges.create(request);
    await expect(openpay.charges.refund(id)).rejects.toMatchObject({ status: 422 });
    await simulator.openpay.complete(id);

    await expect(openpay.charges.refund(id)).rejects.toMatchObject({ status: 422 });
    await expect(simulator.openpay.completeRefund(id)).rejects.toThrow("no refund that waits");
  });
});
