import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sees } from "./support/payer.js";
import {
  atKhipu,
  buy,
  goToCheckout,
  goToKhipu,
  orderNumber,
  PRESS,
  SAYS,
  STATUS,
  useShop,
} from "./support/shop.js";

/** Breaks out of texts, attributes, titles, comments and scripts, wherever it is not escaped. */
const HOSTILE = `'"--></title><script>alert(1)</script><img src=x onerror=alert(2)>`;
/** The same, in the form of an e-mail address to those who do not look closely. */
const NEARLY_EMAIL = `'"--></title><script>alert(1)</script><img/src=x/onerror=alert(2)>@example.com`;
/** An address, with as much of a template and an entity in it as one may have. */
const ODD_EMAIL = "o'hara&lt{{3*3}}&#60@example.com";

describe("markup in the shop", { concurrency: 3 }, () => {
  const scene = useShop();

  for (const email of [HOSTILE, NEARLY_EMAIL]) {
    test(
      `that is typed for an e-mail address is given back as text: ${email.slice(-12)}`,
      scene({ provoked: [STATUS[422]] }, async ({ page, shop }) => {
        await goToCheckout(page, shop);
        await fillAnything(page, "Correo electrónico", email);
        await page.getByRole("button", { name: PRESS.es.pay }).click();
        await page.getByText("Revisa el correo: le falta algo.").waitFor();
        assert.equal(await page.getByLabel("Correo electrónico").inputValue(), email);
        await isHarmless(page);
      }),
    );
  }

  test(
    "of an e-mail address is shown to the admin as text",
    scene({}, async ({ page, shop, openAdmin }) => {
      await goToCheckout(page, shop);
      await fillAnything(page, "Correo electrónico", ODD_EMAIL);
      await page.getByRole("button", { name: PRESS.es.pay }).click();
      await atKhipu(page, shop);
      await page.getByRole("link", { name: "Volver al comercio sin pagar" }).click();
      await sees(page, SAYS.es.payable);
      await isHarmless(page);
      const admin = (await openAdmin()).page;
      await admin.goto(`${shop.url}/admin/orders/${await orderNumber(page)}`);
      await admin.getByText(ODD_EMAIL, { exact: true }).waitFor();
      await isHarmless(admin);
    }),
  );

  test(
    "of a quantity or a product puts nothing into the cart",
    scene({}, async ({ page, shop }) => {
      await goToCheckout(page, shop);
      await page.goto(`${shop.url}/cart`);
      await fillAnything(page, "Cantidad de Manzanilla", HOSTILE);
      await page.getByRole("button", { name: "Actualizar" }).click();
      await page.getByText("Todavía no hay nada aquí.").waitFor();
      await isHarmless(page);
      await page.goto(shop.url);
      await hide(page, "input[name=product]", HOSTILE);
      await page.getByRole("button", { name: PRESS.es.add("Boldo") }).click();
      await page.getByText("Todavía no hay nada aquí.").waitFor();
      await isHarmless(page);
    }),
  );

  test(
    "of a form's hidden fields orders nothing",
    scene({ provoked: [STATUS[422], STATUS[403]] }, async ({ page, shop }) => {
      await goToCheckout(page, shop);
      await hide(page, "input[name=checkout]", HOSTILE);
      await page.getByRole("button", { name: PRESS.es.pay }).click();
      await page.getByText("Tu carrito cambió desde que abriste esta página.").waitFor();
      await isHarmless(page);
      await hide(page, "input[name=token]", HOSTILE);
      await page.getByRole("button", { name: PRESS.es.pay }).click();
      await sees(page, "Ese formulario ya no vale");
      await isHarmless(page);
    }),
  );

  test(
    "of an address leads nowhere, and chooses no language",
    scene({ provoked: Array<string>(3).fill(STATUS[404]) }, async ({ page, shop, openAdmin }) => {
      const hostile = encodeURIComponent(HOSTILE);
      for (const path of [`/?lang=${hostile}`, `/cart?lang=${hostile}&lang=en`]) {
        await page.goto(shop.url + path);
        assert.equal(await page.locator("html").getAttribute("lang"), "es");
        await isHarmless(page);
      }
      for (const path of [`/${hostile}`, `/orders/${hostile}`]) {
        await page.goto(shop.url + path);
        await sees(page, "Esta página no existe");
        await isHarmless(page);
      }
      const admin = (await openAdmin()).page;
      await admin.goto(`${shop.url}/admin/orders/${hostile}`);
      await sees(admin, "Esta página no existe");
      await isHarmless(admin);
    }),
  );

  test(
    "in the address of an order is not part of the page",
    scene({}, async ({ page, shop }) => {
      await goToKhipu(page, shop);
      await page.getByRole("link", { name: "Volver al comercio sin pagar" }).click();
      await sees(page, SAYS.es.payable);
      const hostile = encodeURIComponent(HOSTILE);
      await page.goto(`${page.url()}&lang=${hostile}&left=${hostile}#${hostile}`);
      await sees(page, SAYS.es.payable);
      await isHarmless(page);
    }),
  );

  test(
    "of cookies is nobody's cart, and no language",
    scene({}, async ({ page, shop }) => {
      const value = encodeURIComponent(HOSTILE);
      const names = ["shop", "lang", "admin"];
      await page.context().addCookies(names.map((name) => ({ name, value, url: shop.url })));
      await page.goto(`${shop.url}/cart`);
      await page.getByText("Todavía no hay nada aquí.").waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), "es");
      await isHarmless(page);
    }),
  );

  test(
    "that the admin types is given back as text",
    scene({ provoked: [STATUS[401], STATUS[422]] }, async ({ page, shop, openAdmin }) => {
      await page.goto(`${shop.url}/admin/login`);
      await page.getByLabel("Contraseña").fill(HOSTILE);
      await page.getByRole("button", { name: "Entrar" }).click();
      await page.getByText("Esa no es la contraseña.").waitFor();
      await isHarmless(page);
      const number = await buy(page, shop);
      const admin = (await openAdmin()).page;
      await admin.goto(`${shop.url}/admin/orders/${number}`);
      await admin.getByLabel("Monto en pesos").fill(HOSTILE);
      await admin.getByRole("button", { name: "Continuar" }).click();
      await admin.getByText("Escribe un monto entero").waitFor();
      assert.equal(await admin.getByLabel("Monto en pesos").inputValue(), HOSTILE);
      await isHarmless(admin);
    }),
  );
});

/** Fills in what a person could not, but a request can. */
async function fillAnything(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label);
  await field.evaluate((input) => input.setAttribute("type", "text"));
  await field.fill(text);
}

/** Puts a text into a field that is not shown. */
async function hide(page: Page, field: string, text: string): Promise<void> {
  await page
    .locator(field)
    .first()
    .evaluate((input, value) => {
      (input as HTMLInputElement).value = value;
    }, text);
}

/** Nothing became an element: scripts, pictures and links are the shop's own, or Khipu's. */
async function isHarmless(page: Page): Promise<void> {
  const sources = await page.evaluate(() =>
    [...document.querySelectorAll("script, iframe, object, embed, base, img, link, svg")].map(
      (element) => element.getAttribute("src") ?? element.getAttribute("href") ?? "inline",
    ),
  );
  assert.deepEqual(
    sources.filter((source) => !/^\/assets\/[\w./-]+$/.test(source)),
    [],
  );
  assert.equal(await page.locator("[onerror], [onload], [onclick], [style]").count(), 0);
  assert.doesNotMatch(await page.title(), /alert/);
  const links = await page
    .getByRole("link")
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol));
  assert(links.every((protocol) => protocol === "http:"));
}
