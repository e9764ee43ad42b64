import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { APPROVED, authorize, choose, logIn, pay, sees, WORDS } from "./support/payer.js";
import {
  atKhipu,
  goToCheckout,
  goToKhipu,
  orderNumber,
  ordersOf,
  paymentsOf,
  PRESS,
  pressAtKhipu,
  SAYS,
  useShop,
} from "./support/shop.js";

describe("an order", () => {
  const scene = useShop();

  test(
    "that is paid in two tabs is one order with one payment, and the second tab tells",
    scene({}, async ({ page, newTab, shop, openAdmin }) => {
      const admin = await openAdmin();
      const before = await ordersOf(admin.page, shop);
      await page.goto(shop.url);
      await unitsOf(page, "Té verde con murta").getByText("Quedan 3").waitFor();
      await goToCheckout(page, shop, { product: "Té verde con murta" });
      const other = await newTab();
      await other.goto(`${shop.url}/checkout`);
      const ids: string[] = [];
      for (const tab of [page, other]) {
        await tab.bringToFront();
        await tab.getByRole("button", { name: PRESS.es.pay }).click();
        ids.push(await atKhipu(tab, shop));
        await choose(tab);
        await logIn(tab);
      }
      assert.equal(ids[1], ids[0]);

      await page.bringToFront();
      await authorize(page, APPROVED);
      await sees(page, SAYS.es.paid);

      await other.bringToFront();
      await sees(other, WORDS.es.paid);
      assert.equal(await other.getByRole("button").count(), 0);
      await other.getByRole("link", { name: WORDS.es.back }).click();
      await sees(other, SAYS.es.paid);
      const number = await orderNumber(other);
      assert.deepEqual(await ordersOf(admin.page, shop), [number, ...before]);
      assert.deepEqual(await paymentsOf(admin.page, shop, number), ["Pagado"]);
      await other.goto(shop.url);
      await unitsOf(other, "Té verde con murta").getByText("Quedan 2").waitFor();
    }),
  );

  for (const hasNoScripts of [false, true]) {
    test(
      `that is sent by a double click ${hasNoScripts ? "without" : "with"} scripts is one order`,
      scene({ hasNoScripts }, async ({ page, shop, openAdmin }) => {
        const admin = await openAdmin();
        const before = await ordersOf(admin.page, shop);
        await goToCheckout(page, shop);
        await page.getByRole("button", { name: PRESS.es.pay }).dblclick({ noWaitAfter: true });
        await atKhipu(page, shop);
        const [number = "", ...others] = await ordersOf(admin.page, shop);
        assert.deepEqual(others, before);
        assert.deepEqual(await paymentsOf(admin.page, shop, number), ["Pendiente"]);
      }),
    );
  }

  test(
    "is found again by the back button, before it is paid and afterwards",
    scene({}, async ({ page, shop, openAdmin }) => {
      const admin = await openAdmin();
      const before = await ordersOf(admin.page, shop);
      const id = await goToKhipu(page, shop);
      await page.goBack();
      await sees(page, SAYS.es.payable);
      await page.getByRole("link", { name: PRESS.es.pay }).click();
      assert.equal(await atKhipu(page, shop), id);
      await pay(page);
      await sees(page, SAYS.es.paid);
      const number = await orderNumber(page);
      await page.goBack();
      await sees(page, WORDS.es.paid);
      assert.equal(await page.getByRole("button").count(), 0);
      await page.goto(`${shop.url}/checkout`);
      await page.getByText("Todavía no hay nada aquí.").waitFor();
      assert.deepEqual(await ordersOf(admin.page, shop), [number, ...before]);
      assert.deepEqual(await paymentsOf(admin.page, shop, number), ["Pagado"]);
    }),
  );

  describe("among others", { concurrency: 2 }, () => {
    test(
      "whose page is open in another tab turns paid there by itself",
      scene({}, async ({ page, newTab, shop }) => {
        await goToKhipu(page, shop);
        const other = await newTab();
        await other.goto(`${shop.url}/cart`);
        await other.getByRole("link", { name: PRESS.es.pay }).click();
        await sees(other, SAYS.es.payable);
        await page.bringToFront();
        await pay(page);
        await other.bringToFront();
        await sees(other, SAYS.es.paid);
      }),
    );

    test(
      "that is begun anew in two tabs at once has one new payment",
      scene({}, async ({ page, newTab, open, shop, openAdmin }) => {
        const first = await goToKhipu(page, shop);
        await pressAtKhipu((await open()).page, shop, first, "Vencer ahora");
        await page.goto(`${shop.url}/cart`);
        await page.getByRole("link", { name: PRESS.es.pay }).click();
        await sees(page, SAYS.es.expired);
        const number = await orderNumber(page);
        const other = await newTab();
        await other.goto(page.url());
        const begin = async (tab: Page): Promise<string> => {
          await tab.getByRole("button", { name: "Empezar otro pago" }).click();
          return atKhipu(tab, shop);
        };
        const [one, another] = await Promise.all([page, other].map(begin));
        assert.equal(one, another);
        assert.notEqual(one, first);
        const admin = await openAdmin();
        assert.deepEqual(await paymentsOf(admin.page, shop, number), ["Pendiente", "Vencido"]);
      }),
    );
  });
});

function unitsOf(page: Page, product: string) {
  return page.getByRole("listitem").filter({ hasText: product });
}
