// TypeScript in a CommonJS module, as Node loads it.
import assert = require("node:assert/strict");
import khipuSdk = require("khipu-sdk");
import webhooks = require("khipu-sdk/webhooks");

const payment: Pick<khipuSdk.Payment, "status" | "status_detail"> = {
  status: "done",
  status_detail: "normal",
};
const state: khipuSdk.PaymentState = khipuSdk.paymentState(payment);
assert.equal(state, "paid");
assert.equal(khipuSdk.isPaid(payment), true);
assert.throws(() => new khipuSdk.Khipu({ apiKey: "" }), TypeError);
assert.equal(
  webhooks.parseNotification('{"payment_id":"zfxnocsow6mz"}').payment_id,
  "zfxnocsow6mz",
);
