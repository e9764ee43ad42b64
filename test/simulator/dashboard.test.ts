import { describe, expect, test } from "@jest/globals";
import { clientOf, createPayment, send, simulate } from "./support/client.js";
import { act, buttons, said } from "./support/dashboard.js";
import { openMerchant } from "./support/merchant.js";

describe("a payment's page", () => {
  test.each([
    ["pay", "paid", "The payment is paid."],
    ["payLate", "paid", "The payment was paid after it expired."],
    ["verify", "verifying", "The payment is verifying."],
    ["reject", "rejected", "The payer rejected the payment."],
    ["markAsAbuse", "abuse", "The payer marked it as abuse."],
    ["markPaid", "marked paid", "The receiver marked it as paid."],
    ["expire", "expired", "The payment has expired."],
  ])("carries out %s, so that it is %s", async (action, state, text) => {
    const simulator = await simulate({ language: "en" });
    const id = await createPayment(clientOf(simulator));

    const page = await act(simulator.url, `/dashboard/payments/${id}/${action}`);

    expect(said(page)).toBe(text);
    expect(page.text).toMatch(new RegExp(`<span class="badge \\w+">${state}</span>`));
    expect(simulator.payments()[0]?.out_of_date_conciliation).toBe(action === "payLate");
  });

  test("offers only what is possible", async () => {
    const simulator = await simulate({ language: "en" });
    const id = await createPayment(clientOf(simulator));
    const url = `${simulator.url}/dashboard/payments/${id}`;
    const prefix = `/dashboard/payments/${id}/`;
    const open = [...["pay", "payLate", "verify", "reject"], ...["markAsAbuse", "markPaid"]];

    expect(buttons(await send(url), prefix)).toEqual([...open, "expire"]);
    await simulator.expire(id);
    expect(buttons(await send(url), prefix)).toEqual([
      ...["payLate", "reject", "markAsAbuse", "markPaid"],
    ]);
    await simulator.pay(id, { late: true });
    expect(buttons(await send(url), prefix)).toEqual(["reverse", "refund"]);
    await simulator.reverse(id);
    expect(buttons(await send(url), prefix)).toEqual(["payOutVoid"]);
    await act(simulator.url, `/dashboard/payments/${id}/payOutVoid`);
    expect(buttons(await send(url), prefix)).toEqual([]);
    expect(simulator.payments()[0]).toHaveProperty("void_payout_date");
  });

  test("refunds in part and in full, and does with each refund what the bank would", async () => {
    const options = {
      language: "en",
      receiver: { refundWallet: 700 },
      verificationMs: 60_000,
    } as const;
    const simulator = await simulate(options);
    const id = await createPayment(clientOf(simulator));
    await simulator.pay(id);
    const refund = (fields: Record<string, string>) =>
      act(simulator.url, `/dashboard/payments/${id}/refund`, fields);

    expect(said(await refund({ amount: "1001" }))).toContain("excede el saldo");
    expect(said(await refund({ amount: "much" }))).toBe(
      "Not done: Amount to give back is no valid number.",
    );
    expect(said(await refund({ amount: "700" }))).toBe("The refund is made.");
    const page = await refund({ amount: "" });

    expect(said(page)).toBe("The refund waits for money in the wallet.");
    expect(page.text).toContain("Refunded: CLP\u00a0700");
    expect(page.text).toContain("Refunded: CLP\u00a0300 (waits for money)");
    const [funded = never(), waiting = never()] = simulator.payments()[0]?.refunds ?? [];
    const path = `/dashboard/payments/${id}/refunds/`;
    expect(buttons(page, `${path}${funded.id}/`)).toEqual(["authorize", "payOut", "expire"]);
    expect(buttons(page, `${path}${waiting.id}/`)).toEqual(["expire"]);
    for (const [of, action, text] of [
      [funded, "authorize", "The refund is authorized."],
      [funded, "payOut", "The refund has reached its payer."],
      [waiting, "expire", "The refund has expired."],
    ] as const) {
      expect(said(await act(simulator.url, `${path}${of.id}/${action}`))).toBe(text);
    }
    expect(said(await act(simulator.url, `${path}${funded.id}/expire`))).toContain("is paid");
    expect(simulator.payments()[0]).toMatchObject({
      ...{ status_detail: "partially-refunded", total_refunded: "700.0000" },
    });
  });

  test("answers an old page's button with why it is too late", async () => {
    const simulator = await simulate({ language: "en" });
    const id = await createPayment(clientOf(simulator));
    await simulator.reject(id);
    const act1 = (action: string) => act(simulator.url, `/dashboard/payments/${id}/${action}`);

    for (const action of ["pay", "payLate", "verify", "expire", "reverse", "markPaid"]) {
      expect(said(await act1(action))).toMatch(
        /^That is no longer possible: the payment is now “.+”\.$/,
      );
    }
    expect(said(await act1("refund"))).toMatch(/^Not done: .* no es reembolsable$/);
    expect(said(await act1("resend"))).toContain("has no notification to resend");
    expect(said(await act1("dance"))).toBe("Not done: There is no such action.");
    expect(simulator.payments()[0]?.status_detail).toBe("rejected-by-payer");
  });

  test("is a 404 for an id that no payment has, also for its buttons", async () => {
    const { url } = await simulate({ language: "en" });

    const page = await send(`${url}/dashboard/payments/%22%3E%3Cscript%3E`);
    const after = await act(url, "/dashboard/payments/none/pay");

    expect(page.status).toBe(404);
    expect(page.text).toContain("There is no such payment.");
    expect(after.status).toBe(404);
    expect(said(after)).toBe("Not done: There is no such payment.");
  });

  test("shows every attempt and the exact body, and sends it again", async () => {
    const merchant = await openMerchant(500, 200);
    const simulator = await simulate({ language: "en", retryDelaysMs: [] });
    const fields = { notify_url: merchant.url, notify_api_version: "3.0" };
    const id = await createPayment(clientOf(simulator), fields);

    const paid = await act(simulator.url, `/dashboard/payments/${id}/pay`);
    const resent = await act(simulator.url, `/dashboard/payments/${id}/resend`);

    expect(paid.text).toContain('<span class="badge bad">failed</span>');
    expect(said(resent)).toBe("Resent: 200.");
    expect(resent.text).toContain('<span class="badge good">delivered</span>');
    const [first, second] = merchant.received;
    expect(first?.body).toBe(second?.body);
    expect(resent.text).toContain(`${String(first?.body).replaceAll('"', "&quot;")}</pre>`);
    for (const received of merchant.received) {
      expect(resent.text).toContain(String(received.headers["x-khipu-signature"]));
    }
    expect(resent.text).toContain("Notification 1 · Attempt 2: 200");
  });

  test("leads to the payer's page and the receipt", async () => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator));
    await simulator.pay(id);
    const [payment] = simulator.payments();

    const { text } = await send(`${simulator.url}/dashboard/payments/${id}`);

    expect(text).toContain(`href="${String(payment?.payment_url)}"`);
    expect(text).toContain(`href="${String(payment?.receipt_url)}"`);
  });
});

function never(): never {
  throw new Error("nothing came");
}
