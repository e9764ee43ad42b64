import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  APPROVED,
  authorize,
  BANK_ERROR,
  choose,
  DOUBTFUL,
  logIn,
  pay,
  sees,
  UNPROCESSABLE,
  useScenes,
  VERIFICATION_MS,
  WORDS,
} from "./support/payer.js";

const EXPIRED = "Este cobro venció.";
const HOUR_MS = 3_600_000;

describe("a payment", () => {
  const scene = useScenes();

  for (const hasNoScripts of [false, true]) {
    const scripts = hasNoScripts ? "without scripts" : "with scripts";
    for (const [what, button, state, detail] of [
      ["rejected", "Rechazar este cobro", "El pagador rechazó este cobro.", "rejected-by-payer"],
      ["reported", "Denunciar un abuso", "El pagador no reconoció este cobro.", "marked-as-abuse"],
    ] as const) {
      test(
        `is ${what} ${scripts}, for good`,
        scene({ hasNoScripts, isPhone: true }, async ({ page, simulator, shop, create }) => {
          const { payment_url: url } = await create();
          await page.goto(url);
          // Out of the way, since it cannot be undone.
          assert.equal(await page.getByRole("button", { name: button }).isVisible(), false);
          await page.getByText("¿No quieres pagar este cobro?").click();
          await page.getByRole("button", { name: button }).click();
          await sees(page, state);
          assert.equal(simulator.payments()[0]?.status_detail, detail);
          assert.equal(await page.getByRole("button").count(), 0);
          await page.getByRole("link", { name: WORDS.es.back }).click();
          await page.waitForURL(`${shop.url}/cancel`);
          assert.deepEqual(shop.notifications, []);
        }),
      );
    }
  }

  test(
    "is abandoned at the bank, and resumed where it was left",
    scene({}, async ({ page, simulator, shop, create, newTab }) => {
      const { payment_url: url } = await create();
      await page.goto(url);
      await choose(page);
      await logIn(page);
      await page.getByRole("link", { name: "Volver al comercio sin pagar" }).click();
      await page.waitForURL(`${shop.url}/cancel`);
      assert.equal(simulator.payments()[0]?.status, "pending");
      const later = await newTab();
      await later.goto(url);
      await later.getByText("Empezaste a pagar en DemoBank.").waitFor();
      await later.getByRole("link", { name: "Continuar ese pago" }).click();
      await authorize(later, APPROVED);
      await later.waitForURL(`${shop.url}/return`);
      await simulator.advance(VERIFICATION_MS);
      assert.equal(shop.notifications.length, 1);
    }),
  );

  test(
    "that somebody else began is nothing to resume",
    scene({}, async ({ page, open, create }) => {
      const { payment_url: url } = await create();
      await page.goto(url);
      await choose(page);
      await page.goto(url);
      await page.getByRole("link", { name: "Continuar ese pago" }).waitFor();
      const other = await open();
      await other.page.goto(url);
      await sees(other.page, "Elige cómo pagar");
      const resume = other.page.getByRole("link", { name: "Continuar ese pago" });
      assert.equal(await resume.count(), 0);
    }),
  );

  test(
    "succeeds after an error of the bank",
    scene({ isPhone: true }, async ({ page, simulator, shop, create }) => {
      await page.goto((await create()).payment_url);
      await pay(page, BANK_ERROR);
      await sees(page, "El banco no pudo hacer la transferencia");
      assert.equal(simulator.payments()[0]?.status, "pending");
      // Going back in the browser does not revive what is over.
      await page.goBack();
      await sees(page, "El banco no pudo hacer la transferencia");
      await page.getByRole("button", { name: "Intentar de nuevo" }).click();
      await logIn(page);
      await authorize(page, APPROVED);
      await page.waitForURL(`${shop.url}/return`);
      await simulator.advance(VERIFICATION_MS);
      assert.equal(shop.notifications.length, 1);
    }),
  );

  test(
    "that the bank left open says not to pay again, and is paid once the money arrives",
    scene({}, async ({ page, simulator, shop, create }) => {
      const { payment_id: id, payment_url: url } = await create({ return_url: undefined });
      await page.goto(url);
      await pay(page, DOUBTFUL);
      await sees(page, WORDS.es.verifying);
      await page.getByText("No pagues otra vez").waitFor();
      assert.equal(await page.getByRole("button").count(), 0);
      await simulator.advance(VERIFICATION_MS);
      assert.equal(simulator.payments()[0]?.status, "verifying");
      assert.deepEqual(shop.notifications, []);
      await simulator.pay(id);
      await sees(page, WORDS.es.paid);
      assert.equal(shop.notifications.length, 1);
    }),
  );

  test(
    "expires while its page is open, which says so by itself",
    scene({}, async ({ page, simulator, shop, create }) => {
      const expires = new Date(simulator.now() + HOUR_MS).toISOString();
      await page.goto((await create({ expires_date: expires })).payment_url);
      await sees(page, "Elige cómo pagar");
      await simulator.advance(HOUR_MS);
      await sees(page, EXPIRED);
      assert.equal(await page.title(), "Este cobro venció · Pedido 1042");
      assert.equal(await page.getByRole("button").count(), 0);
      await page.getByRole("link", { name: WORDS.es.back }).click();
      await page.waitForURL(`${shop.url}/cancel`);
    }),
  );

  test(
    "cannot be begun from a page that did not hear of its expiry",
    scene({ hasNoScripts: true }, async ({ page, simulator, create }) => {
      const { payment_id: id, payment_url: url } = await create();
      await page.goto(url);
      await simulator.expire(id);
      await choose(page);
      await sees(page, EXPIRED);
    }),
  );

  test(
    "that was begun in time is paid although it expires in the middle",
    scene({}, async ({ page, simulator, shop, create }) => {
      const expires = new Date(simulator.now() + HOUR_MS).toISOString();
      await page.goto((await create({ expires_date: expires })).payment_url);
      await choose(page);
      await logIn(page);
      await page.getByLabel("Coordenada 1").fill("11");
      await simulator.advance(HOUR_MS);
      await authorize(page, APPROVED);
      await page.waitForURL(`${shop.url}/return`);
      await simulator.advance(VERIFICATION_MS);
      assert.equal(simulator.payments()[0]?.status, "done");
    }),
  );

  test(
    "is deleted by the shop while its page is open, which says so by itself",
    scene({}, async ({ page, simulator, create }) => {
      const { payment_id: id, payment_url: url } = await create();
      await page.goto(url);
      await sees(page, "Elige cómo pagar");
      const headers = { "x-api-key": simulator.apiKey };
      await fetch(`${simulator.url}/v3/payments/${id}`, { method: "DELETE", headers });
      await sees(page, "Este cobro fue eliminado.");
    }),
  );

  test(
    "with a fixed RUT is paid by nobody else",
    scene({ provoked: [UNPROCESSABLE] }, async ({ page, shop, create }) => {
      const fixed = { fixed_payer_personal_identifier: "44444444-4" };
      await page.goto((await create(fixed)).payment_url);
      await page.getByText("Sólo puede pagar el RUT").waitFor();
      await choose(page);
      assert.equal(await page.getByLabel("RUT", { exact: true }).inputValue(), "44444444-4");
      await logIn(page);
      await page.getByRole("alert").getByText("sólo lo puede pagar otro RUT").waitFor();
      await logIn(page, { rut: "44.444.444-4" });
      await authorize(page, APPROVED);
      await page.waitForURL(`${shop.url}/return`);
    }),
  );
});
