import { describe, expect, test } from "@jest/globals";
import { DAY_MS, MONDAY, refusalOf, shopWithPayment } from "./support/paid-shop.js";

describe("a void", () => {
  test("gives all of it back, and later reaches the payer", async () => {
    const shop = await shopWithPayment();

    const answer = await shop.void();
    const voided = await shop.read();
    await shop.simulator.payOutVoid(shop.id);

    expect([answer.status, answer.body]).toEqual([
      200,
      { message: "La devolución ha sido realizada." },
    ]);
    expect(voided).toMatchObject({ status: "done", status_detail: "reversed" });
    expect(voided).not.toHaveProperty("refunds");
    expect(voided).not.toHaveProperty("void_payout_date");
    expect(await shop.read()).toEqual({
      ...voided,
      void_payout_date: new Date(MONDAY).toISOString(),
    });
    expect(refusalOf(await shop.void())).toEqual([
      400,
      [{ field: "payment_id", message: `El pago con ID ${shop.id} no es reembolsable` }],
    ]);
    await expect(shop.simulator.payOutVoid(shop.id)).rejects.toThrow("no void that is still");
  });

  test.each([{ amount: 400 }, { amount: "1000" }])(
    "with %j is refused, since it would give back all",
    async (body) => {
      const shop = await shopWithPayment();

      expect(refusalOf(await shop.void(body))).toMatchObject([400, [{ field: "amount" }]]);
      expect(await shop.detail()).toBe("normal");
    },
  );

  test("is refused once a part was refunded", async () => {
    const shop = await shopWithPayment();
    await shop.refundFromWallet("1");

    expect((await shop.void()).status).toBe(400);
  });

  test("is possible until 1:00 in Chile of the next business day", async () => {
    const shop = await shopWithPayment();
    const other = await shop.paidPayment();

    await shop.simulator.advance(16 * 3_600_000 - 1);
    expect((await shop.void()).status).toBe(200);
    await shop.simulator.advance(1);

    expect((await shop.void({}, other)).status).toBe(400);
  });

  test("is possible until confirm_timeout_date where there is one", async () => {
    const date = { confirm_timeout_date: "2026-03-20T12:00:00Z" };
    const shop = await shopWithPayment({}, date);
    const other = await shop.paidPayment(date);

    await shop.simulator.advance(10 * DAY_MS);
    expect((await shop.void()).status).toBe(200);
    await shop.simulator.advance(DAY_MS);

    expect((await shop.void({}, other)).status).toBe(400);
  });

  test("is possible a day longer after a confirmation", async () => {
    const shop = await shopWithPayment();
    await shop.simulator.advance(15 * 3_600_000);

    const confirmed = await shop.client("POST", `/v3/payments/${shop.id}/confirm`);
    await shop.simulator.advance(24 * 3_600_000);

    expect(confirmed.status).toBe(200);
    expect((await shop.void()).status).toBe(200);
  });
});
