// Runs in every runtime that the package is for, so it uses nothing of any of them.
import { isKhipuError, Khipu, KhipuApiError, sameAmount } from "khipu-sdk";
import { signNotification, verifyNotification } from "khipu-sdk/webhooks";

const body = '{"payment_id":"zfxnocsow6mz","amount":"1000.0000"}';
const signature = "t=1711965600393,s=W9BIVUCHwyPn417iCo9EIe1vFaWRC1c/S96JZhyAtQ4=";

/** Makes a call, is refused one, loses one, and checks a notification. Throws what is not as it must be. */
export async function smoke(baseUrl) {
  const khipu = new Khipu({ apiKey: "a-key", baseUrl });
  const { data, response } = await khipu.banks.list().withResponse();
  equal(data.banks[0].bank_id, "Bawdf");
  equal(response.status, 200);

  const refused = await rejection(new Khipu({ apiKey: "another-key", baseUrl }).banks.list());
  equal(refused instanceof KhipuApiError, true);
  equal([refused.name, refused.status, refused.outcome].join(), "KhipuApiError,403,rejected");

  const redirected = await rejection(khipu.payments.get("redirected"));
  equal([redirected.name, redirected.outcome].join(), "KhipuConnectionError,unknown");

  const late = await rejection(khipu.payments.get("late", { timeoutMs: 100 }));
  equal([late.name, late.timeoutMs].join(), "KhipuTimeoutError,100");

  const reason = { why: "closing" };
  equal(await rejection(khipu.payments.get("late", { signal: AbortSignal.abort(reason) })), reason);

  await notifications();
}

async function notifications() {
  const options = { secret: "a-secret", toleranceMs: false };
  const headers = { "x-khipu-signature": signature };
  const url = "https://example.com/khipu";
  const request = new Request(url, { method: "POST", body, headers });
  const notification = await verifyNotification(request, request.headers, options);
  equal(notification.payment_id, "zfxnocsow6mz");
  equal(sameAmount(notification.amount, 1000), true);
  const timestampMs = 1711965600393;
  equal(await signNotification(body, { secret: "a-secret", timestampMs }), signature);
  const forged = await rejection(verifyNotification(`${body} `, headers, options));
  equal([isKhipuError(forged), forged.reason].join(), "true,mismatch");
}

async function rejection(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it should have been refused");
}

function equal(actual, expected) {
  if (actual !== expected) throw new Error(`${String(actual)} instead of ${String(expected)}`);
}
