import assert from "node:assert/strict";
import { test } from "node:test";
import { press, type Scene, useDashboard } from "./support/dashboard.js";

const open = useDashboard();

const SUBSCRIPTION = {
  ...{ name: "Tea club", email: "payer@example.com", currency: "CLP" },
  ...{ max_amount: 20_000, max_amount_per_charge: 4990 },
  ...{ notify_url: "http://127.0.0.1:1/s", return_url: "https://shop.example.com/signed" },
  ...{ cancel_url: "https://shop.example.com/not-signed", description: "A tea each month" },
};

test("payments are filtered, searched and paged through, and the way back leads to the same", async () => {
  const { page, go, create, simulator } = await open();
  for (let at = 1; at <= 30; at += 1) {
    const id = await create({
      subject: `Cup ${String(at)}.`,
      transaction_id: `order-${String(at)}`,
    });
    if (at % 3 === 0) await simulator.pay(id);
  }
  await go("/");
  const rows = page.locator("table.payments tbody tr");
  await page.getByText("1–25 of 30").waitFor();

  await page.getByRole("link", { name: "Older" }).click();
  await page.getByText("26–30 of 30").waitFor();
  assert.match(await rows.last().innerText(), /Cup 1\./);

  await page.getByLabel("State").selectOption({ label: "paid" });
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByText("1–10 of 10").waitFor();
  assert.equal(await rows.count(), 10);

  await page.getByRole("searchbox").fill("ORDER-27");
  await page.keyboard.press("Enter");
  await page.getByText("1–1 of 1").waitFor();
  await page.getByRole("link", { name: "Cup 27." }).click();
  await page.getByRole("heading", { name: "Cup 27." }).waitFor();
  await page.goBack();
  assert.equal(await page.getByRole("searchbox").inputValue(), "ORDER-27");

  await page.getByRole("searchbox").fill("coffee");
  await page.keyboard.press("Enter");
  await page.getByText("Nothing matches the filter.").waitFor();
  await page.getByRole("link", { name: "Clear" }).click();
  await page.getByText("1–25 of 30").waitFor();
});

test("a fault is planned, strikes, and another one is taken back", async () => {
  const { page, go, api } = await open();
  await go("/dashboard/faults");
  await page.getByText("No faults are planned").waitFor();
  await page.locator("#fault-html > summary").click();
  const form = page.locator("#fault-html form");
  await form.getByLabel("HTTP status").fill("503");
  await form.getByLabel("Operation").selectOption({ label: "getBanks" });
  await form.getByLabel("Times").fill("1");
  await form.getByRole("button", { name: "Plan" }).click();
  await page.getByText("The fault is planned.").waitFor();
  const row = page.getByRole("row", { name: "html" });
  assert.match(await row.innerText(), /status: 503[^]*operation: getBanks[^]*times: 1/);

  await assert.rejects(api("GET", "/v3/banks"), SyntaxError);

  // Requests use faults up, and the page hears of it.
  await page.getByText("No faults are planned").waitFor();
  await page.locator("#fault-latency > summary").click();
  await page.locator("#fault-latency").getByLabel("Chance").fill("2");
  await page.locator("#fault-latency").getByRole("button", { name: "Plan" }).click();
  await page.getByText("Not done: Chance is no valid number.").waitFor();
  await page.locator("#fault-reset > summary").click();
  await page.locator("#fault-reset").getByRole("button", { name: "Plan" }).click();
  await page.getByText("The fault is planned.").waitFor();
  assert.equal(await press(page, "Take back"), "The fault is gone.");
  assert.ok("banks" in (await api("GET", "/v3/banks")));
});

test("money in the wallet makes the refund that waited for it", async () => {
  const { page, go, create, simulator, newTab, url } = await open({
    options: { receiver: { refundWallet: 0 } },
  });
  const id = await create();
  await simulator.pay(id);
  await go(`/dashboard/payments/${id}`);
  await page.getByLabel("Amount to give back").fill("2000");
  assert.equal(await press(page, "Refund"), "The refund waits for money in the wallet.");
  const bills = await newTab();
  await bills.goto(`${url}/dashboard/bills`);
  assert.match(await bills.getByRole("row", { name: id }).innerText(), /CLP\s2,000/);

  await bills.getByLabel("Pesos").fill("2500");
  assert.equal(await press(bills, "Add funds"), "The money is in the wallet.");

  await bills.getByText("No refund waits for money.").waitFor();
  assert.match(await bills.locator(".amount").first().innerText(), /CLP\s500/);
  const timeline = page.locator(".timeline");
  await timeline.getByText("waits for money").waitFor({ state: "detached" });
  assert.match(await timeline.innerText(), /CLP\s2,000[^]*The wallet had the money/);
});

test("a subscription is signed and enabled, and its charges are made or fail", async () => {
  const scene = await open({ options: { verificationMs: 3_600_000 } });
  const { page, go, api } = scene;
  await go("/dashboard/subscriptions");
  await page.getByText("No subscriptions yet.").waitFor();
  const { subscription_id } = await api("POST", "/v1/automatic-payment/subscription", SUBSCRIPTION);
  await page.getByRole("heading", { name: "Tea club" }).waitFor();

  assert.equal(await press(page, "Sign"), "The subscription is signed.");
  assert.equal(await press(page, "Enable"), "The subscription is enabled.");
  await charge(scene, String(subscription_id), "March");
  await charge(scene, String(subscription_id), "April");

  await page
    .getByRole("row", { name: "April" })
    .getByRole("button", { name: "Make it now" })
    .click();
  await page.getByText("The charge is made.").waitFor();
  await page.getByRole("row", { name: "March" }).getByLabel("Message").fill("No money");
  await page
    .getByRole("row", { name: "March" })
    .getByRole("button", { name: "Let it fail" })
    .click();
  await page.getByText("The charge has failed.").waitFor();
  assert.match(await page.getByRole("row", { name: "April" }).innerText(), /^paid/);
  assert.equal(await press(page, "Disable"), "The subscription is disabled.");
});

async function charge({ api, page }: Scene, subscription_id: string, subject: string) {
  await api("POST", "/v1/automatic-payment/charge-intent", {
    ...{ subscription_id, amount: 4990, subject, body: "Two boxes", custom: "" },
    ...{ transaction_id: subject, error_response_url: "http://127.0.0.1:1/e" },
    notify_url: "http://127.0.0.1:1/n",
  });
  await page.getByRole("row", { name: subject }).waitFor();
}

test("API requests appear as they come, and stay open while more come", async () => {
  const { page, go, api } = await open();
  await go("/dashboard/requests");
  await page.getByText("Nobody has called the API yet.").waitFor();

  await api("GET", "/v3/payments/none?tea=green");
  const row = page.getByRole("row").filter({ hasText: "/v3/payments/none?tea=green" });
  await row.locator("summary").click();
  await api("GET", "/v3/banks");
  await page.getByRole("row").filter({ hasText: "/v3/banks" }).waitFor();

  assert.match(await row.innerText(), /404[^]*GET[^]*x-api-key: \[[^]*getPaymentById/);
});

test("everything is forgotten after a question, in all tabs, and in the language one chose", async () => {
  const { page, go, create, simulator, newTab, url } = await open({ options: { language: "es" } });
  await create({ subject: "Sencha" });
  const other = await newTab();
  await other.goto(url);
  await go("/");
  await page.getByRole("link", { name: "English" }).click();
  await page.getByText("Forget everything").click();
  assert.match(await page.locator(".told").innerText(), /Payments\s+1\s/);
  await page.getByRole("link", { name: "Leave it as it is" }).click();
  assert.equal(simulator.payments().length, 1);

  await page.getByText("Forget everything").click();
  assert.equal(await press(page, "Forget everything"), "Everything is forgotten.");

  assert.equal(new URL(page.url()).pathname, "/");
  await page.getByText("No payments yet").waitFor();
  await other.getByText("No payments yet").waitFor();
  assert.equal(await other.locator("html").getAttribute("lang"), "en");
  await other.getByRole("link", { name: "Faults", exact: true }).waitFor();
});
