import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import type { CardInstallmentsChargeParams, ThreeDSecureParams } from "../../src/openpay/index.js";
import { failureOf } from "../support/client.js";
import { untyped } from "../support/untyped.js";
import { fixture, MERCHANT, ORIGIN, testOpenpay } from "./support/client.js";
import { FLOWS } from "./support/methods.js";

const CHARGES = `/v1/${MERCHANT}/charges`;
const openpay = testOpenpay();
const params = FLOWS.card as CardInstallmentsChargeParams;
const threeDSecure: ThreeDSecureParams = {
  url_success: "https://shop.example.com/back",
  browser_info: { accept_header: "text/html", user_agent: "agent" },
};
const declined = fixture<nock.DataMatcherMap>("createCharge.risk-rejected.error");
const pending = fixture("createCharge.three-d-secure.response");

/** The first request as it is, and what 3D Secure adds to it. */
const SAFER = {
  ...params,
  provider: {
    data: {
      share_id: "1234",
      point_of_sale: "web_retail",
      use_3d_secure: true,
      url_success: "https://shop.example.com/back",
      browser_info: { accept_header: "text/html", user_agent: "agent" },
    },
  },
};

const charging = (body: object) =>
  nock(ORIGIN).post(CHARGES, (sent) => isDeepStrictEqual(sent, body));
const first = () => charging(params);
const second = () => charging(SAFER);
const charge = () => openpay.charges.createWith3dSecureFallback(params, threeDSecure);

describe("charges.createWith3dSecureFallback", () => {
  test("charges once when the card is taken", async () => {
    const completed = fixture("createCharge.card.response");
    first().reply(200, completed);

    await expect(charge()).resolves.toEqual(completed);
  });

  test("sends the same request with 3D Secure when a risk assessment declined it", async () => {
    first().reply(402, declined);
    second().reply(200, pending, { "x-request-id": "r-2" });

    const { data, response } = await charge().withResponse();

    expect(data).toEqual(pending);
    expect(response.headers.get("x-request-id")).toBe("r-2");
  });

  test.each([
    ["declined", 402, { error_code: 3001 }],
    ["expired", 402, { error_code: 3002 }],
    ["not enough funds", 402, { error_code: 3003 }],
    ["stolen", 402, { error_code: 3004 }],
    ["refused by the bank", 402, { error_code: 1007 }],
    ["charged already", 409, { error_code: 1006 }],
    ["an empty 402", 402, ""],
    ["3005 with another status", 422, { error_code: 3005 }],
    ["3005 of a server that failed", 500, { error_code: 3005 }],
    ["unavailable", 503, { error_code: 1004 }],
  ])("sends nothing more after %s (%d)", async (_, status, body) => {
    first().reply(status, body);

    expect(await failureOf(charge())).toMatchObject({ name: "KhipuApiError", status });
  });

  test("sends nothing more when the answer was lost", async () => {
    first().replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));

    expect(await failureOf(charge())).toMatchObject({
      name: "KhipuConnectionError",
      outcome: "unknown",
    });
  });

  test("throws the second refusal, with the first as its cause", async () => {
    first().reply(402, declined);
    second().reply(412, { error_code: 3008, description: "not supported" });

    const error = (await failureOf(charge())) as Error;

    expect(error).toMatchObject({ name: "KhipuApiError", status: 412, outcome: "rejected" });
    expect(error.cause).toMatchObject({ name: "KhipuApiError", status: 402, body: declined });
    expect(Object.keys(error)).not.toContain("cause");
  });

  test("tells of a second answer that was lost as it is: its outcome is not known", async () => {
    first().reply(402, declined);
    second().replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));

    expect(await failureOf(charge())).toMatchObject({
      name: "KhipuConnectionError",
      outcome: "unknown",
      cause: { code: "ECONNRESET" },
    });
  });

  test("goes to 3D Secure at once with a maestro", async () => {
    const data = { ...params.provider.data, card_brand: "maestro" as const };
    charging({
      ...SAFER,
      provider: { data: { ...SAFER.provider.data, card_brand: "maestro" } },
    }).reply(200, pending);

    const maestro = { ...params, provider: { data } };
    await expect(
      openpay.charges.createWith3dSecureFallback(maestro, threeDSecure),
    ).resolves.toEqual(pending);
  });

  test.each([
    ["no way back", { ...threeDSecure, url_success: "" }, "url_success"],
    ["no browser", { url_success: "https://shop.example.com" }, "params must be an object"],
    ["half a browser", { ...threeDSecure, browser_info: { user_agent: "a" } }, "accept_header"],
    ["nothing at all", undefined, "params must be an object"],
  ])("notices before the first request that there is %s", async (_, given, problem) => {
    const call = openpay.charges.createWith3dSecureFallback(params, untyped(given));

    await expect(call).rejects.toMatchObject({
      name: "TypeError",
      message: expect.stringContaining(problem),
    });
  });

  test("notices a charge without a provider", async () => {
    const call = openpay.charges.createWith3dSecureFallback(untyped({}), threeDSecure);

    await expect(call).rejects.toThrow("provider.data must be an object");
  });
});
