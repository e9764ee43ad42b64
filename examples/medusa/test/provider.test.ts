import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { begin, openScene, paid, type Scene, stored } from "./medusa.js";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.close());

const payments = () => scene.simulator.payments();
const stateOf = (id: unknown) => payments().find(({ payment_id }) => payment_id === id)?.status;

void describe("an order", () => {
  void test("is authorized when it is paid, and not before", async () => {
    const session = await begin(scene);
    const before = await scene.provider.authorizePayment({ data: session });
    assert.equal(before.status, "pending");

    await scene.simulator.pay(String(session["payment_id"]));

    const [action] = scene.actions;
    assert.equal(action?.action, "captured");
    assert.equal(action?.data?.session_id, "payses_1");
    assert.equal(Number(action?.data?.amount), 5900);
    const after = await scene.provider.authorizePayment({ data: session });
    assert.equal(after.status, "captured");
    assert.deepEqual((await scene.provider.capturePayment({ data: session })).data, session);
  });

  void test("is not authorized by a payment of another amount", async () => {
    const session = await begin(scene);
    await scene.simulator.pay(String(session["payment_id"]));
    const dearer = { ...session, amount: "590000" };

    await assert.rejects(scene.provider.authorizePayment({ data: dearer }), /amount/);
  });

  void test("is not captured without money", async () => {
    const session = await begin(scene);

    await assert.rejects(scene.provider.capturePayment({ data: session }), /pending, not paid/);
  });

  void test("takes nothing that the page has planted", async () => {
    const session = await begin(scene);

    assert.deepEqual(session["refunds"], []);
  });

  void test("of another amount gets another payment, and nobody can pay the first", async () => {
    const session = await begin(scene);
    const asked = { data: session, currency_code: "clp" };

    const same = await scene.provider.updatePayment({ ...asked, amount: "5900.00" });
    assert.deepEqual(same.data, session);
    const other = await scene.provider.updatePayment({ ...asked, amount: 7900 });

    assert.notEqual(other.data.payment_id, session["payment_id"]);
    const old = await scene.provider.getPaymentStatus({ data: session });
    assert.equal(old.status, "canceled");
  });
});

void describe("a notification", () => {
  void test("that is forged does nothing", async () => {
    const session = await begin(scene);
    const body = JSON.stringify({ ...payments()[0], status: "done" });
    const signature = `t=${Date.now()},s=${Buffer.alloc(32).toString("base64")}`;

    const headers = { "content-type": "application/json", "x-khipu-signature": signature };
    await fetch(scene.hook, { method: "POST", headers, body });
    await fetch(scene.hook, { method: "POST", body });

    const none = { action: "not_supported" };
    assert.deepEqual(scene.actions, [none, none]);
    assert.equal(scene.warnings.length, 2);
    const { status } = await scene.provider.authorizePayment({ data: session });
    assert.equal(status, "pending");
  });
});

void describe("what is taken back", () => {
  void test("is deleted when nobody has paid, however often", async () => {
    const session = await begin(scene);

    await scene.provider.deletePayment({ data: session });
    await scene.provider.deletePayment({ data: session });
    await scene.provider.cancelPayment({ data: session });

    const { status } = await scene.provider.getPaymentStatus({ data: session });
    assert.equal(status, "canceled");
    await scene.provider.deletePayment({ data: { session_id: "payses_2" } });
  });

  void test("is not deleted when somebody has", async () => {
    const session = await begin(scene);
    await scene.simulator.pay(String(session["payment_id"]));

    await assert.rejects(scene.provider.deletePayment({ data: session }));
    assert.equal(stateOf(session["payment_id"]), "done");
  });

  void test("is voided when it is paid, also when the answer is lost", async () => {
    const payment = await paid(scene);
    const lost = {
      kind: "reset",
      operation: "voidPaymentById",
      tookEffect: true,
      times: 1,
    } as const;
    scene.simulator.fault(lost);

    await scene.provider.cancelPayment({ data: payment });

    const { data } = await scene.provider.retrievePayment({ data: payment });
    assert.equal(data.status_detail, "reversed");
  });
});

void describe("the options", () => {
  void test("name what is missing", () => {
    const Provider = scene.provider.constructor as unknown as {
      validateOptions(options: Record<string, unknown>): void;
    };
    assert.throws(() => Provider.validateOptions({ apiKey: "key" }), /the option webhookSecret/);
    assert.deepEqual(stored({ id: scene.provider.getIdentifier() }), { id: "khipu" });
  });
});
