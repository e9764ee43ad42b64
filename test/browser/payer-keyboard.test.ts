import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sees, UNPROCESSABLE, useScenes, VERIFICATION_MS, WORDS } from "./support/payer.js";

describe("with the keyboard alone", () => {
  const scene = useScenes();

  test(
    "a payer pays, and always sees where the focus is",
    scene({}, async ({ page, simulator, shop, create }) => {
      await page.goto((await create()).payment_url);
      assert.equal(await tab(page), "radio Transferencia simplificada");
      await page.keyboard.press("ArrowDown");
      assert.equal(await focused(page), "radio Transferencia normal");
      await page.keyboard.press("ArrowUp");
      assert.equal(await tab(page), "radio DemoBank");
      await page.keyboard.press("Space");
      assert.equal(await tab(page), "button Continuar");
      await page.keyboard.press("Space");
      await sees(page, "Ingresa a DemoBank");
      assert.equal(await tab(page), "text RUT");
      await page.keyboard.type("11.111.111-1");
      assert.equal(await tab(page), "password Clave");
      await page.keyboard.type("1234");
      assert.equal(await tab(page), "button Ingresar");
      await page.keyboard.press("Enter");
      await sees(page, "Autoriza la transferencia");
      for (const [at, digits] of ["11", "22", "33"].entries()) {
        assert.equal(await tab(page), `text Coordenada ${at + 1}`);
        await page.keyboard.type(digits);
      }
      assert.equal(await tab(page), "button Autorizar $15.900");
      await page.keyboard.press("Enter");
      await page.waitForURL(`${shop.url}/return`);
      await simulator.advance(VERIFICATION_MS);
      assert.equal(shop.notifications.length, 1);
    }),
  );

  test(
    "a payer comes by everything on the page in the order in which it is read",
    scene({ isPhone: true }, async ({ page, create }) => {
      await page.goto((await create({ body: "Dos libros. ".repeat(20) })).payment_url);
      const order = [
        "summary Ver la descripción",
        "radio Transferencia simplificada",
        "radio DemoBank",
        "button Continuar",
        "a Volver al comercio sin pagar",
        "summary ¿No quieres pagar este cobro?",
        "a Español",
        "a English",
      ];
      for (const name of order) assert.equal(await tab(page), name);
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Enter");
      assert.equal(await tab(page), "button Rechazar este cobro");
      assert.equal(await tab(page), "button Denunciar un abuso");
      await page.keyboard.press("Enter");
      await sees(page, "El pagador no reconoció este cobro.");
    }),
  );

  test(
    "a payer who got something wrong is where it is, and goes on from there",
    scene({ provoked: [UNPROCESSABLE] }, async ({ page, shop, create }) => {
      await page.goto((await create()).payment_url);
      for (let at = 0; at < 3; at += 1) await tab(page);
      await page.keyboard.press("Enter");
      await sees(page, "Ingresa a DemoBank");
      await tab(page);
      await page.keyboard.type("12.345.678-5");
      await tab(page);
      await page.keyboard.type("4321");
      await page.keyboard.press("Enter");
      await page.locator("#password:focus").waitFor();
      assert.equal(await focused(page), "password Clave");
      await page.keyboard.type("1234");
      await page.keyboard.press("Enter");
      await sees(page, "Autoriza la transferencia");
      for (const digits of ["11", "22", "33"]) {
        await tab(page);
        await page.keyboard.type(digits);
      }
      await page.keyboard.press("Enter");
      await page.waitForURL(`${shop.url}/return`);
    }),
  );

  test(
    "a payer keeps the focus when the page is renewed",
    scene({}, async ({ page, simulator, create }) => {
      const { payment_id: id, payment_url: url } = await create({ return_url: undefined });
      await simulator.verify(id);
      await page.goto(url);
      await sees(page, WORDS.es.verifying);
      assert.equal(await tab(page), "a Español");
      await simulator.pay(id);
      await sees(page, WORDS.es.paid);
      assert.equal(await focused(page), "a Español");
    }),
  );
});

/** Presses the key, and tells what has the focus now: it must be seen. */
async function tab(page: Page): Promise<string> {
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => {
    const element = document.activeElement;
    // A radio button lends its outline to the tile around it.
    const shown = element?.closest("label") ?? element ?? document.body;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    const { top, bottom } = shown.getBoundingClientRect();
    const isInSight = bottom > 0 && top < innerHeight;
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && isInSight;
  });
  const name = await focused(page);
  assert(outline, `${name} has the focus and does not show it`);
  return name;
}

/** What has the focus: what it is, and its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return "nothing";
    if (!(element instanceof HTMLInputElement)) {
      return `${element.tagName.toLowerCase()} ${element.innerText.trim()}`;
    }
    const name = document.getElementById(element.getAttribute("aria-labelledby") ?? "");
    return `${element.type} ${(name ?? element.labels?.[0])?.innerText.trim() ?? ""}`;
  });
}
