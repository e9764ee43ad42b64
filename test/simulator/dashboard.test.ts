import { describe, expect, test } from "@jest/globals";
import { clientOf, createPayment, send, simulate } from "./support/client.js";
import { act, buttons, said } from "./support/dashboard.js";
import { openMerchant } from "./support/merchant.js";

describe("the dashboard's first page", () => {
  test("shows how to create the first payment with this simulator's own credentials", async () => {
    const simulator = await simulate({ language: "en" });

    const { status, text, headers } = await send(`${simulator.url}/`);

    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(text).toContain("No payments yet");
    expect(text).toContain(`curl ${simulator.url}/v3/payments`);
    expect(text).toContain(`apiKey: &quot;${simulator.apiKey}&quot;`);
    expect(text).toContain(`KHIPU_WEBHOOK_SECRET=${simulator.webhookSecret}`);
    expect(text).toContain(`KHIPU_RECEIVER_ID=${String(simulator.receiverId)}`);
  });

  test("creates a payment, held to what the API takes", async () => {
    const simulator = await simulate({ language: "en" });
    const create = async (fields: Readonly<Record<string, string>>) =>
      said(await act(simulator.url, "/dashboard/payments", fields));
    const tea = { amount: "5900", subject: "Sencha" };

    expect(await create({ ...tea, amount: "" })).toMatch(/^Not done: /);
    expect(await create({ ...tea, amount: "5.900" })).toMatch(/^Not done: /);
    expect(await create({ ...tea, amount: "a lot" })).toBe(
      "Not done: Amount in pesos is no valid number.",
    );
    expect(await create({ ...tea, subject: "x".repeat(256) })).toMatch(/^Not done: /);
    expect(await create({ ...tea, notify_url: "shop" })).toBe("Not done: La URL shop no es válida");
    expect(simulator.payments()).toEqual([]);

    const notifyUrl = "http://127.0.0.1:1/n";
    const told = await create({ ...tea, transaction_id: "1042", notify_url: notifyUrl });

    const [payment] = simulator.payments();
    expect(told).toBe(`Payment ${String(payment?.payment_id)} is created.`);
    expect(payment).toMatchObject({
      ...{ amount: "5900.0000", currency: "CLP", subject: "Sencha", transaction_id: "1042" },
      ...{ notify_url: notifyUrl, notify_api_version: "3.0", status: "pending" },
    });
  });

  test("tells the time of day by 24 hours in both languages", async () => {
    const simulator = await simulate({ now: () => Date.parse("2026-05-04T00:30:00Z") });
    const clock = async (language: string) => {
      const { text } = await send(`${simulator.url}/?lang=${language}`);
      return /<p class="clock">\s*<time[^>]*>([^<]*)</.exec(text)?.[1];
    };

    expect(await clock("en")).toBe("May 3, 2026, 20:30:00");
    expect(await clock("es")).toBe("03-05-2026, 20:30:00");
  });

  test("lists payments newest first, 25 to a page", async () => {
    const simulator = await simulate({ language: "en" });
    const client = clientOf(simulator);
    for (let at = 1; at <= 27; at += 1)
      await createPayment(client, { subject: `Cup ${String(at)}.` });

    const first = await send(`${simulator.url}/`);
    const second = await send(`${simulator.url}/?page=2`);
    const beyond = await send(`${simulator.url}/?page=99`);

    expect(first.text.indexOf("Cup 27.")).toBeLessThan(first.text.indexOf("Cup 26."));
    expect(first.text).not.toContain("Cup 2.");
    expect(first.text).toContain("1–25 of 27");
    expect(first.text).toContain('href="/?page=2"');
    expect(second.text).toContain("Cup 2.");
    expect(second.text).toContain("26–27 of 27");
    expect(beyond.text).toContain("26–27 of 27");
  });

  test("filters by state and by text in id, subject and transaction_id", async () => {
    const simulator = await simulate({ language: "en" });
    const client = clientOf(simulator);
    const tea = await createPayment(client, { subject: "Green TEA", transaction_id: "order-7" });
    const cup = await createPayment(client, { subject: "Cup" });
    await simulator.pay(cup);
    const shown = async (query: string) => {
      const { text } = await send(`${simulator.url}/?${query}`);
      return [tea, cup].filter((id) => text.includes(`href="/dashboard/payments/${id}"`));
    };

    expect(await shown("state=paid")).toEqual([cup]);
    expect(await shown("state=pending")).toEqual([tea]);
    expect(await shown("q=tea")).toEqual([tea]);
    expect(await shown("q=ORDER-7")).toEqual([tea]);
    expect(await shown(`q=${cup}`)).toEqual([cup]);
    expect(await shown("state=paid&q=tea")).toEqual([]);
    expect(await shown("state=&q=")).toEqual([tea, cup]);
  });

  test("moves the clock, and refuses what is no time in words", async () => {
    const simulator = await simulate({ language: "en", now: () => 1_800_000_000_000 });
    const id = await createPayment(clientOf(simulator));

    const hour = await act(simulator.url, "/dashboard/clock", { amount: "1", unit: "hours" });
    const half = await act(simulator.url, "/dashboard/clock", { amount: "0,5", unit: "minutes" });
    const nothing = await act(simulator.url, "/dashboard/clock", { amount: "soon", unit: "days" });
    const back = await act(simulator.url, "/dashboard/clock", { amount: "-1", unit: "days" });

    expect(said(hour)).toBe("The clock was moved.");
    expect(said(half)).toBe("The clock was moved.");
    expect(said(nothing)).toBe("Not done: How far is no valid number.");
    expect(said(back)).toBe("Not done: How far is no valid number.");
    expect(simulator.now()).toBeGreaterThanOrEqual(1_800_000_000_000 + 3_630_000);
    await act(simulator.url, "/dashboard/clock", { amount: "1", unit: "days" });
    const { text } = await send(`${simulator.url}/dashboard/payments/${id}`);
    expect(text).toContain('<span class="badge calm">expired</span>');
  });

  test("comes back to the payment from which the clock was moved, and to no other place", async () => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator));
    const move = (to: string) =>
      send(`${simulator.url}/dashboard/clock`, {
        method: "POST",
        body: new URLSearchParams({ amount: "1", unit: "hours", to }),
      });

    const here = await move(`/dashboard/payments/${id}`);
    const elsewhere = await move("//shop.example.com");

    expect(here.headers.get("location")).toMatch(
      new RegExp(`^/dashboard/payments/${id}\\?said=\\w+$`),
    );
    expect(elsewhere.headers.get("location")).toMatch(/^\/\?said=\w+$/);
  });

  test("says what works here and would not with Khipu", async () => {
    const simulator = await simulate({ language: "en" });
    const id = await createPayment(clientOf(simulator), { notify_url: "http://localhost:1/n" });

    const { text } = await send(`${simulator.url}/`);

    expect(text).toContain("the simulator takes it, Khipu refuses it with a 400");
    expect(text).toContain("set &quot;3.0&quot; for signed JSON");
    expect(text).toContain(`Seen in <a class="mono" href="/dashboard/payments/${id}">`);
  });

  test("speaks Spanish unless told otherwise", async () => {
    const simulator = await simulate();

    const { text } = await send(`${simulator.url}/`);

    expect(text).toContain('<html lang="es">');
    expect(text).toContain("Todavía no hay pagos");
  });
});

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
