import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { charge, exampleOf, subscribe } from "./support/others.js";
import { APPROVED, pay, sees, UNPROCESSABLE, useScenes, VERIFICATION_MS } from "./support/payer.js";

describe("a subscription", () => {
  const scene = useScenes();

  for (const hasNoScripts of [false, true]) {
    test(
      `is signed ${hasNoScripts ? "without scripts" : "with scripts"}`,
      scene({ hasNoScripts, isPhone: true }, async ({ page, simulator, shop, post }) => {
        await page.goto(await subscribe({ post, shop }));
        await page.getByText("Máximo al mes", { exact: true }).waitFor();
        const address = page.url();
        await page.getByRole("button", { name: "Firmar la suscripción" }).click();
        await page.waitForURL(`${shop.url}/return`);
        await page.goto(address);
        await sees(page, "La firma está hecha; el banco la está confirmando.");
        await simulator.advance(VERIFICATION_MS);
        if (hasNoScripts) await page.reload();
        await sees(page, "La suscripción está habilitada.");
        assert.equal(shop.notifications.length, 1);
      }),
    );
  }

  test(
    "is not signed by who goes back to the shop, and can be signed later",
    scene({}, async ({ page, shop, post }) => {
      const address = await subscribe({ post, shop });
      await page.goto(`${address}?lang=en`);
      await page.getByRole("button", { name: "Do not sign" }).click();
      await page.waitForURL(`${shop.url}/cancel`);
      await page.goto(address);
      await page.getByRole("button", { name: "Sign the subscription" }).click();
      await page.waitForURL(`${shop.url}/return`);
    }),
  );
});

describe("a charge of Openpay", () => {
  const scene = useScenes();

  test(
    "is paid with a card, once that is typed right",
    scene({ provoked: [UNPROCESSABLE] }, async ({ page, simulator }) => {
      await page.goto(await charge(simulator, exampleOf("hosted-page")));
      const fill = async (number: string) => {
        await page.getByLabel("Número").fill(number);
        await page.getByLabel("Nombre en la tarjeta").fill("Test Payer");
        await page.getByLabel("Mes (MM)").fill("12");
        await page.getByLabel("Año (AA)").fill("30");
        await page.getByLabel("Código de seguridad").fill("110");
        await page.getByRole("button", { name: /^Pagar/ }).click();
      };
      await fill("4111 1111 1111 1112");
      await page.getByRole("alert").getByText("La tarjeta no es válida o venció.").waitFor();
      await page.locator("#card_number:focus").waitFor();
      await fill("4111 1111 1111 1111");
      await sees(page, "El pago está hecho.");
    }),
  );

  test(
    "is refused at its provider, whose page leads back to the shop",
    scene({}, async ({ page, simulator, shop }) => {
      const data = { url_success: `${shop.url}/return` };
      await page.goto(await charge(simulator, { provider: { name: "transbank", data } }));
      const address = page.url();
      await page.getByRole("button", { name: "Rechazar el pago" }).click();
      await page.waitForURL(/\/return\?id=/);
      await page.goto(address);
      await sees(page, "El pago no se hizo.");
      assert.equal(await page.getByRole("button").count(), 0);
    }),
  );

  test(
    "is paid on Khipu's pages when Khipu is its provider",
    scene({}, async ({ page, simulator, shop }) => {
      const data = { point_of_sale: "web_retail", url_success: `${shop.url}/return` };
      await page.goto(await charge(simulator, { provider: { name: "khipu", data } }));
      await pay(page, APPROVED);
      await page.waitForURL(/\/return\?id=/);
      await simulator.advance(VERIFICATION_MS);
      assert.equal(simulator.payments()[0]?.status, "done");
    }),
  );
});
