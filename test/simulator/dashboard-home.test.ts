import { describe, expect, test } from "@jest/globals";
import { clientOf, createPayment, send, simulate } from "./support/client.js";
import { act, said } from "./support/dashboard.js";

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
    expect(text).toContain(`OPENPAY_PRIVATE_KEY=${simulator.openpay.privateKey}`);
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
