import { describe, expect, test } from "@jest/globals";
import { chargeState, openpayErrorOf } from "../../src/openpay/index.js";
import { failureOf } from "../support/client.js";
import { simulate } from "./support/client.js";
import { BACK, khipuCharge, openpayOf } from "./support/openpay.js";

describe("a charge by Khipu", () => {
  test.each([
    ["redirect", {}, true, ["payment_id", "allows_simplified"]],
    ["without redirect", { bank_id: "Bawdf" }, false, ["payment_id", "allows_simplified"]],
  ])("%s answers what there is to pay it", async (_, data, hasUrl, fields) => {
    const openpay = openpayOf(await simulate());

    const { payment_method } = await openpay.charges.create(khipuCharge(data));

    expect(payment_method?.url !== undefined).toBe(hasUrl);
    expect(Object.keys(payment_method?.khipu_data ?? {})).toEqual(fields);
  });

  test("with bank data answers the account to transfer to", async () => {
    const openpay = openpayOf(await simulate());
    const rut = { request_bank_data: true, payer_personal_identifier: "11.111.111-1" };

    const direct = await openpay.charges.create(khipuCharge({ ...rut, bank_id: "Bawdf" }));
    const redirected = await openpay.charges.create(khipuCharge(rut));

    expect(direct.payment_method).toEqual({
      type: "redirect",
      khipu_data: {
        payment_id: expect.stringMatching(/^[a-z0-9]{12}$/),
        allows_simplified: false,
        source_bank_name: "DemoBank",
        source_bank_url: "https://www.example.com",
        destination_bank_name: "Banco Demo",
        destination_bank_url: "https://www.example.com",
        account_identifier: 1234567890,
        account_type: "Cuenta corriente",
        account_holder_personal_identifier: "11.111.111-1",
        account_holder_name: "Cobrador de desarrollo",
        account_holder_email: "cobrador@example.com",
      },
    });
    expect(redirected.payment_method?.url).toContain("/redirect/");
    expect(redirected.payment_method?.khipu_data).not.toHaveProperty("source_bank_name");
  });

  test("is a payment of the first receiver, and completed when that is paid", async () => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    const charge = await openpay.charges.create(khipuCharge({ body: "Two passengers" }));
    const paymentId = String(charge.payment_method?.khipu_data?.payment_id);
    const way = new URL(BACK);
    way.searchParams.set("id", charge.id);

    const payment = await simulator.pay(paymentId);

    expect(payment).toMatchObject({
      receiver_id: simulator.receiverId,
      amount: "10000.0000",
      subject: charge.description,
      body: "Two passengers",
      transaction_id: charge.order_id,
      return_url: way.href,
      cancel_url: way.href,
    });
    const paid = await openpay.charges.get(charge.id);
    expect(chargeState(paid)).toBe("paid");
    expect(paid).not.toHaveProperty("payment_method");
  });

  test("can be completed by its own control, which pays the payment", async () => {
    const simulator = await simulate();
    const charge = await openpayOf(simulator).charges.create(khipuCharge());

    await simulator.openpay.complete(charge.id);

    expect(simulator.payments()[0]).toMatchObject({ status: "done", status_detail: "normal" });
  });

  test.each([["a bank that there is not", { bank_id: "Nobnk" }, "El banco Nobnk no existe"]])(
    "is refused with %s",
    async (_, data, description) => {
      const error = await failureOf(openpayOf(await simulate()).charges.create(khipuCharge(data)));

      expect(openpayErrorOf(error)).toMatchObject({ error_code: 1003, description });
    },
  );

  test("does not fail while its payer is paying, and is completed late", async () => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    const charge = await openpay.charges.create(khipuCharge());
    const paymentId = String(charge.payment_method?.khipu_data?.payment_id);
    await simulator.verify(paymentId);

    await simulator.advance(24 * 3_600_000 + 1);
    expect(chargeState(await openpay.charges.get(charge.id))).toBe("pending");
    await simulator.pay(paymentId, { late: true });

    expect(chargeState(await openpay.charges.get(charge.id))).toBe("paid");
  });
});
