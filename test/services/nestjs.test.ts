import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { signNotification } from "../../src/webhooks/index.js";
import { Guide, guideSettings } from "../support/guide.js";
import { newPool } from "./support/postgres-shop.js";
import { after, before, describe, test } from "./support/runner.js";
import { address } from "./support/shops.js";

// The guide's shop makes tables of its own, in a database of its own.
const url = new URL(address("KHIPU_TEST_POSTGRES_URL"));
url.pathname = "/nestjs";
const pool = newPool({ connectionString: url.href });

before(async () => {
  const server = newPool();
  await server.query("CREATE DATABASE nestjs");
  await server.end();
});

after(() => pool.end());

for (const path of ["docs/frameworks/nestjs.md", "docs/frameworks/nestjs.es.md"]) {
  describe(`the shop of ${path}`, () => {
    const guide = new Guide(path, "test/services");
    let simulator: Simulator;
    let shop: string;

    before(async () => {
      simulator = await startSimulator({ retryDelaysMs: [] });
      const settings = await guideSettings(simulator);
      shop = settings.PUBLIC_URL;
      const started = /^(?:Open|Abre) /m;
      await guide.serve("main.ts", { ...settings, DATABASE_URL: url.href }, started);
    });

    after(async () => {
      guide.remove();
      await simulator.close();
    });

    test("settles an order that is paid, once, however often it is told", async () => {
      const { id, paymentId } = await order();
      await simulator.pay(paymentId);
      const [told] = simulator.notifications().filter(({ about }) => about === paymentId);

      assert.deepEqual(statusesOf(told?.attempts), [200]);
      assert.deepEqual(await deliveriesOf(id), [paymentId]);

      const again = await notify(paymentId, simulator.webhookSecret);
      assert.equal(again.status, 200);
      assert.deepEqual(await deliveriesOf(id), [paymentId]);
    });

    test("settles nothing that is forged", async () => {
      const { id, paymentId } = await order();

      const { status } = await notify(paymentId, "not-the-secret");

      assert.equal(status, 400);
      assert.deepEqual(await deliveriesOf(id), []);
    });

    test("keeps nothing of a settlement that fails half way, and settles at the next try", async () => {
      const { id, paymentId } = await order();
      await pool.query("ALTER TABLE deliveries RENAME TO gone");
      await simulator.pay(paymentId);
      await pool.query("ALTER TABLE gone RENAME TO deliveries");
      const unpaid = await pool.query("SELECT paid_at FROM orders WHERE id = $1", [id]);
      assert.deepEqual(unpaid.rows, [{ paid_at: null }]);

      const { status } = await notify(paymentId, simulator.webhookSecret);

      assert.equal(status, 200);
      assert.deepEqual(await deliveriesOf(id), [paymentId]);
    });

    async function order() {
      const answer = await fetch(`${shop}/orders`, { method: "POST" });
      assert.equal(answer.status, 201);
      const { id } = (await answer.json()) as { id: string };
      const payment = simulator.payments().find(({ transaction_id }) => transaction_id === id);
      return { id, paymentId: payment?.payment_id ?? "" };
    }

    /** Posts what Khipu would of a payment, signed with this secret. */
    async function notify(paymentId: string, secret: string): Promise<Response> {
      const payment = simulator.payments().find(({ payment_id }) => payment_id === paymentId);
      const body = JSON.stringify({ ...payment, conciliation_date: "2026-09-01T12:00:00.000Z" });
      const headers = {
        "content-type": "application/json",
        "x-khipu-signature": await signNotification(body, { secret }),
      };
      return fetch(`${shop}/webhooks/khipu`, { method: "POST", body, headers });
    }
  });
}

async function deliveriesOf(id: string): Promise<string[]> {
  const sql = "SELECT payment_id FROM deliveries WHERE order_id = $1";
  const { rows } = await pool.query<{ payment_id: string }>(sql, [id]);
  return rows.map(({ payment_id }) => payment_id);
}

function statusesOf(attempts: readonly { status?: number | undefined }[] = []) {
  return attempts.map(({ status }) => status);
}
