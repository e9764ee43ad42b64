import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import type { CreateTokenParams } from "../../src/openpay/index.js";
import { failureOf } from "../support/client.js";
import { everythingShownBy } from "../support/secrets.js";
import { untyped } from "../support/untyped.js";
import { fixture, MERCHANT, ORIGIN, testOpenpay } from "./support/client.js";

const PATH = `/v1/${MERCHANT}/tokens`;
const card = fixture<CreateTokenParams>("createToken.request");
const openpay = testOpenpay();

describe("a card", () => {
  test("is taken out of a refusal that quotes it", async () => {
    nock(ORIGIN)
      .post(PATH)
      .reply(422, { error_code: 2004, description: `${card.card_number} is wrong` });

    const error = await failureOf(openpay.tokens.create(card));

    expect(error).toMatchObject({ body: { description: "[redacted] is wrong" } });
    expect(everythingShownBy(error)).not.toContain(card.card_number);
  });

  test("is taken out of what a transport says, security code and all", async () => {
    const quoted = new Error(`could not send ${JSON.stringify(card)}`);
    nock(ORIGIN).post(PATH).replyWithError(quoted);

    const shown = everythingShownBy(await failureOf(openpay.tokens.create(card)));

    expect(shown).toContain("[redacted]");
    expect(shown).not.toContain(card.card_number);
    expect(shown).not.toContain('"cvv2":"110"');
  });

  test("leaves the digits of its security code alone elsewhere", async () => {
    nock(ORIGIN).post(PATH).reply(400, { error_code: 1101, request_id: "110" });

    expect(await failureOf(openpay.tokens.create(card))).toMatchObject({
      body: { error_code: 1101, request_id: "110" },
    });
  });

  test.each([undefined, null, "4111", []])("must be an object, not %j", async (given) => {
    await expect(openpay.tokens.create(untyped(given))).rejects.toThrow("params must be an object");
  });
});
