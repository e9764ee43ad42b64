import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import type { CreateRefundParams } from "../../src/index.js";
import { failureOf, fixture, ORIGIN, testKhipu } from "../support/client.js";
import { untyped } from "../support/untyped.js";

const { refunds } = testKhipu();
const PAYMENT = { payment_id: "gqzdy6chjne9" };

describe("refunds.create", () => {
  test.each<[string, CreateRefundParams, string]>([
    ["full", { type: "full", ...PAYMENT }, '{"type":"full","payment_id":"gqzdy6chjne9"}'],
    [
      "full with an undefined amount",
      untyped({ type: "full", ...PAYMENT, amount: undefined }),
      '{"type":"full","payment_id":"gqzdy6chjne9"}',
    ],
    [
      "a number",
      { type: "partial", ...PAYMENT, amount: 50 },
      '{"type":"partial","payment_id":"gqzdy6chjne9","amount":"50"}',
    ],
    [
      "a decimal string",
      { type: "partial", ...PAYMENT, amount: "50.2500" },
      '{"type":"partial","payment_id":"gqzdy6chjne9","amount":"50.25"}',
    ],
  ])("sends %s as the wallet takes it", async (_, params, body) => {
    nock(ORIGIN)
      .post("/v3/refunds", (sent) => JSON.stringify(sent) === body)
      .reply(200, fixture("refund"));

    await expect(refunds.create(params)).resolves.toMatchObject({ remaining: "150.0000" });
  });

  test.each([undefined, null, 0, "0", -1, NaN, "1.23456", "fifty", {}])(
    "refuses a part of %j, before anything is sent",
    async (amount) => {
      const params = untyped<CreateRefundParams>({ type: "partial", ...PAYMENT, amount });

      await expect(refunds.create(params)).rejects.toThrow(RangeError);
    },
  );

  test("refuses an amount beside full: which of the two is meant is a guess", async () => {
    const params = untyped<CreateRefundParams>({ type: "full", ...PAYMENT, amount: 50 });

    await expect(refunds.create(params)).rejects.toThrow(TypeError);
  });

  test.each([undefined, null, "gqzdy6chjne9", []])("refuses %j for params", async (params) => {
    await expect(refunds.create(untyped(params))).rejects.toThrow(TypeError);
  });

  test.each([
    ["payment_id", "El pago con ID gqzdy6chjne9 no es reembolsable"],
    ["amount", "El monto 50 excede el saldo reembolsable del pago"],
    ["receiver_id", "La cuenta de cobro con ID 1 no está habilitada para hacer reversas."],
  ])("names %s when Khipu complains of it", async (field, message) => {
    const body = { status: 400, message: "Error de validación", errors: [{ field, message }] };
    nock(ORIGIN).post("/v3/refunds").reply(400, body);

    expect(await failureOf(refunds.create({ type: "full", ...PAYMENT }))).toMatchObject({
      outcome: "rejected",
      fieldErrors: [{ field, message }],
    });
  });
});
