import { describe, expect, test } from "@jest/globals";
import { openpayErrorOf } from "../../src/openpay/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import { failureOf } from "../support/client.js";
import { fixture } from "../openpay/support/client.js";
import { send, simulate } from "./support/client.js";
import {
  cardCharge,
  cardOf,
  khipuCharge,
  openpayOf,
  post,
  transbankCharge,
  withData,
} from "./support/openpay.js";

const example = (name: string) => fixture(`createCharge.${name}.request`);

async function refusalOf(simulator: Simulator, path: string, body: unknown): Promise<unknown> {
  const answer = await post(simulator, path, body);
  expect(answer.status).toBe(answer.body["http_code"]);
  return answer.body;
}

describe("a request that the document does not allow", () => {
  test.each([
    [
      "khipu without a way back",
      () => khipuCharge({ url_success: undefined }),
      "provider.data.url_success es obligatorio",
    ],
    [
      "bank data without a RUT",
      () => khipuCharge({ request_bank_data: true }),
      "provider.data.payer_personal_identifier es obligatorio",
    ],
    [
      "Transbank without a way back",
      () => withData(transbankCharge(), { url_success: undefined }),
      "provider.data.url_success es obligatorio",
    ],
    [
      "3D Secure without a browser",
      () => withData(example("three-d-secure"), { browser_info: undefined }),
      "provider.data.browser_info es obligatorio",
    ],
    [
      "a risk assessment without a flight",
      () => ({ ...example("card"), gc_risk_assessment: {} }),
      "gc_risk_assessment.airline_data es obligatorio",
    ],
    [
      "a point of sale nobody knows",
      () => withData(example("card"), { point_of_sale: "shop" }),
      "provider.data.point_of_sale debe ser uno de: web_retail",
    ],
    [
      "a confirm that is not false",
      () => ({ ...example("hosted-page"), confirm: true }),
      "confirm debe ser un texto",
    ],
    [
      "an amount as text",
      () => ({ ...example("card"), amount: "6000" }),
      "amount debe ser un número",
    ],
    [
      "a long description",
      () => transbankCharge({ description: "x".repeat(251) }),
      "description no puede tener más de 250 caracteres",
    ],
    ["no customer", () => transbankCharge({ customer: undefined }), "customer es obligatorio"],
  ])("is told what is wrong, and nothing else: %s", async (_, request, problem) => {
    const refusal = await refusalOf(await simulate(), "/charges", request());

    expect(refusal).toMatchObject({ error_code: 1001, http_code: 400, category: "request" });
    // One complaint: the other nine flows are not heard.
    expect((refusal as { description: string }).description).toMatch(
      new RegExp(`^El campo ${problem}[^;]*$`),
    );
  });

  test.each([
    ["CLP", 60.5],
    ["USD", 60.005],
  ])("in %s is refused for %d", async (currency, amount) => {
    const simulator = await simulate();
    const { id } = await openpayOf(simulator).tokens.create(cardOf("4111111111111111"));
    const refused = { http_code: 422, error_code: 1003 };

    const charge = { ...khipuCharge(), currency, amount };
    expect(await refusalOf(simulator, "/charges", charge)).toMatchObject(refused);
    const shares = { amount, currency, shares: [3] };
    expect(await refusalOf(simulator, `/tokens/${id}/shares`, shares)).toMatchObject(refused);
  });

  test.each([
    ["no JSON", "{", 400, 1001],
    ["nothing", "", 400, 1001],
  ])("is refused when it is %s", async (_, body, http_code, error_code) => {
    expect(await refusalOf(await simulate(), "/charges", body)).toMatchObject({
      http_code,
      error_code,
    });
  });

  test("is refused when it is a form", async () => {
    const { openpay } = await simulate();
    const authorization = `Basic ${btoa(`${openpay.privateKey}:`)}`;
    const url = `${openpay.baseUrl}/v1/${openpay.merchantId}/charges`;

    const body = new URLSearchParams({ a: "b" });
    const answer = await send(url, { method: "POST", headers: { authorization }, body });

    expect(answer.status).toBe(415);
    expect(answer.body).toMatchObject({ error_code: 1001, http_code: 415 });
  });
});

describe("a key", () => {
  test.each([
    ["is missing", undefined, 401, 1002],
    ["is wrong", { privateKey: "sk_wrong" }, 401, 1002],
    ["is another merchant's", { merchantId: "m1" }, 401, 1002],
  ])("that %s is refused", async (_, change, status, error_code) => {
    const simulator = await simulate();
    const { baseUrl, merchantId } = simulator.openpay;
    if (change === undefined) {
      const answer = await send(`${baseUrl}/v1/${merchantId}/providers/khipu/banks`);
      expect(answer.body).toMatchObject({ error_code, http_code: status });
      return;
    }
    const error = await failureOf(openpayOf(simulator, change).khipu.listBanks());

    expect(error).toMatchObject({ status, outcome: "rejected" });
    expect(openpayErrorOf(error)?.error_code).toBe(error_code);
  });

  test("that is public is refused", async () => {
    const { openpay } = await simulate();
    const headers = { authorization: `Basic ${btoa("pk_1:")}` };

    const answer = await send(`${openpay.baseUrl}/v1/${openpay.merchantId}/charges/tr1`, {
      headers,
    });

    expect(answer.body).toMatchObject({ error_code: 1010, http_code: 403 });
  });

  test("is not recorded", async () => {
    const simulator = await simulate();
    await openpayOf(simulator).khipu.listBanks();

    expect(simulator.lastRequest()).toMatchObject({
      api: "openpay.v1",
      operation: "listKhipuBanks",
    });
    expect(JSON.stringify(simulator.lastRequest())).not.toContain(
      Buffer.from(`${simulator.openpay.privateKey}:`).toString("base64"),
    );
  });
});

describe("what there is not", () => {
  test.each([
    ["a charge", "/charges/tr1/refund", {}],
    ["a token", "/tokens/k1/shares", { amount: 1, currency: "CLP", shares: [3] }],
    ["a card", "/cards/k1/shares", { amount: 1, currency: "CLP", shares: [3] }],
  ])("is answered 404: %s", async (_, path, body) => {
    expect(await refusalOf(await simulate(), path, body)).toMatchObject({
      http_code: 404,
      error_code: 1005,
    });
  });

  test("is a token in the place of a card, and the other way round", async () => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    const { id: token } = await openpay.tokens.create(cardOf("4111111111111111"));
    const asked = { amount: 60, currency: "CLP" as const, shares: [3] };

    const calls = [
      () => openpay.shares.listForCard(token, asked),
      () => openpay.shares.listForToken(simulator.openpay.saveCard(), asked),
      () => openpay.tokens.get(simulator.openpay.saveCard()),
    ];
    for (const call of calls) {
      expect(openpayErrorOf(await failureOf(call()))?.error_code).toBe(1005);
    }
  });
});

describe("a card that cannot be stored", () => {
  test.each([
    ["4111111111111112", {}, 2004, 422],
    ["4111111111111111", { expiration_year: "20" }, 2005, 400],
  ])("is %s with %j", async (number, change, error_code, http_code) => {
    const card = { ...cardOf(number), ...change };

    expect(await refusalOf(await simulate(), "/tokens", card)).toMatchObject({
      error_code,
      http_code,
    });
  });

  test("is one whose month has ended, and not before", async () => {
    const lastMoment = Date.parse("2030-12-31T23:59:59.999Z");
    const card = cardOf("4111111111111111");

    const still = await openpayOf(await simulate({ now: () => lastMoment })).tokens.create(card);
    const ended = openpayOf(await simulate({ now: () => lastMoment + 1 })).tokens.create(card);

    expect(still.card.expiration_year).toBe("30");
    expect(openpayErrorOf(await failureOf(ended))?.error_code).toBe(2005);
  });
});

describe("a fault", () => {
  test("is told in Openpay's form, and may have taken effect", async () => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    simulator.fault({
      kind: "server-error",
      operation: "createCharge",
      tookEffect: true,
      times: 1,
    });

    const error = await failureOf(openpay.charges.create(await cardCharge(openpay)));

    expect(error).toMatchObject({ status: 500, outcome: "unknown" });
    expect(openpayErrorOf(error)).toMatchObject({ error_code: 1000, category: "internal" });
    expect(simulator.openpay.charges()).toHaveLength(1);
  });
});
