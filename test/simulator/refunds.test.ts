import { describe, expect, test } from "@jest/globals";
import type { Simulator, SimulatorOptions } from "../../src/simulator/index.js";
import { clientOf, createPayment, simulate } from "./support/client.js";
import type { Answer, Client } from "./support/client.js";

const DAY_MS = 86_400_000;
// A Monday, 9:00 in Chile: money is paid out on Tuesday at 1:00 there, 16 hours later.
const MONDAY = Date.parse("2026-03-09T12:00:00.000Z");

interface Shop {
  readonly simulator: Simulator;
  readonly client: Client;
  readonly id: string;
  refund(amount?: number): Promise<Answer>;
  refundFromWallet(amount?: string): Promise<Answer>;
  detail(): Promise<unknown>;
}

async function shopWithPayment(options: SimulatorOptions = {}, fields = {}): Promise<Shop> {
  const simulator = await simulate({ now: () => MONDAY, ...options });
  const client = clientOf(simulator);
  const id = await createPayment(client, fields);
  await simulator.pay(id);
  return {
    ...{ simulator, client, id },
    refund: (amount) => client("POST", `/v3/payments/${id}/refunds`, amount && { amount }),
    refundFromWallet: (amount) =>
      client("POST", "/v3/refunds", {
        payment_id: id,
        ...(amount === undefined ? { type: "full" } : { type: "partial", amount }),
      }),
    detail: async () => (await client("GET", `/v3/payments/${id}`)).body["status_detail"],
  };
}

const refusalOf = (answer: Answer) => [answer.status, answer.body["errors"]];

describe("a refund before the money is paid out", () => {
  test("of all reverses the payment", async () => {
    const shop = await shopWithPayment();

    const answer = await shop.refund();

    expect(answer.body).toEqual({ message: "La devolución ha sido realizada." });
    expect(await shop.detail()).toBe("reversed");
    expect(refusalOf(await shop.refund())).toEqual([
      400,
      [{ field: "payment_id", message: `El pago con ID ${shop.id} no es reembolsable` }],
    ]);
  });

  test("of a part leaves the rest, and no more than that", async () => {
    const shop = await shopWithPayment();

    await shop.refund(400);
    expect(await shop.detail()).toBe("partially-refunded");
    expect(refusalOf(await shop.refund(601))).toEqual([
      400,
      [{ field: "amount", message: "El monto 601 excede el saldo reembolsable del pago" }],
    ]);
    await shop.refund(600);

    expect(await shop.detail()).toBe("reversed");
  });

  test("is possible until 1:00 in Chile of the next business day", async () => {
    const shop = await shopWithPayment();

    await shop.simulator.advance(16 * 3_600_000 - 1);
    expect((await shop.refund(1)).status).toBe(200);
    await shop.simulator.advance(1);

    expect((await shop.refund(1)).status).toBe(400);
  });

  test("is possible until confirm_timeout_date where there is one", async () => {
    const shop = await shopWithPayment({}, { confirm_timeout_date: "2026-03-20T12:00:00Z" });

    await shop.simulator.advance(10 * DAY_MS);
    expect((await shop.refund(1)).status).toBe(200);
    await shop.simulator.advance(DAY_MS);

    expect((await shop.refund(1)).status).toBe(400);
  });

  test("is possible a day longer after a confirmation", async () => {
    const shop = await shopWithPayment();
    await shop.simulator.advance(15 * 3_600_000);

    const confirmed = await shop.client("POST", `/v3/payments/${shop.id}/confirm`);
    await shop.simulator.advance(24 * 3_600_000);

    expect(confirmed.status).toBe(200);
    expect((await shop.refund(1)).status).toBe(200);
  });

  test.each([0.5, 0, -1])("of %d pesos is refused", async (amount) => {
    const { client, id } = await shopWithPayment();

    const answer = await client("POST", `/v3/payments/${id}/refunds`, { amount });

    expect(refusalOf(answer)).toMatchObject([400, [{ field: "amount" }]]);
  });
});

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

  test("shares what remains with refunds of the other kind", async () => {
    const shop = await shopWithPayment();
    await shop.refund(300);

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

async function balance({ client }: Shop): Promise<unknown> {
  return (await client("GET", "/v3/refund-wallet/balance")).body["balance"];
}
