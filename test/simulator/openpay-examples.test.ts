import { describe, expect, test } from "@jest/globals";
import { answerValidators, type Validate } from "../../generated/openpay.v1/validators.js";
import type { Charge, CreateTokenParams, ListSharesParams } from "../../src/openpay/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { fixture } from "../openpay/support/client.js";
import { simulate } from "./support/client.js";
import { cardOf, EXAMPLE_DAY, openpayOf, post } from "./support/openpay.js";

const start = () => simulate({ seed: "examples", now: () => EXAMPLE_DAY, verificationMs: 60_000 });

function problemsOf(validate: Validate | undefined, answer: unknown): unknown {
  validate?.(answer);
  return validate?.errors ?? [];
}

/** The names of all fields, also of inner objects. */
function fieldsOf(value: object, path = ""): string[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const here = path + name;
    const isObject = typeof inner === "object" && inner !== null && !Array.isArray(inner);
    return isObject ? [here, ...fieldsOf(inner, `${here}.`)] : [here];
  });
}

/** A source for each example that names one: its card is the one that its answer shows. */
async function sourceFor(simulator: Simulator, name: string): Promise<object> {
  if (name === "three-d-secure") {
    return { source_id: simulator.openpay.saveCard(cardOf("4000000000000002")) };
  }
  if (name !== "card") return {};
  const openpay = openpayOf(simulator);
  const { id } = await openpay.tokens.create(fixture<CreateTokenParams>("createToken.request"));
  const asked = fixture<ListSharesParams>("listTokenShares.request");
  const { available } = await openpay.shares.listForToken(id, asked);
  const data = { point_of_sale: "web_retail", share_id: available[0]?.share_id };
  return { source_id: id, provider: { data } };
}

describe("the document's examples", () => {
  test.each([
    ["card", "paid in three instalments", "completed"],
    ["three-d-secure", "sent to the bank", "charge_pending"],
    ["hosted-page", "sent to Openpay's page", "charge_pending"],
    ["redirect-transbank", "sent to Transbank", "charge_pending"],
    ["khipu-email", "asked by e-mail", "charge_pending"],
  ])("of a charge: %s, %s", async (name, _, status) => {
    const simulator = await start();
    const request = fixture(`createCharge.${name}.request`);
    const example = fixture(`createCharge.${name}.response`);

    const answer = await post(simulator, "/charges", {
      ...request,
      ...(await sourceFor(simulator, name)),
    });

    expect(answer.status).toBe(200);
    expect(problemsOf(answerValidators.createCharge, answer.body)).toEqual([]);
    expect(answer.body).toMatchObject({
      status,
      amount: example["amount"],
      currency: example["currency"],
      description: example["description"],
      order_id: example["order_id"],
      method: "card",
      metadata: { reservation_number: "123456" },
    });
    // Nothing that the document shows is missing.
    const shown = fieldsOf(answer.body);
    expect(fieldsOf(example).filter((field) => !shown.includes(field))).toEqual([]);
  });

  test("of instalments, as text and with those that can begin later", async () => {
    const simulator = await start();
    const openpay = openpayOf(simulator);
    const { id } = await openpay.tokens.create(fixture<CreateTokenParams>("createToken.request"));

    const answer = await post(
      simulator,
      `/tokens/${id}/shares`,
      fixture("listTokenShares.request"),
    );

    const shareOf = (shares: string, share_amount: string) => ({
      share_id: expect.stringMatching(/^\d{4}$/),
      shares,
      share_amount,
    });
    expect(answer.body).toEqual({
      amount: "6000",
      currency: "CLP",
      available: [
        shareOf("3", "2000"),
        shareOf("6", "1000"),
        shareOf("9", "667"),
        {
          ...shareOf("12", "500"),
          deferred: [
            { months: 1, amount: 501 },
            { months: 2, amount: 502 },
          ],
        },
      ],
    });
    expect(problemsOf(answerValidators.listTokenShares, answer.body)).toEqual([]);
  });

  test("of a token", async () => {
    const simulator = await start();

    const answer = await post(simulator, "/tokens", fixture("createToken.request"));

    expect(answer.body).toMatchObject({
      id: expect.stringMatching(/^k[a-z0-9]{19}$/),
      card: fixture("createToken.response")["card"],
    });
    expect(problemsOf(answerValidators.createToken, answer.body)).toEqual([]);
    expect(answer.text).not.toContain("4111111111111111");
  });

  test("of Khipu's banks", async () => {
    const { banks } = await openpayOf(await start()).khipu.listBanks();

    expect(banks[0]).toEqual(fixture<{ banks: unknown[] }>("listKhipuBanks.response").banks[0]);
  });

  test("of a refusal for the risk", async () => {
    const simulator = await start();
    const source_id = simulator.openpay.saveCard(cardOf("4000000000000044"));
    const request = { ...fixture("createCharge.three-d-secure.request"), source_id };

    const answer = await post(simulator, "/charges", request);

    expect(answer.status).toBe(402);
    expect(answer.body).toEqual({
      ...fixture<object>("createCharge.risk-rejected.error"),
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test.each([
    ["refundCharge.adyen.response", "5555555555554444", "pending_confirmation"],
    ["refundCharge.global-collect.response", "4111111111111111", "completed"],
  ])("of a refund: %s", async (name, card_number, status) => {
    const simulator = await start();
    const example = fixture<Required<Charge>>(name);
    const { amount, currency } = example;
    const source_id = simulator.openpay.saveCard({ card_number });
    const request = fixture("createCharge.card.request");
    const created = await post(simulator, "/charges", {
      ...request,
      ...{ source_id, amount, currency, provider: { data: { point_of_sale: "web_retail" } } },
    });
    const id = String(created.body["id"]);
    if (created.body["status"] !== "completed") await simulator.openpay.complete(id);

    const answer = await post(simulator, `/charges/${id}/refund`, "");

    expect(answer.body).toMatchObject({
      status: "completed",
      provider: example.provider,
      refund: { status, amount, currency, transaction_type: "refund", operation_type: "out" },
    });
    expect(Object.keys(answer.body["refund"] as object).sort()).toEqual(
      Object.keys(example.refund).sort(),
    );
    expect(problemsOf(answerValidators.refundCharge, answer.body)).toEqual([]);
  });
});
