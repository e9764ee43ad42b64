import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import type { CreatePaymentParams } from "../../src/index.js";
import { failureOf, fixture, ORIGIN, testKhipu } from "../support/client.js";
import { untyped } from "../support/untyped.js";

const { payments } = testKhipu();
const PARAMS: CreatePaymentParams = { amount: 1000, currency: "CLP", subject: "Order 1042" };
const URL = "https://shop.example.com/notify";

/** Answers the next `POST /v3/payments` and gives its body. */
function sentPayment(): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    nock(ORIGIN)
      .post("/v3/payments", (body: Record<string, unknown>) => {
        resolve(body);
        return true;
      })
      .reply(200, fixture("payment-created"));
  });
}

describe("payments.create", () => {
  test.each<[string, object, string | undefined]>([
    [
      "asks for notifications of version 3.0 when there is a notify_url",
      { notify_url: URL },
      "3.0",
    ],
    ["keeps the caller's version", { notify_url: URL, notify_api_version: "1.3" }, "1.3"],
    [
      "sets it where the caller's is undefined",
      { notify_url: URL, notify_api_version: undefined },
      "3.0",
    ],
    ["sets none without a notify_url", {}, undefined],
    ["sets none with an empty notify_url", { notify_url: "" }, undefined],
  ])("%s", async (_, params, version) => {
    const sent = sentPayment();

    await payments.create({ ...PARAMS, ...params });

    expect((await sent)["notify_api_version"]).toBe(version);
  });

  test("sends every field as it was given, and leaves the caller's object alone", async () => {
    const sent = sentPayment();
    const params = Object.freeze({
      ...PARAMS,
      ...fixture("payment-create"),
      custom: '<xml a="ñandú">\u2028\n</xml>',
      send_email: false,
      expires_date: "2031-12-31T15:45:00-04:00",
    });

    await payments.create(params);

    expect(await sent).toEqual(params);
  });

  test.each<[string | number, string, number]>([
    ["1000", "CLP", 1000],
    ["1000.0000", "CLP", 1000],
    [1e6, "CLP", 1_000_000],
    [10.5, "USD", 10.5],
    ["0.0001", "CLF", 0.0001],
    [36_000.1234, "CLF", 36_000.1234],
  ])("sends the amount %j of %s as the number %d", async (amount, currency, number) => {
    const sent = sentPayment();

    await payments.create({ ...PARAMS, amount, currency: untyped(currency) });

    expect((await sent)["amount"]).toBe(number);
  });

  test.each(["clp", "Clp", "BTC", "", null])(
    "refuses the currency %j, whose decimals it would have to guess",
    async (currency) => {
      const params = untyped<CreatePaymentParams>({ ...PARAMS, currency });

      expect(await failureOf(payments.create(params))).toMatchObject({
        name: "RangeError",
        message: expect.stringMatching(/^currency must be one of CLP, CLF, .*, got /),
      });
    },
  );

  test.each(["5.000", "1,5", "cien", "10.5"])(
    "refuses the integrator's fee %j",
    async (integrator_fee) => {
      expect(await failureOf(payments.create({ ...PARAMS, integrator_fee }))).toMatchObject({
        name: "RangeError",
        message: expect.stringMatching(/^integrator_fee\b/),
      });
    },
  );

  test.each(["0", "100", "100.0000", ""])(
    "sends the integrator's fee %j as it is",
    async (integrator_fee) => {
      const sent = sentPayment();

      await payments.create({ ...PARAMS, integrator_fee });

      expect((await sent)["integrator_fee"]).toBe(integrator_fee);
    },
  );

  test.each<[unknown, string]>([
    [1000.5, "CLP"],
    ["1000.50", "CLP"],
    [0.00001, "USD"],
    ["1.23456", "USD"],
    [0.1 + 0.2, "USD"],
    [0, "CLP"],
    ["0.0000", "CLP"],
    [-1, "CLP"],
    [NaN, "CLP"],
    [Infinity, "CLP"],
    [1e21, "CLP"],
    ["1.000,00", "USD"],
    ["$1000", "CLP"],
    ["0x10", "CLP"],
    ["1e3", "CLP"],
    [" 1000", "CLP"],
    ["", "CLP"],
    ["90071992547409931", "CLP"],
    [null, "CLP"],
    [undefined, "CLP"],
    [true, "CLP"],
    [1000n, "CLP"],
    [[1000], "CLP"],
    // Five pesos, or five thousand as Chile writes it.
    ["5.000", "CLP"],
    ["12.000", "CLP"],
    ["5.900", "CLP"],
    ["1.234.567", "CLP"],
  ])(
    "refuses the amount %p of %s by its name, before anything is sent",
    async (amount, currency) => {
      const params = { ...PARAMS, amount, currency } as CreatePaymentParams;

      const error = await failureOf(payments.create(params));

      expect(error).toBeInstanceOf(RangeError);
      expect(String(error)).toMatch(/^RangeError: amount\b/);
    },
  );

  test.each([undefined, null, 5, "params", [PARAMS], () => PARAMS])(
    "refuses %p for params, before anything is sent",
    async (params) => {
      await expect(payments.create(untyped(params))).rejects.toThrow(
        new TypeError("params must be an object"),
      );
      await expect(payments.create(untyped(params))).rejects.toBeInstanceOf(TypeError);
    },
  );

  test("refuses what JSON cannot carry, before anything is sent", async () => {
    const circle: Record<string, unknown> = {};
    circle["circle"] = circle;

    for (const custom of [1n, circle]) {
      await expect(payments.create({ ...PARAMS, custom: untyped(custom) })).rejects.toThrow(
        TypeError,
      );
    }
  });
});

describe("payments.refund", () => {
  test("asks for everything, without a body", async () => {
    nock(ORIGIN).post("/v3/payments/gqzdy6chjne9/refunds", "").reply(200, fixture("success"));

    await expect(payments.refund("gqzdy6chjne9")).resolves.toEqual({ message: "Message." });
  });

  test.each([
    { amount: 500 },
    { amount: "500" },
    { amount: "5.000" },
    { amount: null },
    // Somebody meant a part, and lost it on the way.
    { amount: undefined },
    { amount: 500, timeoutMs: 1_000 },
    500,
    "500",
    null,
  ])("refuses %j: Khipu would give back everything", async (params) => {
    const refunding = payments.refund("gqzdy6chjne9", untyped(params));

    expect(await failureOf(refunding)).toMatchObject({
      name: "TypeError",
      message: expect.stringContaining('refunds.create({ type: "partial", payment_id, amount })'),
    });
  });
});

describe("payments.predict", () => {
  test("escapes what goes into the query", async () => {
    nock(ORIGIN)
      .get("/v3/predict?payer_email=a%2Bb%26c%40example.com&bank_id=x%20y&amount=10.5&currency=USD")
      .reply(200, fixture("prediction"));

    await payments.predict({
      payer_email: "a+b&c@example.com",
      bank_id: "x y",
      amount: "10.50",
      currency: "USD",
    });
  });

  test("refuses a fraction of a peso", async () => {
    const params = { payer_email: "a@example.com", bank_id: "Bawdf", amount: 0.5 };

    await expect(payments.predict({ ...params, currency: "CLP" })).rejects.toThrow(RangeError);
  });
});

describe.each([
  ["get", (id: string) => payments.get(id)],
  ["delete", (id: string) => payments.delete(id)],
  ["confirm", (id: string) => payments.confirm(id)],
  ["refund", (id: string) => payments.refund(id)],
  ["waitFor", (id: string) => payments.waitFor(id)],
] as const)("the id of payments.%s", (_, call) => {
  const odd = [
    "",
    " ",
    "\n",
    ".",
    "..",
    "...",
    " .. ",
    undefined,
    null,
    5,
    NaN,
    {},
    [],
    ["a"],
    true,
  ];

  test.each([...odd, "\ud800", "a\udfffb"])("is refused when it is %j", async (id) => {
    const error = await failureOf(call(untyped(id)));

    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("paymentId");
  });

  test("is refused when it is longer than Khipu's limit", async () => {
    await expect(call("a".repeat(256))).rejects.toThrow(RangeError);
  });
});

describe("an id in a path", () => {
  test.each([
    ["a/b", "a%2Fb"],
    ["../banks", "..%2Fbanks"],
    ["a?b#c", "a%3Fb%23c"],
    ["%2e%2e", "%252e%252e"],
    ["$&", "%24%26"],
    ["{id}", "%7Bid%7D"],
    ["ñ 😀", "%C3%B1%20%F0%9F%98%80"],
    ["a\r\nx: y", "a%0D%0Ax%3A%20y"],
    ["..\\..", "..%5C.."],
    ["a".repeat(255), "a".repeat(255)],
  ])("%j stays one segment", async (id, segment) => {
    nock(ORIGIN).get(`/v3/payments/${segment}`).reply(200, fixture("payment.done"));

    await expect(payments.get(id)).resolves.toHaveProperty("payment_id");
  });
});
