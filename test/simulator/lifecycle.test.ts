import { describe, expect, test } from "@jest/globals";
import { SimulatorError } from "../../src/simulator/index.js";
import { clientOf, createPayment, simulate } from "./support/client.js";

const HOUR_MS = 3_600_000;
const START = Date.parse("2026-03-09T12:00:00.000Z");

describe("a payment", () => {
  test("is pending when created, and shows unset fields as empty strings in alphabetical order", async () => {
    const simulator = await simulate({ seed: "pending", now: () => START });
    const client = clientOf(simulator);
    const id = await createPayment(client, { transaction_id: "order-1" });

    const { status, body } = await client("GET", `/v3/payments/${id}`);

    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(Object.keys(body).sort());
    expect(body).toEqual({
      amount: "1000.0000",
      app_url: `khipu:///pos/${id}`,
      attachment_urls: [],
      bank: "",
      bank_account_number: "",
      bank_id: "",
      body: "",
      cancel_url: "",
      currency: "CLP",
      custom: "",
      discount: "0.0000",
      expires_date: "2026-03-10T12:00:00.000Z",
      funds_source: "",
      notification_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      notify_api_version: "",
      notify_url: "",
      out_of_date_conciliation: false,
      payer_email: "",
      payer_name: "",
      payment_id: id,
      payment_method: "not_available",
      payment_url: `${simulator.url}/payment/info/${id}`,
      personal_identifier: "",
      picture_url: "",
      ready_for_terminal: false,
      receipt_url: "",
      receiver_id: simulator.receiverId,
      responsible_user_email: "cobrador@example.com",
      return_url: "",
      send_email: false,
      send_reminders: false,
      simplified_transfer_url: `${simulator.url}/payment/simplified/${id}`,
      status: "pending",
      status_detail: "pending",
      subject: "Té",
      third_party_authorization_details: "",
      transaction_id: "order-1",
      transfer_url: `${simulator.url}/payment/manual/${id}`,
    });
  });

  test("is done, reconciled and has a receipt once it is paid", async () => {
    const simulator = await simulate({ now: () => START });
    const client = clientOf(simulator);
    const id = await createPayment(client);

    const paid = await simulator.pay(id);

    expect(paid).toMatchObject({
      status: "done",
      status_detail: "normal",
      conciliation_date: "2026-03-09T12:00:00.000Z",
      bank: "DemoBank",
      bank_id: "Bawdf",
      bank_account_number: "000000000000111111111",
      personal_identifier: "11.111.111-1",
      payment_method: "simplified_transfer",
      funds_source: "not-available",
      out_of_date_conciliation: false,
    });
    expect((await client("GET", `/v3/payments/${id}`)).body).toEqual(paid);
    // 12:00 UTC is 9:00 in Chile in March, when it still has summer time.
    expect(paid.receipt_url).toBe(`${simulator.url}/receipts/CPKH-0903260900-${id}.pdf`);
  });

  test("stays verifying until the money is found", async () => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator));

    const verifying = await simulator.verify(id, { personalIdentifier: "44444444-4" });
    const paid = await simulator.pay(id);

    expect(verifying).toMatchObject({ status: "verifying", status_detail: "pending" });
    expect(verifying).not.toHaveProperty("conciliation_date");
    expect(paid).toMatchObject({ status: "done", personal_identifier: "44.444.444-4" });
  });

  test.each([
    { control: "reject", detail: "rejected-by-payer" },
    { control: "markAsAbuse", detail: "marked-as-abuse" },
    { control: "markPaid", detail: "marked-paid-by-receiver" },
  ] as const)("is done but $detail after $control", async ({ control, detail }) => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator));

    const payment = await simulator[control](id);

    expect(payment).toMatchObject({ status: "done", status_detail: detail });
    expect(payment).not.toHaveProperty("conciliation_date");
    await expect(simulator.pay(id)).rejects.toThrow(SimulatorError);
  });

  test.each(["reject", "markAsAbuse", "markPaid", "verify", "pay"] as const)(
    "that is paid takes no %s",
    async (control) => {
      const simulator = await simulate();
      const id = await createPayment(clientOf(simulator));
      const paid = await simulator.pay(id);

      await expect(simulator[control](id)).rejects.toThrow(`is normal: ${control} is not possible`);

      expect(simulator.payments()).toEqual([paid]);
    },
  );

  test("can be reversed once paid, not before", async () => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator));

    await expect(simulator.reverse(id)).rejects.toThrow("is pending: reverse is not possible");
    await simulator.pay(id);

    expect(await simulator.reverse(id)).toMatchObject({ status_detail: "reversed" });
  });

  test("can be deleted while pending, and read afterwards", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const id = await createPayment(client);

    const deleted = await client("DELETE", `/v3/payments/${id}`);

    expect(deleted.status).toBe(200);
    expect((await client("GET", `/v3/payments/${id}`)).body["status"]).toBe("deleted");
    expect((await client("DELETE", `/v3/payments/${id}`)).body["errors"]).toEqual([
      { field: "payment_id", message: `El pago con ID ${id} no está pendiente` },
    ]);
  });
});

describe("expiry", () => {
  test("comes after 24 hours unless told otherwise, and leaves the payment pending", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const id = await createPayment(client);

    await simulator.advance(24 * HOUR_MS + 1);

    await expect(simulator.pay(id)).rejects.toThrow("has expired");
    expect((await client("GET", `/v3/payments/${id}`)).body["status"]).toBe("pending");
  });

  test("comes at expires_date", async () => {
    const simulator = await simulate({ now: () => START });
    const id = await createPayment(clientOf(simulator), {
      expires_date: "2026-03-09T10:00:00-03:00",
    });

    await simulator.advance(HOUR_MS - 1);
    expect(await simulator.verify(id)).toMatchObject({ expires_date: "2026-03-09T13:00:00.000Z" });
    await simulator.advance(1);

    expect(await simulator.pay(id)).toMatchObject({
      status: "done",
      out_of_date_conciliation: false,
    });
  });

  test.each(["already expired", "still open"])(
    "lets a payment that is %s be reconciled late, and flags it",
    async (state) => {
      const simulator = await simulate();
      const id = await createPayment(clientOf(simulator));
      if (state === "already expired") await simulator.expire(id);

      const paid = await simulator.pay(id, { late: true });

      expect(paid).toMatchObject({ status: "done", out_of_date_conciliation: true });
      expect(Date.parse(paid.expires_date)).toBeLessThan(simulator.now());
    },
  );

  test("can be had at once, and only of a pending payment", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const expired = await createPayment(client);
    const paid = await createPayment(client);
    await simulator.pay(paid);

    await simulator.expire(expired);

    await expect(simulator.pay(expired)).rejects.toThrow("has expired");
    await expect(simulator.expire(paid)).rejects.toThrow("is normal");
  });
});

describe("the controls", () => {
  test.each(["pay", "reject", "verify", "expire", "markAsAbuse", "markPaid", "reverse"] as const)(
    "%s refuses a payment that there is not",
    async (control) => {
      const simulator = await simulate();

      await expect(simulator[control]("nothingthere")).rejects.toMatchObject({
        name: "SimulatorError",
        message: "there is no payment nothingthere",
      });
    },
  );

  test("pay says who pays, and from where", async () => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator));

    const paid = await simulator.pay(id, {
      bankId: "SDdGj",
      method: "regular_transfer",
      personalIdentifier: "12.345.678-5",
      name: "Ana",
      email: "ana@example.com",
    });

    expect(paid).toMatchObject({
      bank: "Banco Estado",
      payment_method: "regular_transfer",
      personal_identifier: "12.345.678-5",
      payer_name: "Ana",
      payer_email: "ana@example.com",
    });
    await expect(simulator.pay(id, { bankId: "UNKNW" })).rejects.toThrow("no bank UNKNW");
  });

  test("payments lists all of them, oldest first", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const ids = [await createPayment(client), await createPayment(client)];

    expect(simulator.payments().map((payment) => payment.payment_id)).toEqual(ids);
  });
});
