import { describe, expect, test } from "@jest/globals";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientOf, createPayment, simulate } from "./support/client.js";
import { balance, DAY_MS, MONDAY, refusalOf, shopWithPayment } from "./support/paid-shop.js";

describe("a refund from the wallet", () => {
  test("tells what is refunded and what remains, and takes it from the balance", async () => {
    const shop = await shopWithPayment({ receiver: { refundWallet: 5000 } });

    const first = await shop.refundFromWallet("50");
    const second = await shop.refundFromWallet();

    expect(first.body).toEqual({
      currency: "CLP",
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      message: "La reversa está en proceso.",
      payment_id: shop.id,
      refunded_amount: "50.0000",
      remaining: "950.0000",
      total_refunded: "50.0000",
    });
    expect(second.body).toMatchObject({ remaining: "0.0000", total_refunded: "1000.0000" });
    expect(await shop.detail()).toBe("fully-refunded");
    expect(await balance(shop)).toBe("4000.0000");
  });

  test("is of no more than what remains", async () => {
    const shop = await shopWithPayment();
    await shop.refundFromWallet("300");

    const answer = await shop.refundFromWallet("701");

    expect(refusalOf(answer)).toEqual([
      400,
      [{ field: "amount", message: "El monto 701 excede el saldo reembolsable del pago" }],
    ]);
  });

  test("waits for money when the wallet has not enough", async () => {
    const shop = await shopWithPayment({ receiver: { refundWallet: "100" } });

    const { body } = await shop.refundFromWallet("300");
    expect(body["message"]).toBe("Saldo de la billetera insuficiente");
    expect(await balance(shop)).toBe("100.0000");
    shop.simulator.addFunds(100);
    expect(await balance(shop)).toBe("200.0000");
    shop.simulator.addFunds("150");

    expect(await balance(shop)).toBe("50.0000");
    expect(await shop.detail()).toBe("partially-refunded");
  });

  test("takes the last peso out of the wallet", async () => {
    const shop = await shopWithPayment({ receiver: { refundWallet: 300 } });

    const { body } = await shop.refundFromWallet("300");

    expect(body["message"]).toBe("La reversa está en proceso.");
    expect(await balance(shop)).toBe("0.0000");
  });

  test("is possible for 180 days", async () => {
    const shop = await shopWithPayment();

    await shop.simulator.advance(180 * DAY_MS - 1);
    expect((await shop.refundFromWallet("1")).status).toBe(200);
    await shop.simulator.advance(1);

    expect((await shop.refundFromWallet("1")).status).toBe(400);
  });

  test("is refused without a wallet", async () => {
    const shop = await shopWithPayment({ receiver: { refundWallet: false } });
    const id = String(shop.simulator.receiverId);
    const message = `La cuenta de cobro con ID ${id} no está habilitada para hacer reversas.`;

    const refused = [400, [{ field: "receiver_id", message }]];

    expect(refusalOf(await shop.refundFromWallet())).toEqual(refused);
    expect(refusalOf(await shop.client("GET", "/v3/refund-wallet/balance"))).toEqual(refused);
  });

  test.each([
    { type: "full", amount: "10" },
    { type: "partial" },
    { type: "partial", amount: "ten" },
    { type: "partial", amount: "0.5" },
  ])("is refused for the amount of %j", async (request) => {
    const { client, id } = await shopWithPayment();

    const answer = await client("POST", "/v3/refunds", { payment_id: id, ...request });

    expect(refusalOf(answer)).toMatchObject([400, [{ field: "amount" }]]);
  });
});

describe("a refund, as its payment lists it,", () => {
  const asked = { amount: "300.0000", currency: "CLP", request_date: "2026-03-09T12:00:00.000Z" };

  test("is asked for, authorized by itself, and paid when the bank says so", async () => {
    const shop = await shopWithPayment({ verificationMs: 60_000 });
    const { body } = await shop.refundFromWallet("300");
    const id = String(body["id"]);

    expect((await shop.read())["refunds"]).toEqual([{ id, status: "pending", ...asked }]);
    await shop.simulator.advance(60_000);
    // What waits, waits in real time: it may come a moment before the minute of the frozen clock.
    const authorization_date = expect.stringMatching(/^2026-03-09T12:0[01]:/);
    expect((await shop.read())["refunds"]).toEqual([
      { id, status: "authorized", ...asked, authorization_date },
    ]);
    await shop.simulator.advance(DAY_MS);
    const paid = await shop.simulator.payOutRefund(id);

    expect(paid).toMatchObject({ status_detail: "partially-refunded", total_refunded: "300.0000" });
    expect(paid.refunds).toEqual([
      {
        ...{ id, status: "paid", ...asked, authorization_date },
        payout_date: "2026-03-10T12:01:00.000Z",
      },
    ]);
    await expect(shop.simulator.expireRefund(id)).rejects.toThrow(
      `refund ${id} is paid: it cannot be expired`,
    );
  });

  test("expires after 15 business days, and never counts again", async () => {
    const shop = await shopWithPayment({ receiver: { refundWallet: 1000 } });
    const { body } = await shop.refundFromWallet("300");
    const second = await shop.refundFromWallet("100");
    await shop.simulator.payOutRefund(String(second.body["id"]));

    await shop.simulator.advance(21 * DAY_MS - 60_000);
    expect((await shop.read())["total_refunded"]).toBe("400.0000");
    await shop.simulator.advance(60_000);

    const payment = await shop.read();
    expect(payment["total_refunded"]).toBe("100.0000");
    expect(payment["refunds"]).toMatchObject([
      {
        id: body["id"],
        status: "expired",
        expiration_date: expect.stringMatching(/^2026-03-30T1[12]:/),
      },
      { status: "paid" },
    ]);
    expect(await balance(shop)).toBe("900.0000");
    expect((await shop.refundFromWallet()).body).toMatchObject({
      ...{ refunded_amount: "900.0000", remaining: "0.0000", total_refunded: "1000.0000" },
    });
    expect(await shop.detail()).toBe("fully-refunded");
  });

  test("leaves the payment as it was when it was the only one that expired", async () => {
    const shop = await shopWithPayment();
    const { body } = await shop.refundFromWallet();

    const expired = await shop.simulator.expireRefund(String(body["id"]));

    expect(expired).toMatchObject({ status_detail: "normal", total_refunded: "0.0000" });
  });

  test("is not authorized before the wallet has the money", async () => {
    const shop = await shopWithPayment({ receiver: { refundWallet: 0 } });
    const { body } = await shop.refundFromWallet("300");
    const id = String(body["id"]);

    for (const control of ["authorizeRefund", "payOutRefund"] as const) {
      await expect(shop.simulator[control](id)).rejects.toThrow("waits for money");
    }
    shop.simulator.addFunds(300);
    await shop.simulator.authorizeRefund(id);
    await expect(shop.simulator.authorizeRefund(id)).rejects.toThrow("cannot be authorized");

    expect((await shop.read())["refunds"]).toMatchObject([{ status: "authorized" }]);
    await expect(shop.simulator.payOutRefund("r1")).rejects.toThrow("there is no refund r1");
  });

  test("goes on after a restart", async () => {
    const dataFile = join(mkdtempSync(join(tmpdir(), "khipu-refunds-")), "data.jsonl");
    const shop = await shopWithPayment({ dataFile, verificationMs: 60_000 });
    await shop.refundFromWallet("300");
    await shop.simulator.close();

    const again = await simulate({ now: () => MONDAY, dataFile, verificationMs: 60_000 });
    await again.advance(60_000);
    expect(again.payments()[0]?.refunds).toMatchObject([{ status: "authorized" }]);
    await again.advance(21 * DAY_MS);

    expect(again.payments()[0]?.refunds).toMatchObject([{ status: "expired" }]);
  });
});

describe("a payment that is not paid", () => {
  test.each(["pending", "rejected"])("cannot be refunded when it is %s", async (state) => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const id = await createPayment(client);
    if (state === "rejected") await simulator.reject(id);

    const answers = [
      await client("POST", `/v3/payments/${id}/refunds`),
      await client("POST", "/v3/refunds", { type: "full", payment_id: id }),
    ];

    for (const answer of answers) {
      expect(refusalOf(answer)).toEqual([
        400,
        [{ field: "payment_id", message: `El pago con ID ${id} no es reembolsable` }],
      ]);
    }
  });
});
