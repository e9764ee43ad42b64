import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  APPROVED,
  authorize,
  choose,
  logIn,
  pay,
  sees,
  UNPROCESSABLE,
  useScenes,
  VERIFICATION_MS,
  WORDS,
} from "./support/payer.js";
import { photograph } from "./support/visitor.js";

describe("a payer", () => {
  const scene = useScenes();

  for (const language of ["es", "en"] as const) {
    for (const isPhone of [true, false]) {
      for (const hasNoScripts of [false, true]) {
        const device = isPhone ? "a phone" : "a desktop";
        const scripts = hasNoScripts ? "without scripts" : "with scripts";
        test(
          `pays on ${device} in ${language} ${scripts}`,
          scene({ isPhone, hasNoScripts }, async ({ page, simulator, shop, create }) => {
            const words = WORDS[language];
            const { payment_id: id, payment_url: url } = await create();
            await page.goto(`${url}?lang=${language}`);
            await pay(page, APPROVED, language);
            await page.waitForURL(`${shop.url}/return`);
            // The language is remembered without being asked for again.
            await page.goto(url);
            await sees(page, words.verifying);
            assert.equal(shop.notifications.length, 0);
            await simulator.advance(VERIFICATION_MS);
            if (hasNoScripts) await page.reload();
            await sees(page, words.paid);
            assert.equal(await page.locator("html").getAttribute("lang"), language);
            assert.equal(shop.notifications.length, 1);
            assert(shop.notifications[0]?.includes(`"payment_id":"${id}"`));
            const back = page.getByRole("link", { name: words.back });
            assert.equal(await back.getAttribute("href"), `${shop.url}/return`);
          }),
        );
      }
    }
  }

  test(
    "who has nowhere to return to stays on a page that updates by itself",
    scene({}, async ({ page, simulator, create }) => {
      const { payment_url: url } = await create({ return_url: undefined });
      await page.goto(url);
      await pay(page);
      await sees(page, WORDS.es.verifying);
      await simulator.advance(VERIFICATION_MS);
      await sees(page, WORDS.es.paid);
      assert.equal(await page.title(), "El pago está hecho · Pedido 1042");
      // Where it stays: what is new is said to who cannot see it.
      const said = page.getByRole("status").filter({ hasText: "El pago está hecho · Pedido 1042" });
      assert.equal(await said.count(), 1);
      await photograph(page, "payer-paid-desktop", false);
    }),
  );

  test(
    "can choose another bank and another method in the middle",
    scene({ isPhone: true }, async ({ page, shop, simulator, create }) => {
      const { payment_id: id, payment_url: url } = await create();
      await page.goto(url);
      await photograph(page, "payer-choose-phone", false);
      await choose(page);
      await page.getByRole("link", { name: "Elegir otro banco" }).click();
      const banks = page.getByRole("group", { name: "Elige tu banco" }).getByRole("radio");
      const last = banks.last();
      const bankId = await last.inputValue();
      await last.check();
      await page.getByRole("radio", { name: "Transferencia normal" }).check();
      await choose(page);
      await logIn(page);
      await authorize(page, APPROVED);
      await page.waitForURL(`${shop.url}/return`);
      await simulator.advance(VERIFICATION_MS);
      const [payment] = simulator.payments();
      assert.equal(payment?.payment_id, id);
      assert.equal(payment.status, "done");
      assert.equal(payment.bank_id, bankId);
      assert.equal(payment.payment_method, "regular_transfer");
      assert.equal(payment.personal_identifier, "11.111.111-1");
    }),
  );

  test(
    "who types nonsense is told what is wrong, where the focus is",
    scene(
      { provoked: Array.from({ length: 4 }, () => UNPROCESSABLE) },
      async ({ page, shop, create }) => {
        const { payment_url: url } = await create();
        await page.goto(url);
        await choose(page);
        await logIn(page, { rut: "1-1" });
        await page.getByRole("alert").getByText("El RUT no es válido.").waitFor();
        assert.equal(await page.title(), "Error: Ingresa a DemoBank · Pedido 1042");
        const rut = page.getByLabel("RUT", { exact: true });
        assert.equal(await rut.inputValue(), "1-1");
        await page.locator("#rut:focus[aria-invalid=true]").waitFor();
        await rut.fill("11.111.111-1");
        await page.getByLabel("Clave", { exact: true }).fill("4321");
        await page.getByRole("button", { name: "Ingresar", exact: true }).click();
        await page.getByRole("alert").getByText("La clave no es correcta.").waitFor();
        await page.locator("#password:focus[aria-invalid=true]").waitFor();
        // The address of the form that was sent: asked for anew, it leads to where the payer is.
        await page.goto(page.url());
        await logIn(page);
        for (const wrong of ["11 22 34", "aa bb cc"]) {
          await authorize(page, wrong);
          await page.getByRole("alert").getByText("Las coordenadas no son correctas.").waitFor();
          await page.locator("#c1:focus[aria-invalid=true]").waitFor();
        }
        await authorize(page, APPROVED);
        await page.waitForURL(`${shop.url}/return`);
      },
    ),
  );
});
