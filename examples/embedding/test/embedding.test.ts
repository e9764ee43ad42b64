import { deepStrictEqual, match, notStrictEqual, ok, rejects, strictEqual } from "node:assert";
import { after, before, beforeEach, test } from "node:test";
import { inspect } from "node:util";
import { Khipu } from "khipu-sdk";
import { signNotification } from "khipu-sdk/webhooks";
import { CHARGE, openScene, type Scene } from "./scene.js";

let scene: Scene;
before(async () => {
  scene = await openScene();
});
beforeEach(() => {
  for (const told of [scene.spans, scene.settled, scene.errors]) told.length = 0;
});
after(() => scene.close());

void test("embedding: collects for each merchant with its own key, through the platform's fetch", async () => {
  const { merchants, platform, simulator, spans } = scene;
  for (const { receiverId } of merchants) {
    const { paymentId } = await platform.collect(receiverId, CHARGE);
    const sent = simulator.lastRequest();
    const payment = await paymentOf(receiverId, paymentId);

    strictEqual(Number(payment.receiver_id), receiverId);
    match(sent?.headers["user-agent"] ?? "", /example-platform\/1\.0\.0/);
    ok(sent?.headers["traceparent"]?.includes(spans.at(-1)?.traceId ?? "none"));
  }
  deepStrictEqual(
    spans.map(({ method, status, url }) => [method, status, url]),
    merchants.map(() => ["POST", 200, `${simulator.url}/v3/payments`]),
  );
});

void test("embedding: settles for the merchant who was paid, with the secret of that merchant", async () => {
  const { merchants, platform, settled, errors, simulator } = scene;
  for (const { receiverId } of merchants) {
    const { paymentId } = await platform.collect(receiverId, CHARGE);
    await simulator.pay(paymentId);
    await simulator.resend(paymentId);

    deepStrictEqual(settled, [{ receiverId, reference: "charge-1", paymentId }]);
    settled.length = 0;
  }
  deepStrictEqual(errors, []);
});

void test("embedding: believes one merchant's secret nothing about another", async () => {
  const { errors, merchants, publicUrl, platform, settled } = scene;
  const [first, second] = merchants;
  const body = JSON.stringify({
    payment_id: "forged",
    receiver_id: second.receiverId,
    ...{ transaction_id: "charge-1", amount: "5900", currency: "CLP" },
  });
  const signature = await signNotification(body, { secret: first.secret });
  const post = (receiverId: number) => {
    const init = { method: "POST", body, headers: { "x-khipu-signature": signature } };
    return platform.receive(new Request(`${publicUrl}/khipu/${receiverId}`, init));
  };

  strictEqual((await post(second.receiverId)).status, 400);
  strictEqual((await post(first.receiverId)).status, 200);
  strictEqual((await post(1)).status, 404);
  deepStrictEqual(
    errors.map((error) => (error as Error).name),
    ["UntrustedMessageError", "WrongPaymentError"],
  );
  deepStrictEqual(settled, []);
});

void test("embedding: tells its callers in its own words what happened", async () => {
  const { merchants, platform, simulator } = scene;
  const { receiverId } = merchants[0];
  const collect = () => platform.collect(receiverId, CHARGE);

  simulator.fault({ kind: "reset", operation: "postPayment", tookEffect: true });
  await rejects(collect, { name: "InDoubtError" });
  simulator.fault({ kind: "server-error", operation: "postPayment", tookEffect: false });
  await rejects(collect, { name: "InDoubtError" });
  await rejects(platform.collect(receiverId, { ...CHARGE, subject: "x".repeat(300) }), {
    name: "DeclinedError",
  });
});

void test("embedding: may be asked again when the request never left", async () => {
  const { close, merchants, platform } = await openScene();
  await close();

  await rejects(platform.collect(merchants[0].receiverId, CHARGE), { name: "UnavailableError" });
});

void test("embedding: keeps every key and secret out of what its callers see", async () => {
  const { merchants, platform, simulator } = scene;
  simulator.fault({ kind: "html", status: 403, operation: "postPayment", tookEffect: false });
  const error = await platform.collect(merchants[1].receiverId, CHARGE).catch((e: unknown) => e);
  const seen = inspect([error, platform, scene.spans], { depth: 20, showHidden: true });

  strictEqual((error as Error).name, "DeclinedError");
  notStrictEqual(merchants[1].apiKey, "");
  strictEqual(seen.includes(merchants[1].apiKey), false);
  strictEqual(seen.includes(merchants[1].secret), false);
});

async function paymentOf(receiverId: number, paymentId: string) {
  const merchant = scene.merchants.find((known) => known.receiverId === receiverId);
  return new Khipu({ apiKey: merchant?.apiKey ?? "", baseUrl: scene.simulator.url }).payments.get(
    paymentId,
  );
}
