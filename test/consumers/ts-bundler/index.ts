// TypeScript for a bundler and a runtime without Node: no types of Node's, and WebCrypto.
import { Khipu, type Payment } from "khipu-sdk";
import { signNotification, verifyNotification } from "khipu-sdk/webhooks";

const body = '{"payment_id":"zfxnocsow6mz","amount":"1000.0000"}';
const signature = "t=1711965600393,s=W9BIVUCHwyPn417iCo9EIe1vFaWRC1c/S96JZhyAtQ4=";

async function main(): Promise<void> {
  const options = { secret: "a-secret", toleranceMs: false as const };
  const notification = await verifyNotification(body, signature, options);
  expectEqual(notification.payment_id, "zfxnocsow6mz");
  const signed = await signNotification(body, { secret: "a-secret", timestampMs: 1711965600393 });
  expectEqual(signed, signature);

  const fetch = () => Promise.resolve(Response.json({ payment_id: "zfxnocsow6mz" }));
  const khipu = new Khipu({ apiKey: "a-key", fetch });
  const payment: Payment = await khipu.payments.get("zfxnocsow6mz");
  expectEqual(payment.payment_id, "zfxnocsow6mz");
}

function expectEqual(actual: string, expected: string): void {
  if (actual !== expected) throw new Error(`${actual} is not ${expected}`);
}

await main();
