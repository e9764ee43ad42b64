import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { APPROVED, authorize, choose, logIn, pay, sees, WORDS } from "./support/payer.js";
import {
  atKhipu,
  goToCheckout,
  goToKhipu,
  openHere,
  orderNumber,
  paymentsOf,
  PRESS,
  SAYS,
  useShop,
} from "./support/shop.js";
import { photograph } from "./support/visitor.js";

describe("a visitor of the shop", { concurrency: 3 }, () => {
  const scene = useShop();

  for (const [language, locale, isPhone, hasNoScripts] of [
    ["es", "es-CL", true, false],
    ["en", "en-GB", false, false],
    ["en", "en-GB", true, true],
  ] as const) {
    const scripts = hasNoScripts ? " without scripts" : "";
    test(
      `buys on ${isPhone ? "a phone" : "a desktop"} in ${language}${scripts}`,
      scene({ isPhone, hasNoScripts, locale }, async ({ page, shop }) => {
        await goToCheckout(page, shop, { language });
        const here = page.getByRole("button", { name: PRESS[language].payHere });
        assert.equal(await here.isVisible(), !hasNoScripts);
        await page.getByLabel(/^(Correo|E-mail)/).fill("payer@example.com");
        await page.getByRole("button", { name: PRESS[language].pay }).click();
        await atKhipu(page, shop);
        if (language === "en") await page.getByRole("link", { name: "English" }).click();
        await pay(page, APPROVED, language);
        await page.waitForURL(`${shop.url}/orders/*/return`);
        await sees(page, SAYS[language].paid);
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        assert.equal(await page.getByRole("link", { name: PRESS[language].pay }).count(), 0);
      }),
    );
  }

  for (const [language, locale, isPhone] of [
    ["es", "es-CL", false],
    ["en", "en-GB", true],
  ] as const) {
    test(
      `pays without leaving on ${isPhone ? "a phone" : "a desktop"} in ${language}`,
      scene({ isPhone, locale }, async ({ page, shop }) => {
        const frame = await openHere(page, shop, { language });
        await frame.getByRole("button", { name: WORDS[language].continue }).waitFor();
        await photograph(page, `shop-here-${isPhone ? "phone" : "desktop"}`, false);
        await pay(frame, APPROVED, language);
        await page.waitForURL(`${shop.url}/orders/*/return`);
        await sees(page, SAYS[language].paid);
      }),
    );
  }

  test(
    "gives up at the bank, finds the order in the cart, and goes on with the same payment",
    scene({}, async ({ page, shop, openAdmin }) => {
      const id = await goToKhipu(page, shop);
      await choose(page);
      await page.getByRole("link", { name: "Volver al comercio sin pagar" }).click();
      await page.waitForURL(`${shop.url}/orders/*?left=1`);
      await sees(page, SAYS.es.payable);
      await page.getByText("Volviste sin pagar. Tu pedido sigue aquí.").waitFor();

      await page.goto(`${shop.url}/cart`);
      await page.getByText("Tienes un pedido sin pagar:").waitFor();
      await page.getByRole("link", { name: PRESS.es.pay }).click();
      await sees(page, SAYS.es.payable);
      await page.getByRole("link", { name: PRESS.es.pay }).click();

      assert.equal(await atKhipu(page, shop), id);
      await pay(page);
      await sees(page, SAYS.es.paid);
      const admin = await openAdmin();
      assert.deepEqual(await paymentsOf(admin.page, shop, await orderNumber(page)), ["Pagado"]);
    }),
  );

  test(
    "closes Khipu's window, and goes on in it with what was begun",
    scene({}, async ({ page, shop, openAdmin }) => {
      const frame = await openHere(page, shop);
      await choose(frame);
      await page.getByRole("button", { name: "Cerrar" }).click();
      await page.getByText("El pago no se completó. Puedes intentarlo otra vez.").waitFor();
      await sees(page, SAYS.es.payable);
      assert.equal(await page.getByRole("dialog").count(), 0);

      await page.getByRole("button", { name: PRESS.es.payHere }).click();
      await frame.getByRole("link", { name: "Continuar ese pago" }).click();
      await logIn(frame);
      await authorize(frame, APPROVED);

      await sees(page, SAYS.es.paid);
      const admin = await openAdmin();
      assert.deepEqual(await paymentsOf(admin.page, shop, await orderNumber(page)), ["Pagado"]);
    }),
  );

  test(
    "closes Khipu's window by Escape, is not asked again, and goes on at Khipu's page",
    scene({}, async ({ page, shop }) => {
      const frame = await openHere(page, shop);
      await frame.getByRole("button", { name: WORDS.es.continue }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByText("El pago no se completó. Puedes intentarlo otra vez.").waitFor();
      await page.reload();
      await sees(page, SAYS.es.payable);
      assert.equal(await page.getByRole("dialog").count(), 0);
      await page.getByRole("link", { name: PRESS.es.pay }).click();
      await atKhipu(page, shop);
      await pay(page);
      await sees(page, SAYS.es.paid);
    }),
  );
});
