import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { failureOf, ORIGIN, testKhipu } from "../support/client.js";
import { untyped } from "../support/untyped.js";
import { automatic } from "./support/automatic.js";

const { chargeIntents } = testKhipu();
const CHARGE = {
  subscription_id: "13a0f1aa-5e47-4894-aa8b-282dd19593ec",
  amount: 1000,
  subject: "Cuota de marzo",
  body: "Cuota 3 de 12",
  error_response_url: "https://shop.example.com/charge-failed",
  custom: "",
  transaction_id: "cuota-3",
  notify_url: "https://shop.example.com/charge-conciliated",
};

/** Answers one charge, and gives the fields of its request. */
function sentBody(): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    nock(ORIGIN)
      .post("/v1/automatic-payment/charge-intent", (body: Record<string, unknown>) => {
        resolve(body);
        return true;
      })
      .reply(200, automatic("createCharge_1.published"));
  });
}

describe("chargeIntents.create", () => {
  test("sends the document's example as it is", async () => {
    const sent = sentBody();
    const example = automatic("createCharge_1.request");

    await chargeIntents.create(untyped(example));

    expect(await sent).toEqual(example);
  });

  test.each([
    ["asks for a signed notification", {}, "3.0"],
    ["asks for one also where the version is there and undefined", { v: undefined }, "3.0"],
    ["keeps the caller's version", { v: "1.3" }, "1.3"],
  ])("%s", async (_name, given, version) => {
    const sent = sentBody();
    const fields = "v" in given ? { notify_api_version: given.v } : {};

    await chargeIntents.create(untyped({ ...CHARGE, ...fields }));

    expect((await sent)["notify_api_version"]).toBe(version);
  });

  test.each([
    ["1500.50", 1500.5],
    ["1000", 1000],
    [1.2345, 1.2345],
  ])("writes the amount %j as a number", async (amount, written) => {
    const sent = sentBody();

    await chargeIntents.create({ ...CHARGE, amount });

    expect((await sent)["amount"]).toBe(written);
  });

  test.each(["mil", "1.000,5", "5.000", "1.234.567", -1, Number.NaN, 0])(
    "refuses the amount %j and sends nothing",
    async (amount) => {
      expect(await failureOf(chargeIntents.create({ ...CHARGE, amount }))).toMatchObject({
        name: "RangeError",
      });
    },
  );

  test.each([null, undefined, "id", []])("refuses %j for parameters", async (params) => {
    expect(await failureOf(chargeIntents.create(untyped(params)))).toMatchObject({
      name: "TypeError",
    });
  });

  test("takes a 201 for success, and leaves out what is optional", async () => {
    const { body: _body, custom: _custom, transaction_id: _id, ...least } = CHARGE;
    nock(ORIGIN)
      .post("/v1/automatic-payment/charge-intent", { ...least, notify_api_version: "3.0" })
      .reply(201, automatic("createCharge_1.published"));

    await expect(chargeIntents.create(least)).resolves.toEqual({ payment_id: "gqzdy6chjne9" });
  });

  test.each(["MAX_MONTHLY_AMOUNT_EXCEEDED", "A_CODE_OF_TOMORROW"])(
    "tells why a charge was refused: %s",
    async (error_code) => {
      const error_message = "El monto supera el máximo mensual";
      nock(ORIGIN)
        .post("/v1/automatic-payment/charge-intent")
        .reply(422, { error_code, error_message });

      expect(await failureOf(chargeIntents.create(CHARGE))).toMatchObject({
        name: "KhipuApiError",
        ...{ status: 422, errorCode: error_code, outcome: "rejected", fieldErrors: [] },
        body: { error_code, error_message },
        message: `createCharge_1: refused with 422 (${error_code}: ${error_message})`,
      });
    },
  );

  test.each([{ error_code: 7 }, { error_code: "" }, {}, null, "no"])(
    "has no code where Khipu gives none: %j",
    async (body) => {
      nock(ORIGIN).post("/v1/automatic-payment/charge-intent").reply(422, JSON.stringify(body));

      expect(await failureOf(chargeIntents.create(CHARGE))).not.toHaveProperty("errorCode");
    },
  );
});
