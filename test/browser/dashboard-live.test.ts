import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { startSimulator } from "../../src/simulator/index.js";
import { apiOf, press, useDashboard } from "./support/dashboard.js";

const open = useDashboard();

/** What a browser writes into its console about a server that is not there. */
const GONE =
  /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE/;

test("what is half typed survives payments that come in, with focus and selection", async () => {
  const { page, go, create } = await open();
  await create();
  await go("/");
  await page.locator("#env > summary").click();
  await page.getByLabel("State").selectOption({ label: "expired" });
  const search = page.getByRole("searchbox");
  await search.click();
  await page.keyboard.type("hal typed");
  await search.evaluate((input: HTMLInputElement) => {
    input.setSelectionRange(3, 3);
  });

  await create({ subject: "Came in meanwhile" });
  await page.getByText("Came in meanwhile").waitFor();
  await page.keyboard.type("f");

  assert.equal(await search.inputValue(), "half typed");
  assert.ok(await isFocused(search));
  assert.equal(await page.getByLabel("State").inputValue(), "expired");
  assert.equal(await page.locator("#env").getAttribute("open"), "");
});

test("what changes between a page and its stream of events is shown all the same", async () => {
  const { page, go, create } = await open();
  const { promise: changed, resolve: change } = deferred();
  await page.route("**/events", async (route) => {
    await changed;
    await route.continue();
  });
  await go("/");

  await create({ subject: "Came in between" });
  change();

  await page.getByText("Came in between").waitFor();
});

test("an amount that is half typed survives a change of the payment it is about", async () => {
  const { page, go, create, simulator, api } = await open();
  const id = await create();
  await simulator.pay(id);
  await go(`/dashboard/payments/${id}`);
  const amount = page.getByLabel("Amount to give back");
  await amount.click();
  await page.keyboard.type("12");

  await api("POST", "/v3/refunds", { payment_id: id, type: "partial", amount: "500" });
  await page.getByText("partly refunded").first().waitFor();
  await page.keyboard.type("34");

  assert.equal(await amount.inputValue(), "1234");
  assert.equal(await press(page, "Refund"), "The refund is made.");
});

test("a fault that is half planned survives requests", async () => {
  const { page, go, api, simulator } = await open();
  await go("/dashboard/faults");
  await page.locator("#fault-reset > summary").click();
  const form = page.locator("#fault-reset form");
  await form.getByLabel("Took effect all the same").check();
  await form.getByLabel("Operation").selectOption({ label: "getBanks" });
  await form.getByLabel("Times").click();
  await page.keyboard.type("1");

  simulator.fault({ kind: "latency", delayMs: 0 });
  await api("GET", "/v3/banks");
  simulator.fault({ kind: "forged-notification" });
  await api("GET", "/v3/banks");
  await page.getByRole("row", { name: "forged-notification" }).waitFor();
  await page.keyboard.type("2");

  assert.equal(await form.getByLabel("Times").inputValue(), "12");
  assert.ok(await form.getByLabel("Took effect all the same").isChecked());
  assert.match(await form.getByLabel("Operation").inputValue(), /getBanks$/);
});

test("hundreds of payments at once are few questions, and the list stays quick", async () => {
  const { page, go, create } = await open();
  await go("/");
  let asked = 0;
  page.on("request", (request) => (asked += Number(new URL(request.url()).pathname === "/")));
  const begunMs = performance.now();

  for (let at = 0; at < 30; at += 1) {
    await Promise.all(
      Array.from({ length: 10 }, (_, one) => create({ subject: `Cup ${String(at * 10 + one)}.` })),
    );
  }
  await page.getByText("1–25 of 300").waitFor();

  const tenthsOfSeconds = (performance.now() - begunMs) / 100;
  assert.ok(asked >= 1 && asked <= tenthsOfSeconds + 2, `${String(asked)} questions`);
  for (let to = 2; to <= 12; to += 1) {
    await page.getByRole("link", { name: "Older" }).click();
    await page.getByText(`–${String(to * 25)} of 300`).waitFor();
  }
  assert.equal(await page.getByRole("link", { name: "Older" }).count(), 0);
  await page.getByText("Cup 0.").waitFor();
});

test("a page outlives its simulator, quietly, and goes on with the next one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "khipu-dashboard-"));
  const dataFile = join(folder, "data.jsonl");
  const scene = await open({ options: { dataFile } });
  const { page, go, create, simulator, url, problems, provokes } = scene;
  provokes(GONE);
  await create({ subject: "From before" });
  await go("/");
  const noise = page.waitForEvent("console");

  await simulator.close();
  await noise;
  assert.ok(await page.getByText("From before").isVisible());
  const port = Number(new URL(url).port);
  const next = await startSimulator({ port, dataFile, language: "en" });
  try {
    await apiOf(next)("POST", "/v3/payments", {
      amount: 1,
      currency: "CLP",
      subject: "From after",
    });

    await page.getByText("From after").waitFor();

    assert.ok(await page.getByText("From before").isVisible());
    assert.ok(problems().length <= 4, problems().join("\n"));
  } finally {
    await next.close();
    await rm(folder, { recursive: true });
  }
});

test("everything can be done with the keyboard alone", async () => {
  const { page, go, create, simulator } = await open();
  await create({ subject: "Sencha" });
  await go("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to content");
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("searchbox"));
  await page.keyboard.type("sen");
  await page.keyboard.press("Enter");
  await page.getByText("1–1 of 1").waitFor();

  await enter(page, page.getByRole("link", { name: "Sencha" }));
  await enter(page, page.getByRole("button", { name: "Pay", exact: true }));
  await page.getByText("The payment is paid.").waitFor();
  await tabTo(page, page.getByLabel("Amount to give back"));
  await page.keyboard.type("1500");
  await page.keyboard.press("Enter");
  await page.getByText("The refund is made.").waitFor();
  await tabTo(page, page.getByLabel("How far"));
  await page.keyboard.type("2");
  await tabTo(page, page.getByLabel("Unit"));
  await page.keyboard.press("h");
  await enter(page, page.getByRole("button", { name: "Move", exact: true }));
  await page.getByText("The clock was moved.").waitFor();
  assert.ok(simulator.now() - Date.now() > 7_000_000);

  await enter(page, page.getByRole("link", { name: "Faults", exact: true }));
  await enter(page, page.locator("#fault-cut-body > summary"));
  await enter(page, page.locator("#fault-cut-body").getByRole("button"));
  await page.getByText("The fault is planned.").waitFor();
  await enter(page, page.getByRole("link", { name: "Español" }));
  await page.getByText("Planear una falla").waitFor();
});

/** Presses the tabulator until something has the focus, and sees that one can tell that it has. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await isFocused(target)) {
      const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
      assert.notEqual(outline, "none", `the focus on ${String(target)} cannot be seen`);
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard does not lead to ${String(target)}`);
}

async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

test("everything can be done without scripts", async () => {
  const { page, go, create, simulator } = await open({ hasNoScripts: true });
  await create({ subject: "Sencha" });
  await go("/");
  await page.getByRole("link", { name: "Sencha" }).click();
  assert.equal(await press(page, "Pay"), "The payment is paid.");
  await page.getByLabel("Amount to give back").fill("100");
  assert.equal(await press(page, "Refund"), "The refund is made.");
  assert.equal(await press(page, "+1 hour"), "The clock was moved.");
  await page.getByRole("link", { name: "Faults", exact: true }).click();
  await page.locator("#fault-lost-notification > summary").click();
  await page.locator("#fault-lost-notification").getByRole("button").click();
  assert.equal(await press(page, "Take back"), "The fault is gone.");
  await page.getByRole("link", { name: "Wallet", exact: true }).click();
  await page.getByLabel("Pesos").fill("100");
  assert.equal(await press(page, "Add funds"), "The money is in the wallet.");
  await page.getByText("Forget everything").click();
  assert.equal(await press(page, "Forget everything"), "Everything is forgotten.");
  assert.deepEqual(simulator.payments(), []);
});

/** A promise that somebody else resolves. */
function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve: () => resolve() };
}
