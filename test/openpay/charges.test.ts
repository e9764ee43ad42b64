import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import type { CreateChargeParams, RefundChargeParams } from "../../src/openpay/index.js";
import { untyped } from "../support/untyped.js";
import { fixture, MERCHANT, ORIGIN, testOpenpay } from "./support/client.js";
import { FLOWS } from "./support/methods.js";

const CHARGES = `/v1/${MERCHANT}/charges`;
const openpay = testOpenpay();
const charge = fixture("createCharge.card.response");

describe("the amount of a charge", () => {
  test.each([
    ["CLP", 6000, 6000],
    ["USD", 15, 15],
    ["USD", 15.5, 15.5],
    ["USD", 0.01, 0.01],
    // From callers without types: text, as a database gives it.
    ["USD", "15.50", 15.5],
    ["CLP", "6000.00", 6000],
  ])("in %s is sent as a number: %j", async (currency, amount, sent) => {
    nock(ORIGIN)
      .post(CHARGES, (body: { amount: unknown }) => body.amount === sent)
      .reply(200, charge);

    const params = untyped<CreateChargeParams>({ ...FLOWS.card, currency, amount });
    await expect(openpay.charges.create(params)).resolves.toEqual(charge);
  });

  test.each([
    ["CLP", 0.5, "at most 0 decimals"],
    ["USD", 1.005, "at most 2 decimals"],
    ["CLP", 0, "more than 0"],
    ["CLP", -1, "more than 0"],
    ["CLP", NaN, "must be a number"],
    ["CLP", Infinity, "must be a number"],
    ["CLP", "1.000,00", "must be a number"],
    ["CLP", "5.000", '"5.000" can mean two amounts'],
    ["USD", "1.234.567", '"1.234.567" can mean two amounts'],
    ["clp", 6000, "currency must be one of CLP, CLF"],
    ["BTC", 6000, "currency must be one of CLP, CLF"],
    ["CLP", undefined, "must be a number"],
    ["CLP", null, "must be a number"],
  ])("in %s never leaves when it is %j", async (currency, amount, problem) => {
    const params = untyped<CreateChargeParams>({ ...FLOWS.card, currency, amount });

    await expect(openpay.charges.create(params)).rejects.toMatchObject({
      name: "RangeError",
      message: expect.stringContaining(problem),
    });
  });

  test.each([undefined, null, "charge", []])("is asked of an object, not of %j", async (params) => {
    await expect(openpay.charges.create(untyped(params))).rejects.toThrow(
      "params must be an object",
    );
  });
});

describe("charges.refund", () => {
  test.each<[string, RefundChargeParams | undefined, object]>([
    ["everything", undefined, {}],
    ["everything, with a reason", { description: "Cancelled" }, { description: "Cancelled" }],
    ["a part", { amount: 19.9 }, { amount: 19.9 }],
  ])("asks for %s", async (_, params, sent) => {
    const answer = fixture("refundCharge.global-collect.response");
    nock(ORIGIN)
      .post(`${CHARGES}/tr1/refund`, (body) => JSON.stringify(body) === JSON.stringify(sent))
      .reply(200, answer);

    await expect(openpay.charges.refund("tr1", params)).resolves.toEqual(answer);
  });

  test.each([
    [0, "more than 0"],
    [1.005, "an amount has at most 2 decimals"],
    ["all", "must be a number"],
    ["5.000", '"5.000" can mean two amounts'],
  ])("never asks for %j", async (amount, problem) => {
    await expect(openpay.charges.refund("tr1", untyped({ amount }))).rejects.toThrow(problem);
  });
});
