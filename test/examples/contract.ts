import { deepStrictEqual, match, strictEqual } from "node:assert";
import { sameAmount } from "../../src/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import type { Payment } from "../../src/types.js";
import { signNotification } from "../../src/webhooks/index.js";
import type { Visitor } from "./visitor.js";

/** A running example, and the Khipu that it talks to. */
export interface Scene {
  readonly url: string;
  readonly simulator: Simulator;
  readonly visitor: Visitor;
}

/** A payment that was begun by buying. */
interface Bought {
  readonly payment: Payment;
  readonly orderUrl: string;
  /** Tickets on the shelf before. */
  readonly left: number;
}

/** What every example must do, at the wire. Each one buys for itself. */
export const CONTRACT: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  "sends who buys to Khipu's page, and notes what Khipu needs": async (scene) => {
    const { payment, orderUrl } = await buy(scene);

    strictEqual(sameAmount(payment.amount, 5900), true);
    strictEqual(payment.notify_url, `${scene.url}/khipu/notifications`);
    strictEqual(payment.return_url, orderUrl);
    strictEqual(orderUrl.endsWith(`/orders/${payment.transaction_id ?? ""}`), true);
    strictEqual(await scene.visitor.stateOf(orderUrl), "waiting");
    match(await (await fetch(payment.payment_url)).text(), /<form/);
  },

  "does not call an order paid because its payer came back": async (scene) => {
    const { simulator, visitor } = scene;
    const { payment, orderUrl } = await buy(scene);
    await simulator.verify(payment.payment_id);

    strictEqual(await visitor.stateOf(orderUrl), "waiting");
    deepStrictEqual(await visitor.statusOf(orderUrl), { state: "waiting", final: false });
  },

  "settles once what it is told three times": async (scene) => {
    const { simulator, visitor } = scene;
    const { payment, orderUrl, left } = await buy(scene);
    simulator.fault({ kind: "duplicate-notification", copies: 1, about: payment.payment_id });
    await simulator.pay(payment.payment_id);
    const again = await simulator.resend(payment.payment_id);

    strictEqual(again.status, 200);
    strictEqual(await visitor.stateOf(orderUrl), "paid");
    deepStrictEqual(await visitor.statusOf(orderUrl), { state: "paid", final: true });
    strictEqual((await visitor.openShop()).left, left - 1);
  },

  "settles once what it is told ten times at the same moment": async (scene) => {
    const { payment, orderUrl, left } = await buy(scene);
    const body = notificationOf(payment);
    const signature = await signNotification(body, { secret: scene.simulator.webhookSecret });
    const statuses = await Promise.all(
      Array.from({ length: 10 }, () => notify(scene, body, signature)),
    );

    // Who comes while another settles is told to come again.
    strictEqual(statuses.includes(200), true);
    deepStrictEqual(
      statuses.filter((status) => status !== 200 && status !== 503),
      [],
    );
    strictEqual(await notify(scene, body, signature), 200);
    strictEqual(await scene.visitor.stateOf(orderUrl), "paid");
    strictEqual((await scene.visitor.openShop()).left, left - 1);
  },

  "takes one ticket for an order that was paid twice": async (scene) => {
    const { payment, orderUrl, left } = await buy(scene);
    for (const payment_id of [payment.payment_id, "anotherpaymt"]) {
      const body = notificationOf(payment, { payment_id });
      const signature = await signNotification(body, { secret: scene.simulator.webhookSecret });

      strictEqual(await notify(scene, body, signature), 200);
    }

    strictEqual(await scene.visitor.stateOf(orderUrl), "paid");
    strictEqual((await scene.visitor.openShop()).left, left - 1);
  },

  "refuses a forged notification": async (scene) => {
    const { payment, orderUrl, left } = await buy(scene);
    const body = notificationOf(payment);
    const forged = await signNotification(body, { secret: "not the receiver's secret" });
    const genuine = await signNotification(body, { secret: scene.simulator.webhookSecret });

    strictEqual(await notify(scene, body, forged), 400);
    strictEqual(await notify(scene, body.replace("5900", "59000"), genuine), 400);
    strictEqual(await notify(scene, body), 400);
    await isUnpaid(scene, orderUrl, left);
  },

  "does not settle a genuine notification of another amount, currency or receiver": async (
    scene,
  ) => {
    const { payment, orderUrl, left } = await buy(scene);
    for (const wrong of [{ amount: "59.0000" }, { currency: "CLF" }, { receiver_id: 1 }]) {
      const body = notificationOf(payment, wrong);
      const signature = await signNotification(body, { secret: scene.simulator.webhookSecret });

      strictEqual(await notify(scene, body, signature), 200);
      await isUnpaid(scene, orderUrl, left);
    }
  },

  "has a notification of an order that it does not know come again": async (scene) => {
    const { payment } = await buy(scene);
    const body = notificationOf(payment, { transaction_id: "somebody-else's" });
    const signature = await signNotification(body, { secret: scene.simulator.webhookSecret });

    strictEqual(await notify(scene, body, signature), 404);
  },

  "leaves an order unpaid whose payer refuses": async (scene) => {
    const { payment, orderUrl, left } = await buy(scene);
    await scene.simulator.reject(payment.payment_id);

    await isUnpaid(scene, orderUrl, left);
  },

  "makes one payment of a form that is sent twice": async (scene) => {
    const { simulator, visitor } = scene;
    const { key } = await visitor.openShop();
    const before = simulator.payments().length;
    await Promise.all([visitor.checkOut(key), visitor.checkOut(key)]);
    const third = await visitor.checkOut(key);

    strictEqual(simulator.payments().length, before + 1);
    strictEqual(third.location, simulator.payments().at(-1)?.payment_url);
  },

  "asks for no second payment when the answer to the first is lost": async (scene) => {
    const { simulator, visitor } = scene;
    const { key, left } = await visitor.openShop();
    const before = simulator.payments().length;
    simulator.fault({ kind: "reset", operation: "postPayment", tookEffect: true });
    const first = await visitor.checkOut(key);
    const second = await visitor.checkOut(key);

    strictEqual(simulator.payments().length, before + 1);
    strictEqual(second.location, first.location);
    strictEqual(await visitor.stateOf(first.location), "unknown");
    // Lost is not gone: should somebody pay it after all, it counts.
    await simulator.pay(simulator.payments().at(-1)?.payment_id ?? "");
    strictEqual(await visitor.stateOf(first.location), "paid");
    strictEqual((await visitor.openShop()).left, left - 1);
  },

  "asks again for a payment that certainly was not made": async (scene) => {
    const { simulator, visitor } = scene;
    const { key } = await visitor.openShop();
    const before = simulator.payments().length;
    simulator.fault({ kind: "html", status: 403, operation: "postPayment", tookEffect: false });
    const { location } = await visitor.checkOut(key);

    strictEqual(await visitor.stateOf(location), "failed");
    strictEqual(simulator.payments().length, before);
    const again = await visitor.checkOut(key);
    strictEqual(again.location, simulator.payments().at(-1)?.payment_url);
    strictEqual(simulator.payments().length, before + 1);
  },

  "knows no order that was never placed, and no checkout without a form": async (scene) => {
    const { simulator, url, visitor } = scene;
    const before = simulator.payments().length;

    strictEqual((await fetch(`${url}/orders/1`)).status, 404);
    strictEqual((await fetch(`${url}/orders/1/status`)).status, 404);
    strictEqual((await visitor.checkOut("")).status, 400);
    strictEqual(simulator.payments().length, before);
  },
};

async function buy({ simulator, url, visitor }: Scene): Promise<Bought> {
  const { key, left } = await visitor.openShop();
  const { status, location } = await visitor.checkOut(key);
  const payment = simulator.payments().find(({ payment_url }) => payment_url === location);
  if (status !== 303 || !payment) throw new Error(`buying led to ${status} ${location}`);
  return { payment, left, orderUrl: `${url}/orders/${payment.transaction_id ?? ""}` };
}

async function isUnpaid({ visitor }: Scene, orderUrl: string, left: number): Promise<void> {
  strictEqual(await visitor.stateOf(orderUrl), "waiting");
  strictEqual((await visitor.openShop()).left, left);
}

/** The body of a notification that says that a payment is paid. */
function notificationOf(payment: Payment, changes: object = {}): string {
  const { payment_id, transaction_id, receiver_id, currency } = payment;
  const conciliation_date = new Date().toISOString();
  const said = { payment_id, transaction_id, receiver_id, currency, amount: "5900.0000" };
  return JSON.stringify({ ...said, conciliation_date, ...changes });
}

async function notify({ url }: Scene, body: string, signature?: string): Promise<number> {
  const { status } = await fetch(`${url}/khipu/notifications`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      ...(signature !== undefined && { "x-khipu-signature": signature }),
    },
  });
  return status;
}
