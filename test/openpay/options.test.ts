import { afterEach, describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { Openpay, type OpenpayOptions } from "../../src/openpay/index.js";
import { createOpenpayClient } from "../../src/raw.js";
import { failureOf } from "../support/client.js";
import { everythingShownBy } from "../support/secrets.js";
import { untyped } from "../support/untyped.js";
import {
  AUTHORIZATION,
  fixture,
  MERCHANT,
  ORIGIN,
  PRIVATE_KEY,
  testOpenpay,
} from "./support/client.js";

const BANKS = `/v1/${MERCHANT}/providers/khipu/banks`;
const banks = fixture("listKhipuBanks.response");
const options: OpenpayOptions = { merchantId: MERCHANT, privateKey: PRIVATE_KEY };

/** What a constructor throws. */
function refusalOf(given: unknown): Error {
  try {
    new Openpay(untyped(given));
  } catch (error) {
    return error as Error;
  }
  throw new Error("it was made");
}

describe("new Openpay", () => {
  test.each([
    ["the sandbox unless told otherwise", {}, "https://sandbox-api.openpay.mx"],
    [
      "the sandbox when production is false",
      { production: false },
      "https://sandbox-api.openpay.mx",
    ],
    ["production when told so", { production: true }, "https://api.openpay.mx"],
    ["another country's address", { baseUrl: "https://api.openpay.co" }, "https://api.openpay.co"],
    [
      "a proxy's path",
      { baseUrl: "https://proxy.example.com/openpay/" },
      "https://proxy.example.com/openpay",
    ],
  ])("talks to %s", async (_, more, origin) => {
    nock(origin, { reqheaders: { authorization: AUTHORIZATION } })
      .get(BANKS)
      .reply(200, banks);

    await expect(new Openpay({ ...options, ...more }).khipu.listBanks()).resolves.toEqual(banks);
  });

  test.each([
    ["no options", undefined, "merchantId must be a non-empty string"],
    ["no merchant", { ...options, merchantId: "" }, "merchantId must be a non-empty string"],
    ["a merchant made of dots", { ...options, merchantId: ".." }, "made of dots"],
    ["a merchant with a line's end", { ...options, merchantId: "m1\n" }, "white space"],
    ["a key for a merchant", { ...options, merchantId: PRIVATE_KEY }, "are the two swapped?"],
    ["no key", { ...options, privateKey: undefined }, "privateKey must be a non-empty string"],
    ["a public key", { ...options, privateKey: "pk_1234" }, "privateKey is a public key (pk_…)"],
    ["a key with a colon", { ...options, privateKey: "sk_1:2" }, "must not hold a colon"],
    ["a key with a space", { ...options, privateKey: "sk_1 " }, "white space"],
    ["production as text", { ...options, production: "false" }, "production must be true or false"],
    ["an address that is none", { ...options, baseUrl: "openpay" }, "baseUrl must be"],
    [
      "half of a webhook's credentials",
      { ...options, webhookCredentials: { user: "openpay" } },
      "webhookCredentials.password",
    ],
    [
      "a webhook's user with a colon",
      { ...options, webhookCredentials: { user: "a:b", password: "c" } },
      "must not hold a colon",
    ],
  ])("refuses %s, and shows no key", (_, given, problem) => {
    const error = refusalOf(given);

    expect(error.name).toBe("TypeError");
    expect(error.message).toContain(problem);
    expect(everythingShownBy(error)).not.toContain("7d31");
    expect(everythingShownBy(error)).not.toContain("pk_1234");
  });
});

describe("in a browser", () => {
  afterEach(() => {
    delete (globalThis as { document?: unknown }).document;
  });

  test("there is no Openpay: a private key has no use there", () => {
    (globalThis as { document?: unknown }).document = {};

    expect(refusalOf(options).message).toContain("this is a browser");
    expect(refusalOf({ ...options, dangerouslyAllowBrowser: true }).message).toContain("browser");
  });
});

describe("the private key", () => {
  const KEY_FORMS = [PRIVATE_KEY, AUTHORIZATION.slice("Basic ".length)];

  test("is not shown by the client", () => {
    const shown = everythingShownBy(testOpenpay());

    for (const form of KEY_FORMS) expect(shown).not.toContain(form);
  });

  test.each([
    [
      "an error body that quotes it",
      400,
      { description: `bad key ${PRIVATE_KEY}`, header: AUTHORIZATION },
    ],
    ["a text that quotes it", 500, `<p>${AUTHORIZATION}</p>`],
  ])("is taken out of %s", async (_, status, body) => {
    nock(ORIGIN).get(BANKS).reply(status, body);

    const shown = everythingShownBy(await failureOf(testOpenpay().khipu.listBanks()));

    for (const form of KEY_FORMS) expect(shown).not.toContain(form);
    expect(shown).toContain("[redacted]");
  });

  test("is taken out of what a transport says", async () => {
    const error = Object.assign(new Error(`sent ${AUTHORIZATION}`), { headers: { PRIVATE_KEY } });
    nock(ORIGIN).get(BANKS).replyWithError(error);

    const shown = everythingShownBy(await failureOf(testOpenpay().khipu.listBanks()));

    for (const form of KEY_FORMS) expect(shown).not.toContain(form);
  });

  test("does not reach hooks", async () => {
    const seen: unknown[] = [];
    const note = (event: unknown) => void seen.push(event);
    nock(ORIGIN).get(BANKS).reply(200, banks);

    await testOpenpay({ hooks: { onRequest: note, onResponse: note } }).khipu.listBanks();

    expect(seen).toHaveLength(2);
    for (const form of KEY_FORMS) expect(everythingShownBy(seen)).not.toContain(form);
  });
});

describe("createOpenpayClient", () => {
  test("is the client that openapi-fetch knows, with our transport underneath", async () => {
    const client = createOpenpayClient(options);
    nock(ORIGIN, { reqheaders: { authorization: AUTHORIZATION } })
      .get(BANKS)
      .reply(200, banks);

    const path = { merchant_id: MERCHANT };
    const { data, response } = await client.GET("/v1/{merchant_id}/providers/khipu/banks", {
      params: { path },
    });

    expect(response.status).toBe(200);
    expect(data?.banks[0]?.bank_id).toBe("Bawdf");
  });

  test("hands refusals on, and follows no redirect", async () => {
    const client = createOpenpayClient(options);
    const params = { path: { merchant_id: MERCHANT, transaction_id: "tr1" } };
    const path = `/v1/${MERCHANT}/charges/tr1`;
    nock(ORIGIN).get(path).reply(404, { error_code: 1005 });
    nock(ORIGIN).get(path).reply(302, "", { location: "https://elsewhere.example.com/" });

    const { error, response } = await client.GET("/v1/{merchant_id}/charges/{transaction_id}", {
      params,
    });
    const redirected = client.GET("/v1/{merchant_id}/charges/{transaction_id}", { params });

    expect(response.status).toBe(404);
    expect(error).toEqual({ error_code: 1005 });
    await expect(redirected).rejects.toMatchObject({ name: "KhipuConnectionError" });
  });

  test("refuses a public key as well", () => {
    expect(() => createOpenpayClient({ ...options, privateKey: "pk_1" })).toThrow("public key");
  });
});
