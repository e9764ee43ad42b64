import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import {
  APPROVED,
  authorize,
  choose,
  logIn,
  sees,
  useScenes,
  VERIFICATION_MS,
  WORDS,
} from "./support/payer.js";

describe("a payment that is open in two tabs", () => {
  const scene = useScenes();

  for (const [what, fields] of [
    ["the shop", {}],
    ["its own page", { return_url: undefined }],
  ] as const) {
    test(
      `is paid in one, which leads to ${what}; the other tells so by itself`,
      scene({}, async ({ page, newTab, simulator, shop, create }) => {
        const { payment_url: url } = await create(fields);
        const other = await newTab();
        for (const tab of [page, other]) await toCard(tab, url);
        await page.bringToFront();
        await authorize(page, APPROVED);
        if ("return_url" in fields) await sees(page, WORDS.es.verifying);
        else await page.waitForURL(`${shop.url}/return`);
        await other.bringToFront();
        await sees(other, WORDS.es.verifying);
        assert.equal(await other.getByRole("button").count(), 0);
        await simulator.advance(VERIFICATION_MS);
        await sees(other, WORDS.es.paid);
        assert.equal(shop.notifications.length, 1);
        assert.equal(simulator.notifications().length, 1);
      }),
    );
  }

  test(
    "is paid once by who sends both forms at the same moment",
    scene({ hasNoScripts: true }, async ({ page, newTab, simulator, shop, create }) => {
      const { payment_url: url } = await create({ return_url: undefined });
      const tabs = [page, await newTab()];
      for (const tab of tabs) await toCard(tab, url);
      await Promise.all(tabs.map((tab) => authorize(tab, APPROVED)));
      for (const tab of tabs) await sees(tab, WORDS.es.verifying);
      await simulator.advance(VERIFICATION_MS);
      await simulator.advance(VERIFICATION_MS);
      assert.equal(shop.notifications.length, 1);
    }),
  );

  test(
    "is not paid again from a tab that did not hear of it",
    scene({ hasNoScripts: true }, async ({ page, newTab, simulator, shop, create }) => {
      const { payment_url: url } = await create();
      const stale = await newTab();
      for (const tab of [page, stale]) await toCard(tab, url);
      await authorize(page, APPROVED);
      await simulator.advance(VERIFICATION_MS);
      await authorize(stale, APPROVED);
      await sees(stale, WORDS.es.paid);
      await simulator.advance(VERIFICATION_MS);
      assert.equal(shop.notifications.length, 1);
    }),
  );

  test(
    "is not paid again by who goes back in the browser's history",
    scene({}, async ({ page, simulator, shop, create }) => {
      await toCard(page, (await create()).payment_url);
      await authorize(page, APPROVED);
      await page.waitForURL(`${shop.url}/return`);
      await page.goBack();
      await sees(page, WORDS.es.verifying);
      await simulator.advance(VERIFICATION_MS);
      await sees(page, WORDS.es.paid);
      assert.equal(shop.notifications.length, 1);
    }),
  );

  test(
    "keeps what is being typed in one while the other looks around",
    scene({}, async ({ page, newTab, simulator, create }) => {
      const { payment_id: id, payment_url: url } = await create();
      await toCard(page, url);
      await page.getByLabel("Coordenada 1").fill("11");
      const other = await newTab();
      await toCard(other, url);
      await page.bringToFront();
      assert.equal(await page.getByLabel("Coordenada 1").inputValue(), "11");
      await simulator.reject(id);
      await sees(page, "El pagador rechazó este cobro.");
      assert.equal(await page.getByLabel("Coordenada 1").count(), 0);
    }),
  );
});

async function toCard(tab: Page, url: string): Promise<void> {
  await tab.goto(url);
  await choose(tab);
  await logIn(tab);
  await sees(tab, "Autoriza la transferencia");
}
