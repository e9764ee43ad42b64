import { describe, expect, test } from "@jest/globals";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { open, payOnPages } from "./support/browser.js";
import { clientOf, createPayment, simulate } from "./support/client.js";

const EVIL = `"><script>alert('x')</script><img src=x onerror="alert(1)">&`;
const SHOWN = "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;";
const SHOP_URL = "https://shop.example.com/there";
const EVIL_URL = `https://shop.example.com/?a="><script>alert('x')</script>`;

/** Every field of a payment that can hold any text. */
const FIELDS = {
  subject: EVIL,
  body: EVIL,
  custom: EVIL,
  transaction_id: EVIL,
  payer_name: EVIL,
  fixed_payer_personal_identifier: EVIL,
  return_url: EVIL_URL,
  cancel_url: EVIL_URL,
  picture_url: EVIL_URL,
};

/** What the pages themselves fetch. */
const OWN =
  /<script type="module" src="\/assets\/live\.js"|<img[^>]* src="\/logos\/\w+-mark\.svg"/g;

function expectHarmless(html: string): void {
  expect(html.replaceAll(OWN, "")).not.toMatch(/<script|<img|onerror="|javascript:/);
}

describe("script in a payment's fields", () => {
  test("does not run on any page, and is shown as it is written", async () => {
    const simulator = await simulate({ receiver: { name: EVIL } });
    const client = clientOf(simulator);
    const id = await createPayment(client, FIELDS);
    const url = `${simulator.url}/payment/info/${id}`;

    const choice = await open(url);
    const login = await choice.submit("/attempts");
    const refused = await login.submit("/login", { rut: EVIL, password: EVIL });
    await simulator.verify(id, { name: EVIL, email: EVIL, personalIdentifier: EVIL });
    const verifying = await open(url);
    await simulator.pay(id);
    const paid = await open(url);

    const pages = [choice, login, refused, verifying, paid].map(({ html }) => html);
    for (const html of pages) {
      expectHarmless(html);
      // The title, the heading, the description, the receiver's name, and the payer it is fixed to.
      expect(html.split(SHOWN).length).toBeGreaterThanOrEqual(6);
    }
  });

  test("does not run on the pages after a bank's error or a wrong card", async () => {
    const simulator = await simulate();
    const fields = { ...FIELDS, fixed_payer_personal_identifier: undefined };
    const id = await createPayment(clientOf(simulator), fields);
    const url = `${simulator.url}/payment/info/${id}`;

    for (const coordinates of ["99 99 99", `${EVIL} 1 2`]) {
      const { html } = await payOnPages(url, coordinates);
      expectHarmless(html);
      expect(html).toContain(SHOWN);
    }
  });

  test("does not leave the header of a redirect to the shop", async () => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator), {
      return_url: "https://shop.example.com/?a=%0d%0aset-cookie:x",
    });

    const page = await payOnPages(`${simulator.url}/payment/info/${id}`, "11 22 33");

    expect(page.headers.get("set-cookie")).toBeNull();
    expect(page.url).toBe("https://shop.example.com/?a=%0d%0aset-cookie:x");
  });

  test.each([
    ["/v3/payments", "return_url"],
    ["/v3/payments", "cancel_url"],
    ["/v3/payments", "picture_url"],
    ["/v1/automatic-payment/subscription", "return_url"],
    ["/v1/automatic-payment/subscription", "cancel_url"],
  ])("is refused by %s as the scheme of %s", async (path, field) => {
    const client = clientOf(await simulate());

    const answer = await client("POST", path, {
      ...{
        amount: 1000,
        max_amount: 1000,
        max_amount_per_charge: 1000,
        currency: "CLP",
        subject: "Té",
        name: "Té",
      },
      ...{
        email: "payer@example.com",
        notify_url: SHOP_URL,
        return_url: SHOP_URL,
        cancel_url: SHOP_URL,
      },
      [field]: " javascript:alert(1)",
    });

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field }] });
  });

  test("is no link and no redirect, even when it stands in a data file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "simulator-"));
    const dataFile = join(folder, "data.jsonl");
    const first = await simulate({ dataFile });
    const urls = { return_url: SHOP_URL, cancel_url: SHOP_URL, picture_url: SHOP_URL };
    const id = await createPayment(clientOf(first), urls);
    await first.close();
    const rows = await readFile(dataFile, "utf8");
    expect(rows).toContain(SHOP_URL);
    await writeFile(dataFile, rows.replaceAll(SHOP_URL, "javascript:alert(1)"));

    const simulator = await simulate({ dataFile, verificationMs: 60_000 });
    const url = `${simulator.url}/payment/info/${id}`;
    const choice = await open(url);
    const verifying = await payOnPages(url, "11 22 33");
    await simulator.pay(id);
    const paid = await open(url);
    await simulator.close();
    await rm(folder, { recursive: true });

    expect(verifying.url).toBe(url);
    for (const { html } of [choice, verifying, paid]) {
      expectHarmless(html);
      expect(html).not.toContain("Volver al comercio");
    }
  });
});
