import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { charge, exampleOf, subscribe } from "./support/others.js";
import { choose, logIn, sees, UNPROCESSABLE, useScenes } from "./support/payer.js";

/** Breaks out of texts, attributes, titles, comments and scripts, wherever it is not escaped. */
const HOSTILE = `'"--></title><script>alert(1)</script><img src=x onerror=alert(2)>{{3*3}}`;
/** Elsewhere on loopback, so that only a request to it would be a fault. */
const ELSEWHERE = "http://127.0.0.1:9";
const NOT_FOUND = "Failed to load resource: the server responded with a status of 404 (Not Found)";

describe("markup in a field", () => {
  const scene = useScenes();

  test(
    "of a payment is shown as the text that it is, on every page",
    scene({ simulator: { receiver: { name: HOSTILE } } }, async ({ page, simulator, create }) => {
      const { payment_id: id, payment_url: url } = await create({
        ...{ subject: HOSTILE, body: HOSTILE, transaction_id: HOSTILE, custom: HOSTILE },
        ...{ payer_name: HOSTILE, payer_email: "payer@example.com" },
        ...{ return_url: `${ELSEWHERE}/?${HOSTILE}`, cancel_url: `${ELSEWHERE}/?${HOSTILE}` },
        picture_url: `${ELSEWHERE}/${HOSTILE}`,
      });
      await page.goto(url);
      await showsLiterally(page, 1);
      await page.locator("p.body", { hasText: HOSTILE }).waitFor();
      await page.locator("p.receiver strong", { hasText: HOSTILE }).waitFor();
      await choose(page);
      await showsLiterally(page, 1);
      await logIn(page);
      await sees(page, "Autoriza la transferencia");
      await showsLiterally(page, 2);
      await simulator.verify(id);
      await showsState(page, "Estamos verificando tu pago.");
      await simulator.pay(id, { name: HOSTILE, email: HOSTILE });
      // The page was renewed from what came over the network, not loaded.
      await showsState(page, "El pago está hecho.");
    }),
  );

  for (const [what, status] of [
    ["rejected", "El pagador rechazó este cobro."],
    ["expired", "Este cobro venció."],
  ] as const) {
    test(
      `of a payment that is ${what} stays text`,
      scene({ hasNoScripts: true }, async ({ page, simulator, create }) => {
        const { payment_id: id, payment_url: url } = await create({ subject: HOSTILE });
        await (what === "rejected" ? simulator.reject(id) : simulator.expire(id));
        await page.goto(url);
        await sees(page, status);
        await showsLiterally(page, 0);
      }),
    );
  }

  test(
    "that a payer fills in is handed back as text",
    scene({ provoked: [UNPROCESSABLE, UNPROCESSABLE] }, async ({ page, create }) => {
      await page.goto((await create()).payment_url);
      await choose(page);
      await logIn(page, { rut: HOSTILE });
      await page.getByText("El RUT no es válido.").waitFor();
      assert.equal(await page.getByLabel("RUT", { exact: true }).inputValue(), HOSTILE);
      await isHarmless(page);
      await logIn(page);
      // A person cannot type as much into them: what is sent by other means can be any length.
      const fields = page.getByLabel(/^Coordenada/);
      for (const field of await fields.all()) {
        await field.evaluate((input, text) => {
          input.removeAttribute("maxlength");
          (input as HTMLInputElement).value = text;
        }, HOSTILE);
      }
      await page.getByRole("button", { name: /^Autorizar \$/ }).click();
      await page.getByText("Las coordenadas no son correctas.").waitFor();
      await isHarmless(page);
    }),
  );

  test(
    "of the RUT that must pay is text, and nobody's",
    scene({ provoked: [UNPROCESSABLE] }, async ({ page, create }) => {
      await page.goto((await create({ fixed_payer_personal_identifier: HOSTILE })).payment_url);
      await page.locator("dd", { hasText: HOSTILE }).waitFor();
      await choose(page);
      assert.equal(await page.getByLabel("RUT", { exact: true }).inputValue(), HOSTILE);
      await isHarmless(page);
      await logIn(page);
      await page.getByText("sólo lo puede pagar otro RUT").waitFor();
      await isHarmless(page);
    }),
  );

  test(
    "of a form that nobody drew chooses nothing",
    scene({}, async ({ page, create }) => {
      for (const name of ["method", "bank_id"]) {
        const { payment_url: url } = await create();
        await page.goto(url);
        await page.locator(`input[name=${name}]:checked`).evaluate((input, text) => {
          (input as HTMLInputElement).value = text;
        }, HOSTILE);
        await choose(page);
        await sees(page, "Elige cómo pagar");
        assert.equal(page.url(), url);
        await isHarmless(page);
      }
    }),
  );

  test(
    "of an address is shown as text, or not at all",
    scene({ provoked: [NOT_FOUND, NOT_FOUND] }, async ({ page, simulator, create }) => {
      const { payment_id: id, payment_url: url } = await create();
      const hostile = encodeURIComponent(HOSTILE);
      await page.goto(`${url}?lang=${hostile}`);
      assert.equal(await page.locator("html").getAttribute("lang"), "es");
      await isHarmless(page);
      await page.goto(`${simulator.url}/payment/${id}/bank/${hostile}`);
      assert.equal(page.url(), url);
      await page.goto(`${simulator.url}/payment/info/${hostile}`);
      await sees(page, "Este cobro no existe.");
      await isHarmless(page);
      await page.goto(`${simulator.url}/pac-manager/${hostile}`);
      await sees(page, "Esta suscripción no existe.");
      await isHarmless(page);
    }),
  );

  test(
    "of a cookie is no language and no attempt",
    scene({}, async ({ page, create }) => {
      const { payment_url: url } = await create();
      const value = encodeURIComponent(HOSTILE);
      const names = ["khipu_language", "khipu_attempt"];
      await page.context().addCookies(names.map((name) => ({ name, value, url })));
      await page.goto(url);
      await sees(page, "Elige cómo pagar");
      await isHarmless(page);
    }),
  );

  test(
    "of a subscription is shown as text",
    scene({ simulator: { receiver: { name: HOSTILE } } }, async ({ page, shop, post }) => {
      const url = await subscribe({ post, shop }, { name: HOSTILE, description: HOSTILE });
      await page.goto(url);
      await showsLiterally(page, 0);
    }),
  );

  test(
    "of a charge of Openpay is shown as text",
    scene({ simulator: { receiver: { name: HOSTILE } } }, async ({ page, simulator }) => {
      for (const flow of ["hosted-page", "redirect-transbank"]) {
        await page.goto(await charge(simulator, { ...exampleOf(flow), description: HOSTILE }));
        await showsLiterally(page, 0);
      }
    }),
  );

  test(
    "of an address that would run is refused before there is a page",
    scene({}, async ({ create }) => {
      for (const field of ["return_url", "cancel_url", "picture_url", "notify_url"]) {
        for (const url of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x"]) {
          await assert.rejects(create({ [field]: url }), /La URL .* no es válida/, field + url);
        }
      }
      await assert.rejects(create({ bank_id: HOSTILE }), /El campo bank_id/);
    }),
  );
});

/** The page tells a state, and what the merchant wrote beside it. */
async function showsState(page: Page, state: string): Promise<void> {
  await sees(page, state);
  await showsLiterally(page, 1);
}

/** The title, the heading, and so many facts say what the merchant wrote, letter by letter. */
async function showsLiterally(page: Page, facts: number): Promise<void> {
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), HOSTILE);
  assert.equal(await page.locator("dd").filter({ hasText: HOSTILE }).count(), facts);
  assert((await page.title()).endsWith(` · ${HOSTILE}`), await page.title());
  await isHarmless(page);
}

/** Nothing became an element: the page's script is its own, and no picture comes from elsewhere. */
async function isHarmless(page: Page): Promise<void> {
  const sources = await page.evaluate(() =>
    [...document.querySelectorAll("script, iframe, object, embed, base, img, link")].map(
      (element) => element.getAttribute("src") ?? element.getAttribute("href") ?? "inline",
    ),
  );
  const foreign = sources.filter((source) => !/^\/(assets|logos)\/[\w.-]+$/.test(source));
  assert.deepEqual(foreign, []);
  assert.equal(await page.locator("[onerror], [onload], [onclick], [style]").count(), 0);
  const links = await page
    .getByRole("link")
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol));
  assert(links.every((protocol) => protocol === "http:" || protocol === "https:"));
}
