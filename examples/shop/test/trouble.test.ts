import assert from "node:assert/strict";
import { test } from "node:test";
import { Khipu } from "khipu-sdk";
import { signNotification } from "khipu-sdk/webhooks";
import { attemptsOf, attemptUnpaid } from "../src/attempts.js";
import { listProblems } from "../src/problems.js";
import { type Buyer, openScene } from "./support/scene.js";

const scene = await openScene();
const { simulator, shop } = scene;
const khipu = new Khipu({ apiKey: simulator.apiKey, baseUrl: simulator.url });

void test("a forged notification settles nothing", async () => {
  const { order, paymentId } = await scene.buyer();
  simulator.fault({ kind: "forged-notification", about: paymentId });

  await simulator.pay(paymentId);

  assert.equal(simulator.notifications(paymentId)[0]?.attempts[0]?.status, 400);
  assert.equal(order().paidAt, null);
});

void test("a payment of another amount settles nothing, and the admin sees it", async () => {
  const { order } = await scene.buyer();
  const { payment_id } = await khipu.payments.create({
    amount: 10,
    currency: "CLP",
    subject: "Nearly for nothing",
    transaction_id: order().number,
    notify_url: `${shop.url}/webhooks/khipu`,
  });

  await simulator.pay(payment_id);
  await simulator.resend(payment_id);

  assert.equal(order().paidAt, null);
  const found = listProblems(shop.database).filter(({ paymentId }) => paymentId === payment_id);
  assert.deepEqual(
    found.map(({ kind, details }) => ({ kind, details })),
    [{ kind: "mismatch", details: [{ field: "amount", expected: "2490", actual: "10.0000" }] }],
  );
  const admin = await scene.admin();
  await admin.open("/admin/problems");
  assert.match(admin.words, /amount: se esperaba 2490, llegó 10.0000/);
  await admin.submit(`/admin/problems/${found[0]?.id}`);
  await admin.open("/admin/problems");
  assert.match(admin.words, /Revisado/);
});

void test("a payment to another account settles nothing", async () => {
  const { order, paymentId } = await scene.buyer();
  const body = JSON.stringify({
    payment_id: paymentId,
    receiver_id: 1,
    transaction_id: order().number,
    amount: "2490.0000",
    currency: "CLP",
  });
  const signature = await signNotification(body, { secret: simulator.webhookSecret });

  const { status } = await fetch(`${shop.url}/webhooks/khipu`, {
    method: "POST",
    headers: { "x-khipu-signature": signature },
    body,
  });

  assert.equal(status, 200);
  assert.equal(order().paidAt, null);
});

void test("an expired payment is begun anew, once; paid both, the second is a problem", async () => {
  const { browser, order, page, paymentId } = await scene.buyer();
  await simulator.expire(paymentId);
  await lookedAt({ browser, page }, /El cobro venció/);

  const form = browser.fieldsOf(`${page}/pay`);
  const windows = [browser.newWindow(), browser.newWindow(), browser];
  await Promise.all(windows.map((window) => window.post(`${page}/pay`, form)));

  const attempts = attemptsOf(shop.database, order());
  assert.deepEqual(
    attempts.map(({ state }) => state),
    ["pending", "expired"],
  );
  assert.equal(browser.location, attempts[0]?.paymentUrl);

  await simulator.pay(paymentId, { late: true });
  await simulator.pay(attempts[0]?.paymentId ?? "");
  const twice = listProblems(shop.database).filter(({ kind }) => kind === "paidTwice");
  assert.deepEqual(
    twice.map((problem) => problem.orderNumber),
    [order().number],
  );
});

void test("a refused payment can be tried again", async () => {
  const { browser, page, paymentId } = await scene.buyer();
  await simulator.reject(paymentId);

  await lookedAt({ browser, page }, /El pago fue rechazado/);
  await browser.submit(`${page}/pay`);

  assert.match(browser.location, new RegExp(`^${simulator.url}/payment/info/`));
});

void test("a payer who gave up goes on with the same payment", async () => {
  const { browser, page, paymentId } = await scene.buyer();

  await browser.open(`${page}?left=1`);

  assert.match(browser.words, /Volviste sin pagar/);
  assert.match(browser.text, new RegExp(`href="${simulator.url}/payment/info/${paymentId}"`));
});

void test("a lost notification costs the time until somebody asks", async () => {
  const { order, page, paymentId, browser } = await scene.buyer();
  simulator.fault({ kind: "lost-notification", about: paymentId });
  await simulator.pay(paymentId);
  assert.equal(order().paidAt, null);

  await lookedAt({ browser, page: `${page}/return` }, /Tu pedido está pagado/);
});

void test("an answer that is older than the settlement does not undo it", async () => {
  const { order, paymentId } = await scene.buyer();
  await simulator.pay(paymentId);

  attemptUnpaid(shop.database, paymentId, "pending");

  assert.equal(attemptsOf(shop.database, order())[0]?.state, "paid");
});

void test("nobody begins a second payment while the first is being verified", async () => {
  const { browser, order, page, paymentId } = await scene.buyer();
  const { token = "" } = (await browser.open("/")).fieldsOf("/cart/add");
  const [first] = attemptsOf(shop.database, order());
  await simulator.verify(paymentId);
  await lookedAt({ browser, page }, /confirmamos tu pago/);

  await browser.post(`${page}/pay`, { token, after: String(first?.id) });

  assert.equal(browser.location, page);
  assert.equal(attemptsOf(shop.database, order()).length, 1);
});

void test("the job settles what no page asks about, and the notification that comes later settles nothing", async () => {
  const { order, paymentId } = await scene.buyer("cedron");
  simulator.fault({ kind: "lost-notification", about: paymentId });
  await simulator.pay(paymentId);
  const admin = await scene.admin();
  await admin.open("/admin/payments");
  const before = scene.unitsOf("cedron");
  await admin.submit("/admin/reconcile");
  await simulator.resend(paymentId);

  assert.match(admin.words, /Pagados recién: [1-9]/);
  assert.notEqual(order().paidAt, null);
  assert.equal(scene.unitsOf("cedron"), Number(before) - 1);
});

void test("what is paid and sold out is paid, and the admin is told", async () => {
  const { order, paymentId } = await scene.buyer();
  shop.database.exec("update stock set units = 0 where product_id = 'boldo'");

  await simulator.pay(paymentId);

  assert.notEqual(order().paidAt, null);
  assert.equal(scene.unitsOf("boldo"), 0);
  assert.ok(listProblems(shop.database).some(({ kind }) => kind === "outOfStock"));
  shop.database.exec("update stock set units = 20 where product_id = 'boldo'");
});

/** Opens a page until it has learnt from Khipu what it is to say. */
async function lookedAt({ browser, page }: Pick<Buyer, "browser" | "page">, words: RegExp) {
  for (let tries = 0; tries < 50; tries++) {
    await browser.open(page);
    if (words.test(browser.words)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.match(browser.words, words);
}
