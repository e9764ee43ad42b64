import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { answering, press, useDashboard, useServers } from "./support/dashboard.js";
import { fill } from "./support/full-simulator.js";
import { photograph } from "./support/visitor.js";

const open = useDashboard();
const serve = useServers();

test("a payment is created by hand, with or without scripts, and can be paid at once", async () => {
  for (const hasNoScripts of [false, true]) {
    const { page, go, simulator } = await open({ hasNoScripts });
    await go("/");
    await page.getByLabel("Amount in pesos").fill("5900");
    await page.getByLabel("Subject").fill("Sencha");
    await page.getByLabel("transaction_id (optional)").fill("1042");

    const told = await press(page, "Create a payment");

    const [payment] = simulator.payments();
    assert.equal(told, `Payment ${payment?.payment_id} is created.`);
    await page.getByRole("link", { name: "Sencha" }).click();
    await page.getByRole("link", { name: "Payer's page" }).click();
    await page.getByText("DemoBank").waitFor();
  }
});

test("the second payment is created as easily as the first", async () => {
  const { page, go, create, simulator } = await open();
  await create();
  await go("/");
  await page.locator("#new-payment > summary").click();
  await page.getByLabel("Amount in pesos").fill("2.5");
  await page.getByLabel("Subject", { exact: true }).fill("Half a cup");

  assert.match(await press(page, "Create a payment"), /^Not done: /);

  assert.equal(simulator.payments().length, 1);
});

test("what one would type off is copied, and the button says so", async () => {
  const { page, go, create, simulator } = await open();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await go("/");
  const curl = await copied(page, "Copy: With curl");
  assert.match(curl, new RegExp(`^curl ${simulator.url}/v3/payments \\\\\\n {2}-H 'x-api-key: `));
  assert.equal(await copied(page, "Copy: API key"), simulator.apiKey);
  assert.equal(await page.locator("#copied").innerText(), "Copied");
  assert.equal(await copied(page, "Copy: Webhook secret"), simulator.webhookSecret);
  await page.locator("#env > summary").click();
  assert.match(
    await copied(page, "Copy: Environment lines to copy"),
    /^KHIPU_BASE_URL=.*\n[^]*ID=/,
  );

  const id = await create();
  await go(`/dashboard/payments/${id}`);
  assert.equal(await copied(page, "Copy: payment_id"), id);
  await go("/dashboard/requests");
  await page.locator("summary", { hasText: "/v3/payments" }).click();
  assert.match(await copied(page, "Copy: Body"), /"subject": "Green tea"/);
});

/** Presses a button that copies, and reads what is on the clipboard then. */
async function copied(page: Page, name: string): Promise<string> {
  const button = page.getByRole("button", { name, exact: true });
  await button.click();
  await button.getByText("Copied").waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("there is no button to copy where nothing can be copied", async () => {
  const { page, go } = await open({ hasNoScripts: true });
  await go("/");
  assert.equal(await page.getByRole("button", { name: "Copy" }).count(), 0);
});

test("requests are filtered, and the filter stays while more come", async () => {
  const { page, go, api, create } = await open();
  const id = await create();
  await api("GET", "/v3/payments/none");
  await go("/dashboard/requests");
  await page.getByLabel("Result").selectOption("Refused");
  await page.getByRole("button", { name: "Filter" }).click();
  const rows = page.getByRole("table").locator("tbody tr");
  assert.equal(await rows.count(), 1);

  await api("DELETE", "/v3/payments/none");
  await api("DELETE", `/v3/payments/${id}`);

  await rows.filter({ hasText: "DELETE /v3/payments/none" }).waitFor();
  assert.equal(await rows.count(), 2);
  await page.getByRole("link", { name: "Clear filters" }).click();
  await rows.filter({ hasText: `DELETE /v3/payments/${id}` }).waitFor();
  assert.equal(await rows.count(), 4);
});

test("no word, no number and no time breaks in the tables at 1,280 pixels", async () => {
  for (const language of ["en", "es"] as const) {
    const { page, go, simulator, api } = await open({ options: { language } });
    const merchant = await serve(answering(500, 200));
    const id = await fill(simulator, { text: (what) => what, merchant });
    await api("DELETE", "/v3/payments/none");
    for (const path of ["/", "/dashboard/requests", `/dashboard/payments/${id}`]) {
      await go(path);
      assert.deepEqual(await brokenIn(page), [], `${language} ${path}`);
    }
    await go("/dashboard/requests");
    await photograph(page, `dashboard-requests-${language}`, false);
  }
});

/** What stands on more than one line of a table although it is one word, one number, or one time. */
function brokenIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const whole = document.querySelectorAll(".list time, .list .number, .list .badge, .list th");
    return [...whole]
      .filter((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
      })
      .map((element) => element.textContent.trim());
  });
}
