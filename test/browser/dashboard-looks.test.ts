import assert from "node:assert/strict";
import { test } from "node:test";
import { answering, type Scene, useDashboard, useServers } from "./support/dashboard.js";
import { dashboardPaths, fill } from "./support/full-simulator.js";
import { assertAccessible, assertFits, photograph } from "./support/visitor.js";

const open = useDashboard();
const serve = useServers();

/** The narrowest that there is, the narrowest with tables, and a desktop. */
const WIDTHS = [320, 840, 1280];
const LONG = "Unbreakable".repeat(8);

const LOOKS = [
  ["a desktop", { isPhone: false, isDark: false }],
  ["a dark desktop", { isPhone: false, isDark: true }],
  ["a phone", { isPhone: true, isDark: false }],
  ["a dark phone", { isPhone: true, isDark: true }],
] as const;

for (const [name, looks] of LOOKS) {
  test(`every page is accessible and fits on ${name}`, async () => {
    const scene = await open({ ...looks, options: { verificationMs: 3_600_000, language: "es" } });
    const { page, go, simulator, provokes } = scene;
    provokes(/payments\/none: .* 404/);
    await go("/");
    await assertAccessible(page);
    await assertFits(page);
    const merchant = await serve(answering(500, 200));
    const id = await fill(simulator, { text: (what) => what, merchant });
    for (const path of dashboardPaths(id)) {
      await go(path);
      assert.ok((await page.title()).length > 0);
      await setOpen(scene, true);
      await assertAccessible(page);
      await assertFits(page);
    }
  });
}

test("every page fits on 320 pixels and more, whatever the texts are", async () => {
  const scene = await open({ options: { receiver: { name: LONG }, verificationMs: 3_600_000 } });
  const { page, go, simulator, provokes } = scene;
  provokes(/payments\/none: .* 404/);
  const merchant = await serve(answering(200));
  const query = `?a=${LONG}`;
  const id = await fill(simulator, { text: (what) => `${what} ${LONG}`, merchant, query });
  for (const path of dashboardPaths(id)) {
    await go(path);
    for (const isOpen of [false, true]) {
      await setOpen(scene, isOpen);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await assertFits(page);
      }
    }
  }
});

async function setOpen({ page }: Scene, isOpen: boolean): Promise<void> {
  await page.evaluate((open) => {
    for (const details of document.querySelectorAll("details")) details.open = open;
  }, isOpen);
}

const MINUTE_MS = 60_000;
const SUBJECTS = ["Sencha 100 g", "Matcha ceremonial", "Pedido de abril", "Dos tazas y una tetera"];

/** A shop's day, for the pictures: always the same one. Tells the id of a payment that was refunded in part. */
async function day({ simulator, create, api }: Scene, merchant: string): Promise<string> {
  const notified = { notify_url: `${merchant}/khipu`, notify_api_version: "3.0" };
  const ids: string[] = [];
  for (let at = 0; at < 12; at += 1) {
    const fields = { subject: SUBJECTS[at % 4], transaction_id: `order-${String(1001 + at)}` };
    ids.push(await create({ amount: 4990 + at * 1750, ...fields, ...notified }));
    await simulator.advance(4 * MINUTE_MS);
  }
  const [abuse = "", rejected = "", expired = "", paid = "", refunded = "", late = ""] = ids;
  await simulator.markAsAbuse(abuse);
  await simulator.reject(rejected);
  await simulator.expire(expired);
  await simulator.pay(refunded);
  await simulator.advance(2 * MINUTE_MS);
  for (const id of [paid, late, ...ids.slice(7, 10)]) await simulator.pay(id);
  await simulator.verify(ids[10] ?? "");
  await api("POST", "/v3/refunds", { payment_id: refunded, type: "partial", amount: "4990" });
  return refunded;
}

test("the best pages are photographed", async () => {
  const options = { now: () => Date.parse("2026-05-04T15:30:00Z"), verificationMs: 3_600_000 };
  const desktop = await open({ options });
  await day(desktop, await serve(answering(200)));
  await desktop.go("/");
  await photograph(desktop.page, "dashboard-home", false);

  const dark = await open({ options, isDark: true });
  const id = await day(dark, await serve(answering(500, 200)));
  await dark.go(`/dashboard/payments/${id}`);
  await photograph(dark.page, "dashboard-payment-dark", false);

  const phone = await open({ options: { ...options, language: "es" }, isPhone: true });
  await day(phone, await serve(answering(200)));
  await phone.go("/");
  await photograph(phone.page, "dashboard-home-phone", false);
});
