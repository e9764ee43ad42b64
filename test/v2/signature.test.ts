import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import nock from "../support/nock.js";
import { canonicalRequest, formBody, signRequest } from "../../src/v2/signature.js";
import { BASE_PATH, fixture, ORIGIN, testKhipuV2 } from "./support/client.js";

const PAYMENTS = "https://khipu.com/api/2.0/payments";
const FORM = "application/x-www-form-urlencoded";
const TOKEN = "9dec8aa176c5223026919b3b5579a4776923e646ff3be686b9e6b62ec042e91f";
const ODD = "a b+c%&=?#/ñ€ 🍵 !*'()~-._";
const ODD_ENCODED =
  "a%20b%2Bc%25%26%3D%3F%23%2F%C3%B1%E2%82%AC%20%F0%9F%8D%B5%20%21%2A%27%28%29~-._";

const CREATED = fixture("postPayment.published");

const as = (type: string) => ({ "content-type": type });
const post = (body: string) => ({ method: "POST", url: PAYMENTS, body, headers: as(FORM) });
const get = (url: string) => ({ method: "GET", url, headers: {} });

/** Computed with `openssl dgst -sha256 -hmac secret-key`. */
const KNOWN = [
  {
    name: "an English subject",
    request: post("subject=Sample%20payment&amount=1000&currency=CLP"),
    text: "POST&https%3A%2F%2Fkhipu.com%2Fapi%2F2.0%2Fpayments&amount=1000&currency=CLP&subject=Sample%20payment",
    signature: "c480eb2e2702d97a5e6033943dcf137e8c9e7d82a6ead0a2c45c03d522e61adf",
  },
  {
    name: "a Spanish subject",
    request: post("subject=ejemplo%20de%20compra&amount=1000&currency=CLP"),
    text: "POST&https%3A%2F%2Fkhipu.com%2Fapi%2F2.0%2Fpayments&amount=1000&currency=CLP&subject=ejemplo%20de%20compra",
    signature: "8b06e63d9666201586f62440ef4e382f2ffb5f1ce122ff87a6d9b3a3064d4aff",
  },
  {
    name: "a query",
    request: get(`${PAYMENTS}?notification_token=${TOKEN}`),
    text: `GET&https%3A%2F%2Fkhipu.com%2Fapi%2F2.0%2Fpayments&notification_token=${TOKEN}`,
    signature: "39adbfc57938eb37d0bfcd707bfff3a5834e0a0a7fd80ea1484ad1c0bcf9139e",
  },
  {
    name: "every odd character",
    request: post(`subject=${ODD_ENCODED}&currency=CLP&amount=1000`),
    text: `POST&https%3A%2F%2Fkhipu.com%2Fapi%2F2.0%2Fpayments&amount=1000&currency=CLP&subject=${ODD_ENCODED}`,
    signature: "4c5c74b6415000dcaad5f7e4adeef37d618c5d95d47d54f2e8a55b5493a8895a",
  },
];

describe("the signature of a request", () => {
  test.each(KNOWN)("is the known one for $name", async ({ request, text, signature }) => {
    expect(canonicalRequest(request)).toBe(text);
    expect(await signRequest("985101", "secret-key", request)).toBe(`985101:${signature}`);
  });

  test("is the same for plus signs and for another order of the fields", () => {
    const [{ request, text } = { request: get(PAYMENTS), text: "" }] = KNOWN;
    const other = { ...request, body: "currency=CLP&subject=Sample+payment&amount=1000" };

    expect(canonicalRequest(other)).toBe(text);
  });

  test("covers query and form together, and encodes the path once", () => {
    const url = "https://khipu.com/api/2.0/payments/a%20b/refunds?z=1&b=2";

    expect(canonicalRequest({ ...post("amount=5"), url })).toBe(
      "POST&https%3A%2F%2Fkhipu.com%2Fapi%2F2.0%2Fpayments%2Fa%20b%2Frefunds&amount=5&b=2&z=1",
    );
  });

  test("covers any other body as it is", () => {
    const json = { ...post('{"amount":5}'), headers: as("application/json") };

    expect(canonicalRequest(json)).toBe(
      'POST&https%3A%2F%2Fkhipu.com%2Fapi%2F2.0%2Fpayments&{"amount":5}',
    );
  });
});

describe("the form of a request", () => {
  test.each([
    [{ subject: ODD }, `subject=${ODD_ENCODED}`],
    [{ send_email: true, send_reminders: false }, "send_email=true&send_reminders=false"],
    [{ amount: 1000, custom: "" }, "amount=1000&custom="],
    [{ a: undefined, b: null, c: 0 }, "c=0"],
    [{}, ""],
    [undefined, ""],
  ])("writes %j", (fields, text) => {
    expect(formBody(fields)).toBe(text);
  });

  test("is read back as what was written, and signed as it is written", () => {
    const name = fc.stringMatching(/^[a-z_]{1,12}$/);
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.string({ unit: "grapheme" }), { maxKeys: 6 }),
        (fields) => {
          const body = formBody(fields);
          const sorted = body.split("&").filter(Boolean).sort(byName);
          const start = "POST&https%3A%2F%2Fkhipu.com%2Fapi%2F2.0%2Fpayments";

          expect(Object.fromEntries(new URLSearchParams(body))).toEqual({ ...fields });
          expect(body).toMatch(/^[A-Za-z0-9._~%&=-]*$/);
          expect(canonicalRequest(post(body))).toBe([start, ...sorted].join("&"));
        },
      ),
    );
  });

  test("goes out as it was made", async () => {
    const bodies: unknown[] = [];
    nock(ORIGIN)
      .post(`${BASE_PATH}/payments`)
      .reply(200, (_uri, body) => {
        bodies.push(body);
        return CREATED;
      });

    await testKhipuV2().payments.create({
      ...{ amount: "1500", currency: "CLP", subject: ODD },
      ...{ send_email: false, notify_url: "https://shop.example.com/n?a=1" },
    });

    expect(bodies).toEqual([
      `amount=1500&currency=CLP&subject=${ODD_ENCODED}&send_email=false&notify_url=https%3A%2F%2Fshop.example.com%2Fn%3Fa%3D1&notify_api_version=1.3`,
    ]);
  });
});

function byName(a: string, b: string): number {
  const [first = ""] = a.split("=");
  const [second = ""] = b.split("=");
  return first < second ? -1 : Number(first > second);
}
