import { describe, expect, test } from "@jest/globals";
import type { SimulatorOptions } from "../../src/simulator/index.js";
import { coordinateFields, open, payOnPages } from "./support/browser.js";
import { clientOf, createPayment, simulate } from "./support/client.js";

const RETURN_URL = "https://shop.example.com/back?order=1&ok";
const CANCEL_URL = "https://shop.example.com/cancel";

async function charge(fields: object = {}, options: SimulatorOptions = {}) {
  const simulator = await simulate({ verificationMs: 60_000, ...options });
  const client = clientOf(simulator);
  const id = await createPayment(client, fields);
  const url = `${simulator.url}/payment/info/${id}`;
  const read = async () => (await client("GET", `/v3/payments/${id}`)).body;
  return { simulator, client, id, url, read };
}

describe("the payer's pages", () => {
  test("show what is charged, by whom, and the banks to choose from", async () => {
    const { url } = await charge({ amount: 1500, body: "Dos cajas", cancel_url: CANCEL_URL });

    const { status, html, headers } = await open(url);

    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    for (const shown of ["Té", "$1.500", "Dos cajas", "Cobrador de desarrollo", "DemoBank"]) {
      expect(html).toContain(shown);
    }
    expect(html).toContain(`href="${CANCEL_URL}"`);
  });

  test("fetch their style from the simulator, and nothing from anywhere else", async () => {
    const { url, simulator } = await charge({ picture_url: "https://shop.example.com/tea.png" });

    const { html } = await open(url);

    const fetched = [...html.matchAll(/(?:src=|<link[^>]* href=)"([^"]*)"/g)].map(([, to]) => to);
    expect(fetched).toEqual([
      ...["/assets/icon.svg", "/assets/style.css", "/assets/live.js"],
      ...["/logos/Bawdf-mark.svg", "/logos/SDdGj-mark.svg", "/logos/dfFbF-mark.svg"],
    ]);
    const icons = fetched.filter((path) => path?.endsWith(".svg"));
    for (const path of icons) {
      const { status, headers } = await fetch(simulator.url + String(path));
      expect([status, headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
    }
    const style = await fetch(simulator.url + "/assets/style.css");
    expect([style.status, style.headers.get("content-type")]).toEqual([
      200,
      "text/css; charset=utf-8",
    ]);
  });

  test.each([
    { amount: 1234.5, currency: "USD", shown: "US$1.234,50" },
    { amount: 0.1234, currency: "USD", shown: "0.1234 USD" },
  ])("show $amount $currency as $shown", async ({ amount, currency, shown }) => {
    const { html } = await open((await charge({ amount, currency })).url);

    expect(html.replaceAll("\u00a0", "")).toContain(shown);
  });

  test("refuse a form that is too large with a page", async () => {
    const { url } = await charge();

    const refused = await (await open(url)).submit("/attempts", { x: "x".repeat(9 * 2 ** 20) });

    expect([refused.status, refused.headers.get("content-type")]).toEqual([
      413,
      "text/html; charset=utf-8",
    ]);
  });

  test("speak English when told so", async () => {
    const { url } = await charge({}, { language: "en" });

    const { html } = await open(url);

    expect(html).toContain('<html lang="en">');
    expect(html).toContain("Choose your bank");
  });

  test("take a payer with the right coordinates back to the shop, and verify for a while", async () => {
    const { simulator, url, read } = await charge({ return_url: RETURN_URL });

    const shop = await payOnPages(url, "11 22 33", { rut: "44444444-4", password: "1234" });

    expect([shop.status, shop.url]).toEqual([303, RETURN_URL]);
    expect(await read()).toMatchObject({
      status: "verifying",
      personal_identifier: "44.444.444-4",
      payment_method: "simplified_transfer",
    });
    await simulator.advance(60_000);
    expect(await read()).toMatchObject({ status: "done", status_detail: "normal" });
  });

  test("write an address of the shop in full for the browser", async () => {
    const { url } = await charge({ return_url: "https://shop.example.com/ñandú?té=1" });

    const shop = await payOnPages(url, "11 22 33");

    expect(shop.url).toBe("https://shop.example.com/%C3%B1and%C3%BA?t%C3%A9=1");
  });

  test("show the payment to a payer whom no shop waits for", async () => {
    const { url, simulator } = await charge();

    const verifying = await payOnPages(url, "11 22 33");
    await simulator.advance(60_000);
    const paid = await open(url);

    expect(verifying.url).toBe(url);
    expect(verifying.html).toContain("Estamos verificando tu pago.");
    expect(paid.html).toContain("El pago está hecho.");
    expect(paid.html).toContain(`${simulator.url}/receipts/`);
  });

  test("tell of a bank that could not, and let the payer try again", async () => {
    const { url, read } = await charge();

    const failed = await payOnPages(url, "99 99 99");

    expect(failed.html).toContain("El banco no pudo hacer la transferencia");
    expect(await read()).toMatchObject({ status: "pending", bank_id: "" });
    expect((await payOnPages(url, "11 22 33")).html).toContain("Estamos verificando tu pago.");
  });

  test("leave a doubtful transfer verifying, until somebody decides", async () => {
    const { url, read, simulator, id } = await charge();

    await payOnPages(url, "66 66 66");
    await simulator.advance(7 * 86_400_000);

    expect(await read()).toMatchObject({ status: "verifying" });
    expect(await simulator.pay(id)).toMatchObject({ out_of_date_conciliation: true });
  });

  test.each([
    { login: { rut: "11.111.111-2", password: "1234" }, says: "El RUT no es válido." },
    { login: { rut: "11.111.111-1", password: "4321" }, says: "La clave no es correcta." },
  ])("do not let in $login.rut with $login.password", async ({ login, says }) => {
    const { url } = await charge();
    const bank = await (await open(url)).submit("/attempts");

    const refused = await bank.submit("/login", login);

    expect([refused.status, refused.html.includes(says)]).toEqual([422, true]);
    const card = await refused.submit("/login", { rut: "11.111.111-1", password: "1234" });
    expect(card.html).toContain("Coordenadas de tu tarjeta");
  });

  test("ask again for wrong coordinates", async () => {
    const { url } = await charge();

    const refused = await payOnPages(url, "11 22 34");

    expect(refused.status).toBe(422);
    expect(refused.html).toContain("Las coordenadas no son correctas.");
    const paid = await refused.submit("/authorize", coordinateFields("11 22 33"));
    expect(paid.html).toContain("Estamos verificando tu pago.");
  });

  test("let only the RUT pay that the payment is fixed to", async () => {
    const { url } = await charge({ fixed_payer_personal_identifier: "44444444-4" });
    const bank = await (await open(url)).submit("/attempts");

    const refused = await bank.submit("/login", { rut: "11.111.111-1", password: "1234" });
    const card = await refused.submit("/login", { rut: "44.444.444-4", password: "1234" });

    expect(refused.html).toContain("Este cobro sólo lo puede pagar otro RUT.");
    expect(card.html).toContain("44.444.444-4");
  });

  test("let the payer refuse, or report the payment", async () => {
    const refused = await charge();
    const reported = await charge();

    const page = await (await open(refused.url)).submit("/reject");
    await (await open(reported.url)).submit("/abuse");

    expect(page.html).toContain("El pagador rechazó este cobro.");
    expect(await refused.read()).toMatchObject({ status_detail: "rejected-by-payer" });
    expect(await reported.read()).toMatchObject({ status_detail: "marked-as-abuse" });
  });
});

describe("the choice of a bank", () => {
  test("begins with the one that the payment names", async () => {
    const { url, simulator, read } = await charge({ amount: 9000, bank_id: "SDdGj" });

    await payOnPages(url, "11 22 33");
    await simulator.advance(60_000);

    expect(await read()).toMatchObject({ bank: "Banco Estado", bank_id: "SDdGj" });
  });

  test("leaves out banks that take no such small amounts", async () => {
    const { url } = await charge({ amount: 300, bank_id: "SDdGj" });
    const page = await open(url);

    const bank = await page.submit("/attempts");
    const forced = await page.submit("/attempts", { bank_id: "SDdGj" });

    expect(page.html).toContain("Monto mínimo: $1.000");
    expect(bank.html).toContain("<h2>Ingresa a DemoBank</h2>");
    expect(forced.url).toBe(url);
  });

  test("is none when no bank takes so small an amount", async () => {
    const { html } = await open((await charge({ amount: 100 })).url);

    expect(html).toContain("Ningún banco acepta un monto tan bajo.");
    expect(html).not.toContain("Continuar");
  });

  test("offers the mandatory method alone, and takes no other", async () => {
    const { url, read, id, simulator } = await charge({
      mandatory_payment_method: "REGULAR_TRANSFER",
    });
    const page = await open(`${simulator.url}/payment/simplified/${id}`);

    const forced = await page.submit("/attempts", { method: "simplified_transfer" });
    await payOnPages(url, "11 22 33");

    expect(page.html).not.toContain("simplified_transfer");
    expect(forced.url).toBe(url);
    expect(await read()).toMatchObject({ payment_method: "regular_transfer" });
  });

  test("offers the method of the page's address", async () => {
    const { simulator, id, read } = await charge();

    await payOnPages(`${simulator.url}/payment/manual/${id}`, "11 22 33");

    expect(await read()).toMatchObject({ payment_method: "regular_transfer" });
  });
});
