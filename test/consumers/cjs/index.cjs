// CommonJS without types: `require` of every thing that a shop needs.
const assert = require("node:assert/strict");
const { createServer } = require("node:http");
const { Khipu, KhipuApiError, isKhipuError, sameAmount } = require("khipu-sdk");
const { signNotification, verifyNotification } = require("khipu-sdk/webhooks");

const body = '{"payment_id":"zfxnocsow6mz","amount":"1000.0000"}';
const signature = "t=1711965600393,s=W9BIVUCHwyPn417iCo9EIe1vFaWRC1c/S96JZhyAtQ4=";

const server = createServer((request, response) => {
  const isKnown = request.headers["x-api-key"] === "a-key";
  response.writeHead(isKnown ? 200 : 403, { "content-type": "application/json" });
  response.end(isKnown ? '{"banks":[]}' : '{"status":403,"message":"no"}');
});

server.listen(0, "127.0.0.1", async () => {
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const call = (apiKey) => new Khipu({ apiKey, baseUrl }).banks.list();
  assert.deepEqual(await call("a-key"), { banks: [] });

  const error = await call("another-key").catch((reason) => reason);
  assert.equal(error instanceof KhipuApiError, true);
  assert.equal(isKhipuError(error), true);
  assert.equal(error.name, "KhipuApiError");
  assert.equal(error.status, 403);
  assert.equal(error.outcome, "rejected");

  // The ESM copy of the package knows the errors of this one.
  const esm = await import("khipu-sdk");
  assert.equal(esm.KhipuApiError === KhipuApiError, false);
  assert.equal(esm.isKhipuError(error), true);

  const options = { secret: "a-secret", toleranceMs: false };
  const notification = await verifyNotification(body, signature, options);
  assert.equal(notification.payment_id, "zfxnocsow6mz");
  assert.equal(sameAmount(notification.amount, 1000), true);
  const signed = await signNotification(body, { secret: "a-secret", timestampMs: 1711965600393 });
  assert.equal(signed, signature);
  const forged = await verifyNotification(`${body} `, signature, options).catch((reason) => reason);
  assert.equal(forged.reason, "mismatch");
  server.close();
});
