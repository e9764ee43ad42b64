import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { APPROVED, authorize, BANK_ERROR, DOUBTFUL, logIn, pay, sees } from "./support/payer.js";
import {
  atKhipu,
  goToCheckout,
  goToKhipu,
  openHere,
  orderNumber,
  paymentsOf,
  planFault,
  PRESS,
  pressAtKhipu,
  SAYS,
  useShop,
} from "./support/shop.js";
import { photograph } from "./support/visitor.js";

describe("an order", () => {
  const scene = useShop();

  describe("among others", { concurrency: 3 }, () => {
    test(
      "whose payment is rejected says so, and is paid with another",
      scene({}, async ({ page, shop, openAdmin }) => {
        const first = await goToKhipu(page, shop);
        await page.getByText("¿No quieres pagar este cobro?").click();
        await page.getByRole("button", { name: "Rechazar este cobro" }).click();
        await sees(page, "El pagador rechazó este cobro.");
        await page.getByRole("link", { name: "Volver al comercio" }).click();
        await sees(page, SAYS.es.rejected);
        await beginAgain(page);
        assert.notEqual(await atKhipu(page, shop), first);
        await pay(page);
        await sees(page, SAYS.es.paid);
        const admin = await openAdmin();
        const payments = await paymentsOf(admin.page, shop, await orderNumber(page));
        assert.deepEqual(payments, ["Pagado", "Rechazado"]);
      }),
    );

    test(
      "whose payment is rejected in Khipu's window says so by itself",
      scene({}, async ({ page, shop }) => {
        const frame = await openHere(page, shop);
        await frame.getByText("¿No quieres pagar este cobro?").click();
        await frame.getByRole("button", { name: "Rechazar este cobro" }).click();
        await page.getByText("El pago no se completó.").waitFor();
        await sees(page, SAYS.es.rejected);
      }),
    );

    test(
      "is paid after an error of the bank, with the same payment",
      scene({}, async ({ page, shop, openAdmin }) => {
        await goToKhipu(page, shop);
        await pay(page, BANK_ERROR);
        await sees(page, "El banco no pudo hacer la transferencia");
        await page.getByRole("button", { name: "Intentar de nuevo" }).click();
        await logIn(page);
        await authorize(page, APPROVED);
        await sees(page, SAYS.es.paid);
        const admin = await openAdmin();
        assert.deepEqual(await paymentsOf(admin.page, shop, await orderNumber(page)), ["Pagado"]);
      }),
    );

    test(
      "that the bank left in doubt is not paid until it is, and then says so by itself",
      scene({ isPhone: true }, async ({ page, shop, open }) => {
        const said = headingsOf(page, shop.url);
        const id = await goToKhipu(page, shop);
        await pay(page, DOUBTFUL);
        await page.waitForURL(`${shop.url}/orders/*/return`);
        await sees(page, SAYS.es.waiting);
        await photograph(page, "shop-waiting-phone", false);
        const status = await page.request.get(page.url().replace(/return$/, "status"));
        assert.deepEqual(await status.json(), { state: "verifying", final: false });
        await page.reload();
        await sees(page, SAYS.es.waiting);
        assert(!said().includes(SAYS.es.paid), "paid before the money was there");

        const dashboard = await open();
        assert.equal(await pressAtKhipu(dashboard.page, shop, id, "Pagar"), "El pago está hecho.");

        await sees(page, SAYS.es.paid);
        assert.deepEqual(said().filter((heading) => heading === SAYS.es.paid).length, 1);
        await photograph(page, "shop-paid-phone", false);
      }),
    );

    test(
      "whose payment expires is begun anew, and paid once",
      scene({}, async ({ page, shop, open, openAdmin }) => {
        const first = await goToKhipu(page, shop);
        const dashboard = await open();
        await pressAtKhipu(dashboard.page, shop, first, "Vencer ahora");
        await returnExpired(page);
        await beginAgain(page);
        assert.notEqual(await atKhipu(page, shop), first);
        await pay(page);
        await sees(page, SAYS.es.paid);
        const admin = await openAdmin();
        const payments = await paymentsOf(admin.page, shop, await orderNumber(page));
        assert.deepEqual(payments, ["Pagado", "Vencido"]);
      }),
    );
  });

  test(
    "whose payment is begun anew slowly goes to Khipu: the page that is left calls nobody back",
    scene({}, async ({ page, shop, open }) => {
      const first = await goToKhipu(page, shop);
      const dashboard = await open();
      await pressAtKhipu(dashboard.page, shop, first, "Vencer ahora");
      await planFault(dashboard.page, shop, "latency", async (form) => {
        await form.getByLabel("Operación").selectOption({ label: "postPayment" });
        await form.getByLabel("Demora (ms)").fill("4000");
      });
      await returnExpired(page);

      await beginAgain(page);

      assert.notEqual(await atKhipu(page, shop), first);
    }),
  );

  test(
    "whose payment was created, but not heard of, says so, begins nothing by itself, and is paid once",
    scene({}, async ({ page, shop, open, openAdmin }) => {
      const dashboard = await open();
      await planFault(dashboard.page, shop, "reset", async (form) => {
        await form.getByLabel("Operación").selectOption({ label: "postPayment" });
        await form.getByLabel("Tuvo efecto igual").check();
      });
      await goToCheckout(page, shop);
      await page.getByRole("button", { name: PRESS.es.pay }).click();
      await sees(page, SAYS.es.lost);
      await page.reload();
      await sees(page, SAYS.es.lost);
      const number = await orderNumber(page);
      await dashboard.page.goto(shop.khipuUrl);
      const created = dashboard.page.getByRole("row", { name: `Casa Boldo ${number}` });
      assert.equal(await created.count(), 1);

      await beginAgain(page);
      await atKhipu(page, shop);
      await pay(page);

      await sees(page, SAYS.es.paid);
      const admin = await openAdmin();
      const payments = await paymentsOf(admin.page, shop, number);
      assert.deepEqual(payments, ["Pagado", "Respuesta perdida"]);
      await admin.page.goto(`${shop.url}/admin/problems`);
      await admin.page.getByText("Nada por revisar.").waitFor();
    }),
  );
});

/** Comes back from Khipu's page, on which the payment has expired meanwhile. */
async function returnExpired(page: Page): Promise<void> {
  await page.bringToFront();
  await sees(page, "Este cobro venció.");
  await page.getByRole("link", { name: "Volver al comercio" }).click();
  await sees(page, SAYS.es.expired);
}

async function beginAgain(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Empezar otro pago" }).click();
}

/** The headings of all pages of the shop that were shown, in order. */
function headingsOf(page: Page, shopUrl: string): () => readonly string[] {
  const headings: string[] = [];
  page.on("domcontentloaded", () => {
    if (!page.url().startsWith(shopUrl)) return;
    const heading = page.getByRole("heading", { level: 1 });
    void heading.innerText().then((text) => headings.push(text));
  });
  return () => headings;
}
