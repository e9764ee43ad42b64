import assert from "node:assert/strict";
import { test } from "node:test";
import { Khipu } from "khipu-sdk";
import type { Browser } from "./support/browser.js";
import { openScene } from "./support/scene.js";

const scene = await openScene({ refundPatienceMinutes: 0 });
const { simulator } = scene;
const khipu = new Khipu({ apiKey: simulator.apiKey, baseUrl: simulator.url });

void test("a part and then the rest are given back, each after a second question", async () => {
  const { admin, action, browser, page } = await paidOrder();

  await ask(admin, action, "1.000");
  assert.match(admin.words, /¿Devolver \$1\.000 del pedido/);
  assert.match(admin.words, /Saldo para devoluciones: \$\d/);
  await admin.submit(action);
  await admin.follow(admin.location);
  assert.match(admin.words, /Se puede devolver: \$1\.490/);
  assert.match((await browser.open(page)).words, /Pagado, con una devolución/);

  await ask(admin, action, "");
  await admin.submit(action);
  assert.match((await browser.open(page)).words, /Te devolvimos el dinero/);
});

void test("the confirmation that is sent twice is one refund", async () => {
  const { admin, action } = await paidOrder();
  const before = await wallet();
  await ask(admin, action, "300");
  const form = admin.fieldsOf(action);

  await Promise.all([1, 2].map(() => admin.newWindow().post(action, form)));
  await admin.post(action, form);

  assert.equal(before - (await wallet()), 300);
});

void test("more than is left is refused before Khipu is asked", async () => {
  const { admin, action } = await paidOrder();
  const before = await wallet();

  for (const amount of ["2491", "0", "-5", "1.5.5.5.5", "nada"]) {
    await ask(admin, action, amount);
    assert.equal(admin.status, 422, amount);
  }

  assert.equal(await wallet(), before);
});

void test("a refund whose answer was lost is looked for, and not repeated", async () => {
  const { admin, action } = await paidOrder();
  const before = await wallet();
  simulator.fault({ kind: "server-error", operation: "postRefund", tookEffect: true });

  await ask(admin, action, "500");
  await admin.submit(action);
  await admin.follow(admin.location);

  assert.equal(before - (await wallet()), 500);
  assert.match(admin.words, /Hecha/);
  assert.match(admin.words, /Se puede devolver: \$1\.990/);
});

void test("nothing is asked for while the payment cannot be read", async () => {
  const { admin, action } = await paidOrder();
  const before = await wallet();
  const undo = simulator.fault({ kind: "reset", operation: "getPaymentById", times: 1000 });

  await ask(admin, action, "500");
  await admin.submit(action);
  undo();

  assert.equal(admin.status, 502);
  assert.match(admin.words, /no se pidió nada/);
  assert.equal(await wallet(), before);
});

void test("while nobody knows what became of a refund there is no other; one that never shows was not made", async () => {
  const { admin, action, adminPage } = await paidOrder();
  const before = await wallet();
  const reading = breakReadingAfterRefund();
  await ask(admin, action, "500");
  await admin.submit(action);
  reading.mend();
  await admin.follow(admin.location);
  assert.match(admin.words, /Hay una devolución cuya respuesta se perdió/);
  assert.doesNotMatch(admin.text, new RegExp(`action="${action}"`));

  const [, look = ""] = /action="(\/admin\/refunds\/\d+)"/.exec(admin.text) ?? [];
  await admin.submit(look);
  await admin.follow(adminPage);

  assert.match(admin.words, /No se hizo/);
  assert.equal(await wallet(), before);
  assert.match(admin.words, /Se puede devolver: \$2\.490/);
});

/** Khipu loses the refund, and from then on cannot be read. */
function breakReadingAfterRefund(): { mend(): void } {
  simulator.fault({ kind: "server-error", operation: "postRefund" });
  let undo = (): void => undefined;
  const forget = simulator.on("request", ({ operation }) => {
    if (operation !== "postRefund") return;
    undo = simulator.fault({ kind: "server-error", operation: "getPaymentById", times: 1000 });
  });
  return {
    mend() {
      forget();
      undo();
    },
  };
}

async function paidOrder() {
  const { browser, order, page, paymentId } = await scene.buyer();
  await simulator.pay(paymentId);
  const admin = await scene.admin();
  const adminPage = `/admin/orders/${order().number}`;
  await admin.open(adminPage);
  return { admin, adminPage, action: `${adminPage}/refund`, browser, page, paymentId };
}

/** Sends the form that asks for an amount; what comes is the question, or the form again. */
async function ask(admin: Browser, action: string, amount: string): Promise<void> {
  await admin.open(action.replace(/\/refund$/, ""));
  const { attempt = "" } = admin.fieldsOf(action);
  await admin.open(`${action}?${new URLSearchParams({ attempt, amount }).toString()}`);
}

/** What is in the refund wallet: only a refund that was made takes from it. */
async function wallet(): Promise<number> {
  const { balance } = await khipu.refundWallet.get();
  return Number(balance);
}
