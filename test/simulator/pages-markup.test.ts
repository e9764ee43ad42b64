import { describe, expect, test } from "@jest/globals";
import { open, payOnPages } from "./support/browser.js";
import { clientOf, createPayment, send, simulate } from "./support/client.js";

async function charge(fields: object = {}) {
  const simulator = await simulate({ now: () => Date.parse("2026-03-10T12:00:00Z") });
  const id = await createPayment(clientOf(simulator), fields);
  return { simulator, id, url: `${simulator.url}/payment/info/${id}` };
}

const titleOf = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1];
const step = (html: string) => /<p class="hint">(Paso \d de \d)<\/p>/.exec(html)?.[1];

describe("a page of a payment", () => {
  test("renews itself when something happens to the payment", async () => {
    const { url, id } = await charge();

    expect((await open(url)).html).toContain(`<main data-live="/events?about=${id}">`);
  });

  test("says in its title where the payer is, and what is wrong first", async () => {
    const { url, simulator, id } = await charge();
    const choice = await open(url);
    const login = await choice.submit("/attempts");
    const refused = await login.submit("/login", { rut: "1" });
    const card = await login.submit("/login", { rut: "11.111.111-1", password: "1234" });
    await simulator.pay(id);

    const pages = [choice, login, refused, card, await open(url)];

    expect(pages.map(({ html }) => titleOf(html))).toEqual([
      "Elige cómo pagar · Té",
      "Ingresa a DemoBank · Té",
      "Error: Ingresa a DemoBank · Té",
      "Autoriza la transferencia · Té",
      "El pago está hecho · Té",
    ]);
    expect(pages.map(({ html }) => step(html))).toEqual([
      ...["Paso 1 de 3", "Paso 2 de 3", "Paso 2 de 3", "Paso 3 de 3", undefined],
    ]);
    for (const { html } of pages) {
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html.match(/<(header|main|footer)\b/g)).toEqual(["<header", "<main", "<footer"]);
      expect(html).toContain("Aquí no se mueve dinero real.");
    }
  });

  test("says how long it can still be paid", async () => {
    const { url, simulator } = await charge({ expires_date: "2026-03-12T14:30:00Z" });
    const left = async () =>
      /<dt>Tiempo para pagar<\/dt>\s*<dd>\s*([^<]*?)\s*<span/.exec((await open(url)).html)?.[1];

    expect(await left()).toBe("2 d 2 h");
    expect((await open(url)).html).toMatch(/hasta el 12-03-2026, 11:30/);
    await simulator.advance(50 * 3_600_000);
    expect(await left()).toBe("30 min");
    await simulator.advance(29.5 * 60_000);
    expect(await left()).toBe("&lt; 1 min");
  });

  test("describes a wrong field by what is wrong, has the focus there, and keeps the RUT", async () => {
    const { url } = await charge();
    const login = await (await open(url)).submit("/attempts");
    const field = ({ html }: { html: string }, name: string) =>
      new RegExp(`<input[^>]*id="${name}"[^>]*>`).exec(html)?.[0] ?? "";

    const badRut = await login.submit("/login", { rut: "1-1", password: "1234" });
    const badPassword = await login.submit("/login", { rut: "11.111.111-1", password: "x" });

    expect(field(login, "rut")).not.toContain("autofocus");
    expect(field(badRut, "rut")).toMatch(/value="1-1"[^]*"rut-problem test-data"/);
    expect(field(badRut, "rut")).toMatch(/aria-invalid="true" autofocus/);
    expect(badRut.html).toMatch(/id="rut-problem"[^>]*role="alert"[^>]*>El RUT no es válido/);
    expect(field(badPassword, "rut")).not.toContain("autofocus");
    expect(field(badPassword, "password")).toMatch(/aria-invalid="true" autofocus/);
    expect(badPassword.html).not.toContain('value="x"');
  });

  test("shows the test data of DemoBank where they are asked for", async () => {
    const { url } = await charge();
    const login = await (await open(url)).submit("/attempts");
    const refused = await payOnPages(url, "0 0 0");

    for (const data of ["11.111.111-1", "1234"]) {
      expect(login.html).toContain(`<code>${data}</code>`);
    }
    for (const data of ["11 22 33", "99 99 99", "66 66 66"]) {
      expect(refused.html).toContain(`<code>${data}</code>`);
    }
  });

  test("shows a picture of its own origin, and no other", async () => {
    const { simulator } = await charge();
    const client = clientOf(simulator);
    const shown = async (picture_url: string) => {
      const id = await createPayment(client, { picture_url });
      const { html } = await open(`${simulator.url}/payment/info/${id}`);
      return /<img class="picture" src="([^"]*)"/.exec(html)?.[1];
    };

    expect(await shown(`${simulator.url}/logos/SDdGj.svg`)).toBe("/logos/SDdGj.svg");
    expect(await shown("https://shop.example.com/logos/SDdGj.svg")).toBeUndefined();
  });

  test("folds up a long description", async () => {
    const short = await open((await charge({ body: "x".repeat(100) })).url);
    const long = await open((await charge({ body: "y".repeat(400) })).url);

    expect(short.html).not.toContain("Ver la descripción");
    expect(long.html).toMatch(/<summary>Ver la descripción<\/summary>\s*<p class="body">y{400}</);
  });

  test("says what became of a payment that was deleted, or given back", async () => {
    const deleted = await charge();
    const returned = await charge();
    await clientOf(deleted.simulator)("DELETE", `/v3/payments/${deleted.id}`);
    await returned.simulator.pay(returned.id);
    await returned.simulator.reverse(returned.id);

    expect((await open(deleted.url)).html).toContain("Este cobro fue eliminado.");
    expect((await open(returned.url)).html).toContain("El pago fue devuelto.");
  });
});

describe("a logo", () => {
  test.each([
    ["Bawdf.svg", ">DemoBank<"],
    ["SDdGj-mark.svg", ">BE<"],
    ["simplified_transfer.svg", ">Transferencia simplificada<"],
  ])("is drawn for %s", async (file, text) => {
    const { simulator } = await charge();

    const { status, text: svg } = await send(`${simulator.url}/logos/${file}`);

    expect(status).toBe(200);
    expect(svg.replace(/\s+(?=<)|(?<=>)\s+/g, "")).toContain(text);
  });

  test.each(["nobody.svg", "Bawdf", "nobody-mark.svg"])("is none for %s", async (file) => {
    const { simulator } = await charge();

    expect((await send(`${simulator.url}/logos/${file}`)).status).toBe(404);
  });
});
