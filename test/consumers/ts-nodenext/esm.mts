// TypeScript in an ECMAScript module, as Node loads it.
import assert from "node:assert/strict";
import { type CreatedPayment, type CreatePaymentParams, isKhipuError, Khipu } from "khipu-sdk";
import { verifyNotification } from "khipu-sdk/webhooks";

const answer: CreatedPayment = {
  payment_id: "zfxnocsow6mz",
  payment_url: "https://example.com/payment/info/zfxnocsow6mz",
  simplified_transfer_url: "https://example.com/payment/simplified/zfxnocsow6mz",
  transfer_url: "https://example.com/payment/manual/zfxnocsow6mz",
  app_url: "khipu:///pos/zfxnocsow6mz",
  ready_for_terminal: false,
};
const params: CreatePaymentParams = { amount: 5900, currency: "CLP", subject: "Order 1042" };
const sent: unknown[] = [];
const khipu = new Khipu({
  apiKey: "a-key",
  fetch: async (url, init) => {
    sent.push(url, init.method, init.body);
    return Response.json(answer);
  },
});

const created: CreatedPayment = await khipu.payments.create(params);
assert.equal(created.payment_id, "zfxnocsow6mz");
assert.deepEqual(sent, [
  "https://payment-api.khipu.com/v3/payments",
  "POST",
  '{"amount":5900,"currency":"CLP","subject":"Order 1042"}',
]);

// @ts-expect-error a currency that the API does not have
await assert.rejects(khipu.payments.create({ ...params, currency: "XXX", amount: -1 }), RangeError);

try {
  await verifyNotification("{}", {}, { secret: "a-secret" });
  assert.fail("a notification without a signature was taken");
} catch (error) {
  assert.ok(isKhipuError(error) && error.name === "KhipuNotificationError");
  const reason: "missing-signature" | string = error.reason;
  assert.equal(reason, "missing-signature");
}
