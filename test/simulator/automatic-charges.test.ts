import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { assertSettles } from "../../src/index.js";
import { parseChargeFailure } from "../../src/webhooks/handlers/index.js";
import { verifyNotification } from "../../src/webhooks/index.js";
import { CHARGE, enabledSubscription, khipuOf } from "./support/automatic.js";
import { simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";
import { khipuV2Of } from "./support/v2.js";

const SIGNED = { retryDelaysMs: [1_000], verificationMs: 60_000 };
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("a charge intent", () => {
  test("becomes an ordinary payment, with a signed notification 3.0", async () => {
    const simulator = await simulate(SIGNED);
    const merchant = await openMerchant();
    const khipu = khipuOf(simulator);
    const subscription_id = await enabledSubscription(simulator);

    const { payment_id } = await khipu.chargeIntents.create({
      ...CHARGE,
      ...{ subscription_id, notify_url: merchant.url },
    });

    expect(await khipu.payments.get(payment_id)).toMatchObject({
      ...{ status: "verifying", amount: "4990.0000", currency: "CLP" },
      ...{ subject: "Té de marzo", body: "Dos cajas", transaction_id: "march" },
      ...{ payer_email: "ana@example.com", bank_id: "Bawdf", notify_api_version: "3.0" },
    });
    await simulator.advance(60_000);
    const [{ body, headers } = { body: "", headers: {} }] = merchant.received;
    const notification = await verifyNotification(body, headers, {
      secret: simulator.webhookSecret,
      now: () => simulator.now(),
    });
    const { receiverId: receiver_id } = simulator;
    const expected = { receiver_id, amount: 4990, currency: "CLP", payment_id };
    expect(() => assertSettles(notification, expected)).not.toThrow();
    const payment = await khipu.payments.get(payment_id);
    expect(() => assertSettles(payment, expected)).not.toThrow();
  });

  test("is told of by the form of version 1.3 to who asks for it", async () => {
    const simulator = await simulate(SIGNED);
    const merchant = await openMerchant();
    const subscription_id = await enabledSubscription(simulator);
    await khipuOf(simulator).chargeIntents.create({
      ...{ ...CHARGE, subscription_id },
      ...{ notify_url: merchant.url, notify_api_version: "1.3" },
    });
    await simulator.advance(60_000);

    const order = { amount: 4990, currency: "CLP", transaction_id: "march" };
    const { notifications } = khipuV2Of(simulator);
    await expect(
      notifications.confirm(merchant.received[0]?.body ?? "", order),
    ).resolves.toMatchObject({ status: "done" });
  });

  test("fails by hand, and its error_response_url is told until it answers 200", async () => {
    const simulator = await simulate(SIGNED);
    const merchant = await openMerchant(500, 200);
    const khipu = khipuOf(simulator);
    const subscription_id = await enabledSubscription(simulator);
    const { payment_id } = await khipu.chargeIntents.create({
      ...{ ...CHARGE, subscription_id, error_response_url: merchant.url },
    });

    const payment = await simulator.failCharge(payment_id, "Cuenta cerrada");
    await simulator.advance(120_000);

    expect(payment).toMatchObject({ status: "done", status_detail: "rejected-by-payer" });
    expect(merchant.received).toHaveLength(2);
    const [callback] = merchant.received;
    expect(callback?.headers).not.toHaveProperty("x-khipu-signature");
    expect(parseChargeFailure(callback?.body ?? "")).toEqual({
      ...{ subscription_id, payment_id, transaction_id: "march", error_message: "Cuenta cerrada" },
    });
    expect(simulator.notifications(payment_id).map(({ kind }) => kind)).toEqual(["charge-failure"]);
    await expect(simulator.failCharge(payment_id)).rejects.toThrow("is not possible");
    await expect(simulator.failCharge("none")).rejects.toThrow("there is no charge");
  });

  test("fails by a planned fault, for its subscription alone", async () => {
    const simulator = await simulate(SIGNED);
    const { chargeIntents } = khipuOf(simulator);
    const about = await enabledSubscription(simulator);
    const other = await enabledSubscription(simulator);
    simulator.fault({ kind: "failed-charge", about, message: "Bloqueada" });
    simulator.fault({ kind: "lost-notification", times: 9 });

    await chargeIntents.create({ ...CHARGE, subscription_id: other });
    await chargeIntents.create({ ...CHARGE, subscription_id: about });
    await chargeIntents.create({ ...CHARGE, subscription_id: about });
    expect(simulator.payments().map(({ status }) => status)).toEqual(Array(3).fill("verifying"));
    await simulator.advance(60_000);

    const details = simulator.payments().map(({ status_detail: detail }) => detail);
    expect(details).toEqual(["normal", "rejected-by-payer", "normal"]);
    const failed = String(simulator.payments()[1]?.payment_id);
    const failures = simulator.notifications().filter(({ kind }) => kind === "charge-failure");
    expect(failures.map(({ body }) => body)).toEqual([
      `{"subscription_id":"${about}","transaction_id":"march","payment_id":"${failed}","error_message":"Bloqueada"}`,
    ]);
  });

  test.each([
    ["amount", { amount: 0.5 }],
    ["error_response_url", { error_response_url: "nowhere" }],
    ["notify_url", { notify_url: "nowhere" }],
    ["notify_api_version", { notify_api_version: "2.0" }],
    ["subject", { subject: "x".repeat(256) }],
  ])("is refused when %s is wrong: %j", async (field, fields) => {
    const simulator = await simulate();
    const subscription_id = await enabledSubscription(simulator);
    const charge = { ...CHARGE, ...fields, subscription_id };

    await expect(khipuOf(simulator).chargeIntents.create(charge)).rejects.toMatchObject({
      status: 400,
      outcome: "rejected",
      fieldErrors: [{ field }],
    });
    expect(simulator.payments()).toEqual([]);
  });

  test("is refused unless the subscription is ENABLED", async () => {
    const simulator = await simulate();
    const subscription_id = await enabledSubscription(simulator);
    const charge = () => khipuOf(simulator).chargeIntents.create({ ...CHARGE, subscription_id });
    const refusal = { status: 422, body: { error_code: "SUBSCRIPTION_NOT_CHARGEABLE" } };
    await simulator.disableSubscription(subscription_id);

    await expect(charge()).rejects.toMatchObject(refusal);
    await simulator.signSubscription(subscription_id);
    await expect(charge()).rejects.toMatchObject(refusal);
    await simulator.enableSubscription(subscription_id);
    await expect(charge()).resolves.toHaveProperty("payment_id");
  });

  test("goes on after a restart: signatures, charges and failures", async () => {
    const folder = mkdtempSync(join(tmpdir(), "automatic-"));
    folders.push(folder);
    const options = { dataFile: join(folder, "data.jsonl"), verificationMs: 60_000 };
    const first = await simulate(options);
    const { chargeIntents, subscriptions } = khipuOf(first);
    const subscription_id = await enabledSubscription(first);
    first.fault({ kind: "failed-charge" });
    await chargeIntents.create({ ...CHARGE, subscription_id });
    await chargeIntents.create({ ...CHARGE, subscription_id });
    const { max_amount, ...rest } = { max_amount: 10, currency: "CLP", name: "Té" };
    const urls = { notify_url: CHARGE.notify_url, return_url: CHARGE.notify_url };
    const { redirect_url } = await subscriptions.create({
      ...{ ...rest, ...urls, max_amount, max_amount_per_charge: max_amount },
      ...{ cancel_url: CHARGE.notify_url, email: "a@example.com" },
    });
    await fetch(`${redirect_url}/sign`, {
      ...{ method: "POST", redirect: "manual", body: new URLSearchParams({ bank_id: "Bawdf" }) },
    });
    await first.close();

    const second = await simulate({
      ...options,
      faults: [{ kind: "lost-notification", times: 9 }],
    });
    await second.advance(60_000);

    expect(second.subscriptions().map(({ status }) => status)).toEqual(["ENABLED", "ENABLED"]);
    const details = second.payments().map(({ status_detail: detail }) => detail);
    expect(details).toEqual(["rejected-by-payer", "normal"]);
  });
});
