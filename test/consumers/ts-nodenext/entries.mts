// Every entry at once, with its types checked in full.
import assert from "node:assert/strict";
import { KhipuMismatchError } from "khipu-sdk";
import { isChargePaid, Openpay } from "khipu-sdk/openpay";
import { createInstantPaymentsClient, type InstantPaymentsPaths } from "khipu-sdk/raw";
import { storeChecks } from "khipu-sdk/stores/conformance";
import { memoryStore } from "khipu-sdk/stores/memory";
import { type PostgresStore, postgresMigration } from "khipu-sdk/stores/postgres";
import { redisStore } from "khipu-sdk/stores/redis";
import { sqliteMigration } from "khipu-sdk/stores/sqlite";
import { KhipuV2 } from "khipu-sdk/v2";
import { signNotification, webhookHandler } from "khipu-sdk/webhooks";
import { startSimulator } from "khipu-simulator";
import document from "khipu-sdk/openapi/instant-payments.v3.json" with { type: "json" };

const path: keyof InstantPaymentsPaths = "/v3/payments/{id}";
assert.ok(path in document.paths);
assert.equal(document.openapi, "3.1.0");

// The raw client is openapi-fetch's, typed by the document.
const simulator = await startSimulator();
const { apiKey, url } = simulator;
const raw = createInstantPaymentsClient({ apiKey, baseUrl: url });
const { data, response } = await raw.GET("/v3/banks");
assert.equal(response.status, 200);
assert.equal(data?.banks?.[0]?.name, "DemoBank");
await simulator.close();

const paid: string[] = [];
const handle = webhookHandler({
  secret: "a-secret",
  store: memoryStore(),
  expect: () => ({ receiver_id: 1, payment_id: "zfxnocsow6mz", amount: 1000, currency: "CLP" }),
  onPaid: ({ payment_id }) => void paid.push(payment_id),
  onError: (error) => assert.ok(error instanceof KhipuMismatchError),
});

/** The status that a shop answers a notification of an amount with. */
async function answer(amount: string): Promise<number> {
  const fields = { payment_id: "zfxnocsow6mz", receiver_id: 1, amount, currency: "CLP" };
  const body = JSON.stringify(fields);
  const signature = await signNotification(body, { secret: "a-secret" });
  const headers = { "content-type": "application/json", "x-khipu-signature": signature };
  const { status } = await handle(
    new Request("https://example.com", { method: "POST", body, headers }),
  );
  return status;
}

assert.deepEqual(
  [await answer("1.0000"), await answer("1000.0000"), await answer("1000.0000")],
  [...[200, 200, 200]],
);
assert.deepEqual(paid, ["zfxnocsow6mz"]);

assert.ok(new KhipuV2({ receiverId: 1, secret: "a-secret" }).payments);
assert.ok(new Openpay({ merchantId: "a-merchant", privateKey: "a-key" }).charges);
assert.equal(isChargePaid({ status: "in_progress", amount: 100 }), false);
assert.match(postgresMigration(), /create table/i);
assert.match(sqliteMigration(), /create table/i);
assert.ok(storeChecks(() => memoryStore()).length > 5);
assert.equal(typeof redisStore, "function");
const use = (store: PostgresStore<object>) => store.claim("payment:1", { leaseMs: 1000 });
assert.equal(use.length, 1);
