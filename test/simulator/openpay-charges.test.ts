import { describe, expect, test } from "@jest/globals";
import {
  type CardInstallmentsChargeParams,
  type Charge,
  chargeState,
  type ChargeState,
  openpayErrorOf,
} from "../../src/openpay/index.js";
import { SimulatorError } from "../../src/simulator/index.js";
import { failureOf } from "../support/client.js";
import { simulate } from "./support/client.js";
import {
  cardCharge,
  cardOf,
  khipuCharge,
  leaves,
  openpayOf,
  transbankCharge,
} from "./support/openpay.js";

const LATER = { verificationMs: 3_600_000 };
const stateOf = async (charge: Promise<Charge>): Promise<ChargeState> => chargeState(await charge);

describe("a card charge", () => {
  test.each([
    ["CLP", "4111111111111111", "transbank", "completed"],
    ["USD", "4111111111111111", "global_collect", "completed"],
    ["CLP", "5555555555554444", "transbank", "completed"],
    ["USD", "5555555555554444", "adyen", "pending_confirmation"],
    ["USD", "5105105105105100", "adyen", "pending_confirmation"],
  ] as const)("in %s of %s goes to %s and is %s", async (currency, number, name, status) => {
    const openpay = openpayOf(await simulate(LATER));

    const charge = await openpay.charges.create(await cardCharge(openpay, number, { currency }));

    expect(charge).toMatchObject({ provider: { name }, status, currency, amount: 60 });
    expect(await openpay.charges.get(charge.id)).toEqual(charge);
  });

  test.each([
    ["confirmed", "5555555555554444", "paid"],
    ["declined", "5105105105105100", "failed"],
  ])("that Adyen took is %s by itself", async (_, number, state) => {
    const openpay = openpayOf(await simulate());

    const charge = await openpay.charges.create(await cardCharge(openpay, number));

    expect(chargeState(await leaves(openpay, charge, "pending_confirmation"))).toBe(state);
  });

  test.each([
    ["4222222222222220", 3001],
    ["4000000000000069", 3002],
    ["4444444444444448", 3003],
    ["4000000000000119", 3004],
    ["4000000000000002", 3005],
  ])("of %s is declined with %d, and leaves its token to be charged", async (number, code) => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    const params = await cardCharge(openpay, number);

    const error = await failureOf(openpay.charges.create(params));

    expect(error).toMatchObject({ status: 402, outcome: "rejected" });
    expect(openpayErrorOf(error)).toMatchObject({ error_code: code, category: "gateway" });
    expect(simulator.openpay.charges()).toEqual([]);
    expect(openpayErrorOf(await failureOf(openpay.charges.create(params)))?.error_code).toBe(code);
  });

  test("uses its token up, but never a saved card", async () => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    const params = await cardCharge(openpay);
    const saved = { ...params, source_id: simulator.openpay.saveCard() };

    await openpay.charges.create(params);
    await openpay.charges.create(saved);
    await openpay.charges.create(saved);

    const error = await failureOf(openpay.charges.create(params));
    expect(openpayErrorOf(error)?.error_code).toBe(1005);
    expect((await openpay.tokens.get(params.source_id)).id).toBe(params.source_id);
  });

  test("in instalments takes only what was offered for it", async () => {
    const openpay = openpayOf(await simulate());
    const card = await cardCharge(openpay, "4111111111111111", { amount: 6000, currency: "CLP" });
    const asked = { amount: 6000, currency: "CLP" as const, shares: [3, 5, 12] };
    const { available } = await openpay.shares.listForToken(card.source_id, asked);
    const [three, twelve] = available.map(({ share_id }) => share_id);
    const paying = (share_id = "", more: object = {}): CardInstallmentsChargeParams => {
      const data = { point_of_sale: "web_retail" as const, share_id };
      return { ...card, currency: "CLP", provider: { data: { ...data, ...more } } };
    };

    expect(available.map(({ shares }) => shares)).toEqual(["3", "12"]);
    for (const refused of [
      paying("0000"),
      paying(three, { deferred_months: 1 }),
      paying(twelve, { deferred_months: 3 }),
      { ...paying(three), amount: 7000 },
    ]) {
      const error = await failureOf(openpay.charges.create(refused));
      expect(openpayErrorOf(error)).toMatchObject({ error_code: 1003, http_code: 422 });
    }
    expect(await openpay.charges.create(paying(twelve, { deferred_months: 2 }))).toMatchObject({
      status: "completed",
      metadata: { shares: "12", share_amount: "500" },
    });
  });

  test("is offered no instalments in dollars", async () => {
    const simulator = await simulate();
    const card = simulator.openpay.saveCard();
    const asked = { amount: 60, currency: "USD" as const, shares: [3] };

    const { available } = await openpayOf(simulator).shares.listForCard(card, asked);

    expect(available).toEqual([]);
  });
});

describe("a charge that is pending", () => {
  test.each([
    ["Transbank", () => transbankCharge(), 3_600_000],
    ["Khipu", () => khipuCharge(), 24 * 3_600_000],
  ])("fails once its customer has let the time pass: %s", async (_, request, ms) => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    const { id } = await openpay.charges.create(request());

    await simulator.advance(ms - 1_000);
    expect(await stateOf(openpay.charges.get(id))).toBe("pending");
    await simulator.advance(1_001);

    expect(await openpay.charges.get(id)).toMatchObject({
      status: "failed",
      error_message: "The charge has expired",
    });
  });

  test("can be failed by hand, and then no longer be paid", async () => {
    const simulator = await simulate();
    const { id } = await openpayOf(simulator).charges.create(khipuCharge());

    expect(await simulator.openpay.fail(id, "no money")).toMatchObject({
      status: "failed",
      error_message: "no money",
    });
    await expect(simulator.openpay.complete(id)).rejects.toThrow(SimulatorError);
    await expect(simulator.openpay.complete("nothing")).rejects.toThrow(
      "there is no charge nothing",
    );
  });
});

describe("an order_id", () => {
  test("is charged once: the repetition is refused", async () => {
    const openpay = openpayOf(await simulate());
    const order_id = "order-1";
    const params = await cardCharge(openpay, "4111111111111111", { order_id });
    await openpay.charges.create(params);

    const error = await failureOf(openpay.charges.create({ ...params, source_id: "k1" }));

    expect(error).toMatchObject({ status: 409, outcome: "rejected" });
    expect(openpayErrorOf(error)?.error_code).toBe(1006);
  });

  test("may be sent again until a charge of it succeeds; then the other one fails", async () => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    const first = await openpay.charges.create(transbankCharge({ order_id: "order-1" }));
    const second = await openpay.charges.create(transbankCharge({ order_id: "order-1" }));

    await simulator.openpay.complete(second.id);

    expect(await simulator.openpay.complete(first.id)).toMatchObject({
      status: "failed",
      error_message: "The order_id 'order-1' has already been processed",
    });
  });
});

test("a card is never kept whole", async () => {
  const simulator = await simulate();
  const openpay = openpayOf(simulator);

  const { id, card } = await openpay.tokens.create(cardOf("5555555555554444"));

  expect(card).toMatchObject({ card_number: "555555XXXXXX4444", brand: "mastercard" });
  expect(await openpay.tokens.get(id)).toEqual({ id, card });
});
