// ECMAScript modules without types.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { isKhipuError, Khipu, KhipuApiError, sameAmount } from "khipu-sdk";
import { signNotification, verifyNotification } from "khipu-sdk/webhooks";

const body = '{"payment_id":"zfxnocsow6mz","amount":"1000.0000"}';
const signature = "t=1711965600393,s=W9BIVUCHwyPn417iCo9EIe1vFaWRC1c/S96JZhyAtQ4=";

const server = createServer((request, response) => {
  const isKnown = request.headers["x-api-key"] === "a-key";
  response.writeHead(isKnown ? 200 : 403, { "content-type": "application/json" });
  response.end(isKnown ? '{"banks":[]}' : '{"status":403,"message":"no"}');
});
server.listen(0, "127.0.0.1");
await once(server, "listening");

const baseUrl = `http://127.0.0.1:${server.address().port}`;
const { data, response } = await new Khipu({ apiKey: "a-key", baseUrl }).banks
  .list()
  .withResponse();
assert.deepEqual(data, { banks: [] });
assert.equal(response.status, 200);

const error = await new Khipu({ apiKey: "another-key", baseUrl }).banks.list().catch((e) => e);
assert.equal(error instanceof KhipuApiError, true);
assert.equal(isKhipuError(error), true);
assert.equal(error.operation, "getBanks");
assert.equal(error.status, 403);

const options = { secret: ["an-old-secret", "a-secret"], toleranceMs: false };
const headers = new Headers({ "x-khipu-signature": signature });
const bytes = new TextEncoder().encode(body);
const notification = await verifyNotification(bytes, headers, options);
assert.equal(notification.payment_id, "zfxnocsow6mz");
assert.equal(sameAmount(notification.amount, "1000"), true);
const signed = await signNotification(body, { secret: "a-secret", timestampMs: 1711965600393 });
assert.equal(signed, signature);
const stale = await verifyNotification(body, signature, { secret: "a-secret" }).catch((e) => e);
assert.equal(stale.reason, "stale");
server.close();
