import assert from "node:assert/strict";
import { test } from "node:test";
import { goToCheckout, openScene } from "./support/scene.js";

const scene = await openScene();
const { simulator, shop } = scene;

void test("a payer is sent to Khipu with what the order costs, and may come back unpaid", async () => {
  const { browser, order, paymentId, page } = await scene.buyer();

  assert.equal(browser.status, 303);
  assert.equal(browser.location, `${simulator.url}/payment/info/${paymentId}`);
  const payment = simulator.payments().find(({ payment_id }) => payment_id === paymentId);
  assert.equal(payment?.amount, "2490.0000");
  assert.equal(payment?.transaction_id, order().number);
  assert.equal(payment?.return_url, `${shop.url}${page}/return`);

  await browser.open(`${page}/return`);
  assert.match(browser.words, /confirmamos tu pago/);
  assert.doesNotMatch(browser.words, /está pagado/);
  assert.match(browser.text, /<noscript>\s*<meta http-equiv="refresh" content="5"/);
});

void test("a notification settles the order and takes the stock, once for any number of them", async () => {
  const { browser, order, paymentId, page } = await scene.buyer();
  const before = scene.unitsOf("boldo");
  simulator.fault({ kind: "duplicate-notification", copies: 3 });

  await simulator.pay(paymentId);
  await simulator.resend(paymentId);

  assert.notEqual(order().paidAt, null);
  assert.equal(scene.unitsOf("boldo"), Number(before) - 1);
  const attempts = simulator.notifications(paymentId).flatMap((sent) => sent.attempts);
  assert.equal(attempts.length, 4);
  assert.equal(attempts.at(-1)?.status, 200);
  await browser.open(page);
  assert.match(browser.words, /Tu pedido está pagado/);
});

void test("the status says no more than the state, and nothing to who does not know the link", async () => {
  const { browser, paymentId, page } = await scene.buyer();

  await browser.open(`${page}/status`);
  assert.deepEqual(JSON.parse(browser.text), { state: "payable", final: false });

  await simulator.pay(paymentId);
  await browser.open(`${page}/status`);
  assert.deepEqual(JSON.parse(browser.text), { state: "paid", final: true });

  assert.equal((await browser.open("/orders/guessed/status")).status, 404);
});

void test("two windows, a double click and the way back make one order and one payment", async () => {
  const first = await goToCheckout(scene.visitor());
  const form = { ...first.fieldsOf("/checkout"), how: "redirect" };
  const before = simulator.payments().length;

  const windows = [first.newWindow(), first.newWindow(), first.newWindow()];
  await Promise.all(windows.map((window) => window.post("/checkout", form)));
  await first.post("/checkout", form);

  assert.equal(simulator.payments().length, before + 1);
  const places = new Set([...windows, first].map(({ location }) => location));
  assert.deepEqual(places, new Set([simulator.payments().at(-1)?.payment_url]));
  await first.follow("/checkout");
  assert.match(first.words, /Falta pagar/, "the way back leads to the order, not to an empty cart");
});

void test("a checkout page of another cart is shown again, and orders nothing", async () => {
  const browser = await goToCheckout(scene.visitor(), "cedron");
  const form = browser.fieldsOf("/checkout");
  await goToCheckout(browser, "manzanilla");
  const before = simulator.payments().length;

  await browser.post("/checkout", { ...form, how: "redirect" });

  assert.equal(browser.status, 422);
  assert.match(browser.words, /Tu carrito cambió/);
  assert.equal(simulator.payments().length, before);
});

void test("nobody can order more than there is", async () => {
  const browser = await goToCheckout(scene.visitor(), "murta");
  shop.database.exec("update stock set units = 0 where product_id = 'murta'");

  await browser.submit("/checkout", { how: "redirect" });

  assert.equal(browser.status, 422);
  assert.match(browser.words, /Ya no hay suficiente/);
});

void test("who pays without leaving gets the order's page, which opens Khipu's script", async () => {
  const browser = await goToCheckout(scene.visitor());

  await browser.submit("/checkout", { how: "here" });
  await browser.follow(browser.location);

  const [, id] = /data-pay="(\w{12})"/.exec(browser.text) ?? [];
  assert.ok(simulator.payments().some(({ payment_id }) => payment_id === id));
  assert.match(browser.text, new RegExp(`data-script-url="${simulator.url}/v1/kws.js"`));
});

void test("an address that is none is refused before anything is ordered", async () => {
  const browser = await goToCheckout(scene.visitor());

  await browser.submit("/checkout", { how: "redirect", email: "ana@" });

  assert.equal(browser.status, 422);
  assert.match(browser.text, /aria-invalid="true"/);
});

void test("the shop speaks English to who prefers it, and keeps what was chosen", async () => {
  assert.match((await scene.visitor("en-GB").open("/")).words, /Teas and infusions/);
  const browser = await scene.visitor("es-CL").open("/?lang=en");
  assert.match((await browser.open("/cart")).words, /Your cart/);
});
