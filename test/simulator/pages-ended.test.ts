import { describe, expect, test } from "@jest/globals";
import { coordinateFields, open } from "./support/browser.js";
import { clientOf, createPayment, simulate } from "./support/client.js";

const RETURN_URL = "https://shop.example.com/back?order=1&ok";

async function charge(fields: object = {}) {
  const simulator = await simulate({ verificationMs: 60_000 });
  const client = clientOf(simulator);
  const id = await createPayment(client, fields);
  const url = `${simulator.url}/payment/info/${id}`;
  const read = async () => (await client("GET", `/v3/payments/${id}`)).body;
  return { simulator, client, id, url, read };
}

describe("a payment that cannot be paid any more", () => {
  test.each([
    { control: "pay", says: "El pago está hecho." },
    { control: "markPaid", says: "El comercio marcó este cobro como pagado." },
    { control: "expire", says: "Este cobro venció." },
    { control: "markAsAbuse", says: "El pagador no reconoció este cobro." },
  ] as const)("says so after $control, and takes no attempt", async ({ control, says }) => {
    const { simulator, id, url, read } = await charge({ return_url: RETURN_URL });
    const page = await open(url);
    await simulator[control](id);
    const before = await read();

    const after = [await open(url), await page.submit("/attempts"), await page.submit("/reject")];

    for (const { html } of after) expect(html).toContain(says);
    expect(await read()).toEqual(before);
  });

  test("takes the second of two tabs to what the first one did", async () => {
    const { url, simulator } = await charge();
    const tabs = [await open(url), await open(url)].map((page) => page.submit("/attempts"));
    const cards = (await Promise.all(tabs)).map((bank) =>
      bank.submit("/login", { rut: "11.111.111-1", password: "1234" }),
    );
    const [one, two] = await Promise.all(cards);

    await one?.submit("/authorize", coordinateFields("11 22 33"));
    const second = await two?.submit("/authorize", coordinateFields("11 22 33"));

    expect(second?.html).toContain("Estamos verificando tu pago.");
    await simulator.advance(60_000);
    expect(simulator.payments()).toMatchObject([{ status: "done" }]);
  });

  test("can still be paid by who began before it expired, for three hours", async () => {
    const soon = { expires_date: new Date(Date.now() + 60_000).toISOString() };
    const { url, simulator, read } = await charge(soon);
    const begin = async () => {
      const bank = await (await open(url)).submit("/attempts");
      return bank.submit("/login", { rut: "11.111.111-1", password: "1234" });
    };
    const [inTime, tooLate] = [await begin(), await begin()];

    await simulator.advance(2 * 3_600_000);
    await inTime.submit("/authorize", coordinateFields("11 22 33"));
    await simulator.advance(3_600_000);
    const gaveUp = await tooLate.submit("/authorize", coordinateFields("11 22 33"));

    expect(await read()).toMatchObject({ status: "done", out_of_date_conciliation: true });
    expect(gaveUp.html).toContain("El pago está hecho.");
  });

  test("takes no second try on the pages of an attempt that is over", async () => {
    const { url, read } = await charge();
    const bank = await (await open(url)).submit("/attempts");
    const card = await bank.submit("/login", { rut: "11.111.111-1", password: "1234" });

    await card.submit("/authorize", coordinateFields("99 99 99"));
    const again = await card.submit("/authorize", coordinateFields("11 22 33"));

    expect(again.url).toBe(url);
    expect(await read()).toMatchObject({ status: "pending" });
  });

  test("is not paid by an attempt to pay another one", async () => {
    const { url, simulator, client, id } = await charge();
    const other = await createPayment(client);
    const bank = await (await open(url)).submit("/attempts");

    const page = await open(bank.url.replace(id, other));

    expect(page.url).toBe(`${simulator.url}/payment/info/${other}`);
  });

  test("is not found when there is none", async () => {
    const { url, simulator } = await charge();

    const pages = [await open(`${simulator.url}/payment/info/nothing`), await open(`${url}x`)];

    for (const page of pages) {
      expect([page.status, page.html.includes("Este cobro no existe.")]).toEqual([404, true]);
    }
  });
});
