import assert from "node:assert/strict";
import { test } from "node:test";
import { answering, press, useDashboard, useServers } from "./support/dashboard.js";

const open = useDashboard();
const serve = useServers();

test("a payment that is created appears without reloading", async () => {
  const { page, go, create } = await open();
  await go("/");
  await page.getByText("No payments yet").waitFor();
  await page.evaluate(() => document.body.setAttribute("data-same", ""));

  await create({ subject: "Sencha", amount: 12_990 });

  const row = page.getByRole("row", { name: "Sencha" });
  await row.waitFor();
  assert.match(await row.innerText(), /pending[^]*CLP\s12,990/);
  assert.equal(await page.locator("body[data-same]").count(), 1);
});

const ACTIONS = [
  ["Pay", "The payment is paid.", "paid"],
  ["Pay late", "The payment was paid after it expired.", "paid"],
  ["Leave verifying", "The payment is verifying.", "verifying"],
  ["Reject", "The payer rejected the payment.", "rejected"],
  ["Mark as abuse", "The payer marked it as abuse.", "abuse"],
  ["Mark paid", "The receiver marked it as paid.", "marked paid"],
  ["Expire now", "The payment has expired.", "expired"],
] as const;

test("every button of a pending payment does what it says", async () => {
  const { page, go, create } = await open({ options: { verificationMs: 3_600_000 } });
  for (const [button, told, state] of ACTIONS) {
    await go(`/dashboard/payments/${await create()}`);

    assert.equal(await press(page, button), told);

    assert.equal(await page.locator(".payment-head .badge").innerText(), state);
    assert.equal(
      await page.getByRole("button", { name: "Pay", exact: true }).count(),
      Number(state === "verifying"),
    );
  }
});

test("a part of a payment is refunded, and then the rest, but never more", async () => {
  const { page, go, create } = await open();
  await go(`/dashboard/payments/${await create()}`);
  await press(page, "Pay");
  const state = page.locator(".payment-head .badge");
  const amount = page.getByLabel("Amount to give back");

  await amount.fill("9000");
  assert.match(await press(page, "Refund"), /^Not done: .*9000/);
  await amount.fill("1500");
  assert.equal(await press(page, "Refund"), "The refund is made.");
  assert.equal(await state.innerText(), "partly refunded");
  await page.getByText(/left \(CLP\s3,500\)/).waitFor();

  assert.equal(await press(page, "Refund"), "The refund is made.");

  // Refunds of everything are no void, which alone is `reversed`.
  assert.equal(await state.innerText(), "refunded");
  assert.equal(await amount.count(), 0);
  const timeline = await page.locator(".timeline").innerText();
  assert.match(timeline, /Created[^]*Paid[^]*CLP\s1,500[^]*CLP\s3,500/);
});

test("a notification is sent once more, and shows the new attempt with its body", async () => {
  const merchant = await serve(answering(500, 200));
  const { page, go, create } = await open({ options: { retryDelaysMs: [] } });
  const id = await create({ notify_url: `${merchant}/n`, notify_api_version: "3.0" });
  await go(`/dashboard/payments/${id}`);
  await press(page, "Pay");
  const attempts = page
    .getByRole("table", { name: "Attempts: Notification 1" })
    .locator("tbody tr");
  assert.equal(await attempts.count(), 1);
  assert.match(await attempts.first().innerText(), /500/);

  assert.equal(await press(page, "Resend"), "Resent: 200.");

  assert.equal(await attempts.count(), 2);
  assert.match(await attempts.last().innerText(), /200[^]*noted[^]*t=\d+,s=/);
  await page.getByText("Body", { exact: false }).first().click();
  await page.getByText(`"payment_id": "${id}"`).waitFor();
  await page.getByRole("link", { name: "Notifications", exact: true }).click();
  await page.getByRole("row", { name: "Notification 1 delivered" }).waitFor();
});

test("moving the clock makes a retry and an expiry happen, wherever one looks", async () => {
  const merchant = await serve(answering(503, 200));
  const { page, go, create, newTab, url } = await open({ options: { retryDelaysMs: [240_000] } });
  const soon = new Date(Date.now() + 12 * 3_600_000).toISOString();
  const paid = await create({ notify_url: `${merchant}/n`, notify_api_version: "3.0" });
  const unpaid = await create({ subject: "Nobody pays this", expires_date: soon });
  await go(`/dashboard/payments/${paid}`);
  await press(page, "Pay");
  await page.getByText("Next attempt:").waitFor();
  const home = await newTab();
  await home.goto(`${url}/`);

  assert.equal(await press(page, "+5 min"), "The clock was moved.");

  assert.ok(page.url().includes(paid));
  await page.getByText("Attempt 2: 200").waitFor();
  await page.getByText("delivered").first().waitFor();
  assert.equal(await page.getByText("Next attempt:").count(), 0);

  await page.getByLabel("How far").fill("1");
  await page.getByLabel("Unit").selectOption("days");
  assert.equal(await press(page, "Move"), "The clock was moved.");

  await home.getByRole("row", { name: "Nobody pays this" }).getByText("expired").waitFor();
  await home.getByText("1 d").first().waitFor();
  await go(`/dashboard/payments/${unpaid}`);
  assert.equal(await page.getByRole("button", { name: "Pay", exact: true }).count(), 0);
  assert.equal(await press(page, "Pay late"), "The payment was paid after it expired.");
});

test("another tab follows by itself, and an old button there says what is the matter", async () => {
  const { page, go, create, newTab, url } = await open();
  const id = await create();
  await go(`/dashboard/payments/${id}`);
  const other = await newTab();
  await other.goto(`${url}/dashboard/payments/${id}`);

  await press(page, "Reject");

  await other.getByText("rejected", { exact: true }).waitFor();
  assert.equal(await other.getByRole("button", { name: "Pay", exact: true }).count(), 0);
  await other.getByText("In this state nothing is left to do.").waitFor();
});

test("a button that is out of date does nothing, and says why", async () => {
  // Without scripts pages stay as they were.
  const { page, go, create, newTab, url, simulator } = await open({ hasNoScripts: true });
  const id = await create();
  await go(`/dashboard/payments/${id}`);
  const other = await newTab();
  await other.goto(`${url}/dashboard/payments/${id}`);
  await press(page, "Reject");

  const told = await press(other, "Pay");

  assert.equal(told, "That is no longer possible: the payment is now “rejected”.");
  assert.equal(await other.getByRole("alert").innerText(), told);
  assert.equal(await other.locator(".payment-head .badge").innerText(), "rejected");
  assert.equal(simulator.payments()[0]?.status_detail, "rejected-by-payer");
});
