import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sees } from "./support/payer.js";
import { atKhipu, goToCheckout, PRESS, SAYS, useShop } from "./support/shop.js";

describe("with the keyboard alone", () => {
  const scene = useShop();

  test(
    "a visitor buys, pays and always sees where the focus is",
    scene({}, async ({ page, shop }) => {
      await page.goto(shop.url);
      assert.equal(await tab(page), "Ir al contenido");
      await page.keyboard.press("Enter");
      await tabTo(page, PRESS.es.add("Boldo"));
      await page.keyboard.press("Enter");
      await sees(page, "Tu carrito");
      await tabTo(page, "Cantidad de Boldo");
      await page.keyboard.press("ArrowUp");
      await tabTo(page, "Actualizar");
      await page.keyboard.press("Enter");
      await page.getByText("$4.980").first().waitFor();
      await tabTo(page, PRESS.es.checkout);
      await page.keyboard.press("Enter");
      await sees(page, "Pagar");
      await tabTo(page, "Correo electrónico (opcional)");
      await page.keyboard.type("payer@example.com");
      assert.equal(await tab(page), PRESS.es.pay);
      await page.keyboard.press("Enter");
      await atKhipu(page, shop);
      await payByKeyboard(page);
      await sees(page, SAYS.es.paid);
    }),
  );

  test(
    "a visitor who leaves Khipu's window is back at the button that opens it",
    scene({}, async ({ page, shop }) => {
      await goToCheckout(page, shop);
      await tabTo(page, PRESS.es.payHere);
      for (let times = 0; times < 2; times += 1) {
        await page.keyboard.press("Enter");
        await page.frameLocator("dialog iframe").getByRole("heading", { level: 1 }).waitFor();
        await page.keyboard.press("Escape");
        await page.getByText("El pago no se completó.").waitFor();
        assert.equal(await focused(page), PRESS.es.payHere);
      }
    }),
  );
});

async function payByKeyboard(page: Page): Promise<void> {
  await tabTo(page, "Continuar");
  await page.keyboard.press("Enter");
  await sees(page, "Ingresa a DemoBank");
  await tabTo(page, "RUT");
  await page.keyboard.type("11.111.111-1");
  await tabTo(page, "Clave");
  await page.keyboard.type("1234");
  await page.keyboard.press("Enter");
  await sees(page, "Autoriza la transferencia");
  for (const [at, digits] of ["11", "22", "33"].entries()) {
    await tabTo(page, `Coordenada ${at + 1}`);
    await page.keyboard.type(digits);
  }
  await page.keyboard.press("Enter");
}

/** Presses the key until this has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 30) {
    const now = await tab(page);
    if (now === name) return;
    passed.push(now);
  }
  assert.fail(`the key leads to ${passed.join(", ")}, not to ${name}`);
}

/** Presses the key, and tells what has the focus now: it must be seen. */
async function tab(page: Page): Promise<string> {
  await page.keyboard.press("Tab");
  const name = await focused(page);
  const isSeen = await page.evaluate(() => {
    const element = document.activeElement;
    const shown = element?.closest("label") ?? element ?? document.body;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  assert(isSeen, `${name} has the focus and does not show it`);
  return name;
}

/** The name of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return "nothing";
    const label = element instanceof HTMLInputElement ? element.labels?.[0] : element;
    const name = element.ariaLabel ?? label?.innerText ?? "";
    return name.replace(/\s+/g, " ").trim();
  });
}
