import assert from "node:assert/strict";
import { test } from "node:test";
import { attemptsOf } from "../src/attempts.js";
import { findOrder } from "../src/orders.js";
import { goToCheckout, openScene } from "./support/scene.js";

const scene = await openScene();
const { simulator, shop } = scene;

void test("when Khipu's answer is lost the order stays, and only the visitor begins another payment", async () => {
  const browser = await goToCheckout(scene.visitor());
  const form = { ...browser.fieldsOf("/checkout"), how: "redirect" };
  simulator.fault({ kind: "reset", operation: "postPayment", tookEffect: true });

  await browser.post("/checkout", form);
  const page = browser.location;
  await browser.open(page);
  assert.match(browser.words, /Khipu no nos respondió/);

  // The way back, and the same form again.
  await browser.post("/checkout", form);
  assert.equal(browser.location, page);
  assert.equal(simulator.payments().length, 1, "the one whose answer was lost");

  await browser.open(page);
  await browser.submit(`${page}/pay`);
  assert.equal(simulator.payments().length, 2);
  assert.equal(browser.location, simulator.payments()[1]?.payment_url);
});

void test("the payment whose answer was lost settles the order all the same", async () => {
  const browser = await goToCheckout(scene.visitor());
  const { checkout = "" } = browser.fieldsOf("/checkout");
  simulator.fault({ kind: "cut-body", operation: "postPayment" });
  await browser.submit("/checkout", { how: "redirect" });
  const lost = simulator.payments().at(-1)?.payment_id ?? "";

  await simulator.pay(lost);

  const order = findOrder(shop.database, "checkout_key", checkout);
  assert.ok(order?.paidAt);
  const [attempt] = attemptsOf(shop.database, order);
  assert.deepEqual([attempt?.paymentId, attempt?.state], [lost, "paid"]);
});

void test("what certainly was not created says so", async () => {
  const closed = await openScene({
    khipu: {
      apiKey: "wrong",
      secret: "secret",
      receiverId: 1,
      baseUrl: simulator.url,
      scriptUrl: `${simulator.url}/v1/kws.js`,
      pageOrigins: [simulator.url],
    },
  });
  const browser = await goToCheckout(closed.visitor());

  await browser.submit("/checkout", { how: "redirect" });
  await browser.follow(browser.location);

  assert.match(browser.words, /No pudimos crear el cobro/);
  assert.match(browser.words, /Empezar otro pago/);
});
