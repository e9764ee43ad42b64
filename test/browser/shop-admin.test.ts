import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sees } from "./support/payer.js";
import {
  buy,
  goToKhipu,
  paymentsOf,
  planFault,
  pressAtKhipu,
  SAYS,
  STATUS,
  useShop,
} from "./support/shop.js";
import { photograph } from "./support/visitor.js";

const TOTAL = "$1.990";

describe("the admin", () => {
  const scene = useShop();

  describe("at the same time as others", { concurrency: 3 }, () => {
    test(
      "is whoever knows the password, and nobody else",
      scene({ provoked: [STATUS[401]] }, async ({ page, shop }) => {
        await page.goto(`${shop.url}/admin/orders`);
        assert.equal(page.url(), `${shop.url}/admin/login`);
        await page.getByLabel("Contraseña").fill("not the password");
        await page.getByRole("button", { name: "Entrar" }).click();
        await page.getByText("Esa no es la contraseña.").waitFor();
        await page.goto(`${shop.url}/admin/payments`);
        await page.getByLabel("Contraseña").fill(shop.password);
        await page.getByRole("button", { name: "Entrar" }).click();
        await page.waitForURL(`${shop.url}/admin/orders`);
        await page.getByRole("button", { name: "Salir" }).click();
        await page.waitForURL(`${shop.url}/admin/login`);
        await page.goto(`${shop.url}/admin/orders`);
        assert.equal(page.url(), `${shop.url}/admin/login`);
      }),
    );

    test(
      "gives back a part and then the rest, and the customer sees both",
      scene({ provoked: [STATUS[422]] }, async ({ page, shop, openAdmin }) => {
        const number = await buy(page, shop);
        const admin = (await openAdmin()).page;
        assert.deepEqual(await paymentsOf(admin, shop, number), ["Pagado"]);
        await ask(admin, "1.991");
        await admin.getByText(`Escribe un monto entero entre 1 y ${TOTAL}.`).waitFor();

        await ask(admin, "$ 990");
        await admin.getByText(`¿Devolver $990 del pedido ${number}?`).waitFor();
        await confirm(admin);
        assert.deepEqual(await refundsOf(admin), [["Hecha", "$990"]]);
        assert.deepEqual(await paymentsOf(admin, shop, number), ["Devuelto en parte"]);
        await photograph(admin, "shop-admin-order-desktop", false);
        await page.reload();
        await sees(page, SAYS.es.partlyRefunded);

        await ask(admin, "");
        await admin.getByText(`¿Devolver $1.000 del pedido ${number}?`).waitFor();
        await confirm(admin);
        const both = [
          ["Hecha", "$1.000"],
          ["Hecha", "$990"],
        ];
        assert.deepEqual(await refundsOf(admin), both);
        assert.deepEqual(await paymentsOf(admin, shop, number), ["Devuelto"]);
        assert.equal(await admin.getByLabel("Monto en pesos").count(), 0);
        await page.reload();
        await sees(page, SAYS.es.refunded);
      }),
    );

    test(
      "gives back once, whether the confirmation is pressed twice or is open in two tabs",
      scene({ provoked: [STATUS[422]] }, async ({ page, shop, openAdmin }) => {
        const number = await buy(page, shop);
        const admin = await openAdmin();
        const other = await admin.newTab();
        for (const tab of [admin.page, other]) {
          assert.deepEqual(await paymentsOf(tab, shop, number), ["Pagado"]);
          await ask(tab, "");
          await tab.getByText(`¿Devolver ${TOTAL} del pedido ${number}?`).waitFor();
        }
        await admin.page.getByRole("button", { name: "Sí, devolver" }).dblclick();
        await admin.page.waitForURL(`${shop.url}/admin/orders/${number}`);
        await other.getByRole("button", { name: "Sí, devolver" }).click();
        await other.getByRole("region", { name: "Devoluciones" }).waitFor();
        for (const tab of [admin.page, other]) {
          assert.deepEqual(await paymentsOf(tab, shop, number), ["Devuelto"]);
          assert.deepEqual(await refundsOf(tab), [["Hecha", TOTAL]]);
        }
      }),
    );
  });

  test(
    "asks Khipu about payments whose notification was lost",
    scene({}, async ({ page, shop, open, openAdmin }) => {
      const dashboard = (await open()).page;
      const id = await goToKhipu(page, shop);
      await planFault(dashboard, shop, "lost-notification", async (form) => {
        await form.getByLabel("Sobre").fill(id);
      });
      await pressAtKhipu(dashboard, shop, id, "Pagar");
      const admin = (await openAdmin()).page;
      await admin.goto(`${shop.url}/admin/payments`);
      await admin.getByRole("button", { name: "Preguntar a Khipu ahora" }).click();
      await admin.getByText("Pagados recién: 1.").waitFor();
      await page.getByRole("link", { name: "Volver al comercio" }).click();
      await sees(page, SAYS.es.paid);
    }),
  );
});

async function ask(admin: Page, amount: string): Promise<void> {
  await admin.getByLabel("Monto en pesos").fill(amount);
  await admin.getByRole("button", { name: "Continuar" }).click();
}

async function confirm(admin: Page): Promise<void> {
  await admin.getByRole("button", { name: "Sí, devolver" }).click();
  await admin.waitForURL(/\/admin\/orders\/[\w-]+$/);
}

/** The state and the amount of each refund. */
async function refundsOf(admin: Page): Promise<string[][]> {
  const rows = await admin.getByRole("region", { name: "Devoluciones" }).locator("tbody tr").all();
  return Promise.all(
    rows.map(async (row) => [
      await row.locator(".badge").innerText(),
      await row.locator("td").nth(1).innerText(),
    ]),
  );
}
