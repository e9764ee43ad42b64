import type { Page } from "playwright-core";
import { sees } from "./payer.js";
import { buy, goToCheckout, goToKhipu, PRESS, pressAtKhipu, SAYS, type Scene } from "./shop.js";

/** Opens every page of the shop and of its administration, in every state that looks different. */
export async function eachPage(scene: Scene, look: (page: Page) => Promise<void>): Promise<void> {
  await shoppingPages(scene, look);
  await orderPages(scene, look);
  await adminPages(scene, look);
}

async function shoppingPages({ page, shop }: Scene, look: (page: Page) => Promise<void>) {
  for (const path of ["/", "/cart", "/nowhere", "/admin/login"]) {
    await page.goto(shop.url + path);
    await look(page);
  }
  await goToCheckout(page, shop);
  await goToCheckout(page, shop, { product: "Té negro con maqui" });
  await look(page);
  await page.goto(`${shop.url}/cart`);
  await look(page);
  await page.goto(`${shop.url}/checkout`);
  const email = page.getByLabel("Correo electrónico");
  // A browser would not send it.
  await email.evaluate((input) => input.setAttribute("type", "text"));
  await email.fill(`${"long".repeat(50)}@nowhere`);
  await page.getByRole("button", { name: PRESS.es.pay }).click();
  await page.getByText("Revisa el correo: le falta algo.").waitFor();
  await look(page);
}

async function orderPages({ page, shop, open }: Scene, look: (page: Page) => Promise<void>) {
  const dashboard = (await open()).page;
  const first = await goToKhipu(page, shop);
  await page.getByRole("link", { name: "Volver al comercio sin pagar" }).click();
  await sees(page, SAYS.es.payable);
  await look(page);
  const { origin, pathname } = new URL(page.url());
  const address = origin + pathname;
  await page.goto(`${address}/return`);
  await sees(page, SAYS.es.waiting);
  await look(page);
  await pressAtKhipu(dashboard, shop, first, "Rechazar");
  await sees(page, SAYS.es.rejected);
  await look(page);
}

async function adminPages({ page, shop, openAdmin }: Scene, look: (page: Page) => Promise<void>) {
  const number = await buy(page, shop);
  await look(page);
  const admin = (await openAdmin()).page;
  for (const path of ["orders", "payments", "problems", `orders/${number}`]) {
    await admin.goto(`${shop.url}/admin/${path}`);
    await look(admin);
  }
  const ask = async (amount: string): Promise<void> => {
    await admin.getByLabel("Monto en pesos").fill(amount);
    await admin.getByRole("button", { name: "Continuar" }).click();
  };
  await ask("9".repeat(60));
  await admin.getByText("Escribe un monto entero").waitFor();
  await look(admin);
  await ask("1");
  await look(admin);
  await admin.getByRole("button", { name: "Sí, devolver" }).click();
  await admin.getByRole("region", { name: "Devoluciones" }).waitFor();
  await look(admin);
}
