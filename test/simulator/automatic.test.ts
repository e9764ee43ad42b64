import { describe, expect, test } from "@jest/globals";
import { parseSubscriptionCallback } from "../../src/webhooks/handlers/index.js";
import { clientOf, RECEIVER, simulate } from "./support/client.js";
import { CHARGE, enabledSubscription, khipuOf, SUBSCRIPTION } from "./support/automatic.js";
import { open } from "./support/browser.js";
import { openMerchant } from "./support/merchant.js";

const SUBSCRIPTIONS = "/v1/automatic-payment/subscription";

describe("a subscription", () => {
  test("goes from PENDING over SIGNED to ENABLED on the payer's page", async () => {
    const simulator = await simulate({ verificationMs: 60_000 });
    const merchant = await openMerchant();
    const khipu = khipuOf(simulator);
    const created = await khipu.subscriptions.create({
      ...SUBSCRIPTION,
      notify_url: merchant.url,
    });
    const id = created.subscription_id;
    expect(created.redirect_url).toBe(`${simulator.url}/pac-manager/${id}`);
    expect(await khipu.subscriptions.get(id)).toMatchObject({
      status: "PENDING",
      developer: true,
      service_reference: "",
    });

    const page = await open(created.redirect_url);
    expect(page.html).toContain("$20.000");
    expect(page.html).toMatch(/Máximo por cargo[^$]*\$5\.000/);
    const after = await page.submit("/sign");

    expect(after.url).toBe("https://shop.example.com/signed");
    expect(await khipu.subscriptions.get(id)).toMatchObject({
      status: "SIGNED",
      service_reference: expect.stringMatching(/^\w{12}$/),
    });
    expect(merchant.received).toEqual([]);
    await simulator.advance(60_000);
    expect(merchant.received).toMatchObject([{ method: "POST", path: "/notify" }]);
    const [callback] = merchant.received;
    expect(callback?.headers["content-type"]).toBe("application/json");
    expect(callback?.headers).not.toHaveProperty("x-khipu-signature");
    expect(JSON.parse(callback?.body ?? "")).toEqual({ subscription_id: id, status: "enabled" });
    const hint = parseSubscriptionCallback(callback?.body ?? "");
    expect(await khipu.subscriptions.confirm(hint)).toMatchObject({ status: "ENABLED" });
    expect((await open(created.redirect_url)).html).toContain("habilitada");
  });

  test("stays PENDING when the payer does not sign, who may still do so later", async () => {
    const simulator = await simulate();
    const { redirect_url } = await khipuOf(simulator).subscriptions.create(SUBSCRIPTION);

    const after = await (await open(redirect_url)).submit("/cancel");

    expect(after.url).toBe("https://shop.example.com/not-signed");
    expect(simulator.subscriptions()).toMatchObject([{ status: "PENDING" }]);
    expect(simulator.notifications()).toEqual([]);
    expect((await open(redirect_url)).html).toContain("/sign");
  });

  test("is told of again and again until exactly 200", async () => {
    const simulator = await simulate({ retryDelaysMs: [1_000, 2_000] });
    const merchant = await openMerchant(500, 204, 200);
    const id = await enabledSubscription(simulator, { notify_url: merchant.url });
    expect(merchant.received).toHaveLength(1);
    await simulator.advance(3_000);

    const [sent] = simulator.notifications(id);
    expect(sent).toMatchObject({ kind: "subscription", state: "delivered", retries: 2 });
    expect(sent?.attempts.map(({ status }) => status)).toEqual([500, 204, 200]);
  });

  test("is ended by the bank, and told of as disabled", async () => {
    const simulator = await simulate();
    const merchant = await openMerchant();
    const id = await enabledSubscription(simulator, { notify_url: merchant.url });

    const subscription = await simulator.disableSubscription(id);

    expect(subscription).toMatchObject({ status: "DISABLED" });
    expect(JSON.parse(merchant.received[1]?.body ?? "")).toEqual({
      subscription_id: id,
      status: "disabled",
    });
  });

  test("is not confirmed for a signature that was refused in the meantime", async () => {
    const simulator = await simulate({ verificationMs: 60_000 });
    const { redirect_url, subscription_id: id } =
      await khipuOf(simulator).subscriptions.create(SUBSCRIPTION);
    await (await open(redirect_url)).submit("/sign", { bank_id: "SDdGj" });
    simulator.fault({ kind: "lost-notification" });
    await simulator.disableSubscription(id);
    await simulator.signSubscription(id, "dfFbF");

    await simulator.advance(60_000);

    expect(simulator.subscriptions()).toMatchObject([{ status: "SIGNED" }]);
  });

  test("changes only from a state that it can change from", async () => {
    const simulator = await simulate();
    const id = await enabledSubscription(simulator);

    await expect(simulator.enableSubscription(id)).rejects.toThrow("it cannot be enabled");
    await expect(simulator.signSubscription(id)).rejects.toThrow("it cannot be signed");
    await expect(simulator.signSubscription("x")).rejects.toThrow("there is no subscription x");
    await simulator.disableSubscription(id);
    await expect(simulator.disableSubscription(id)).rejects.toThrow("it cannot be disabled");
    await expect(simulator.signSubscription(id, "nope")).rejects.toThrow("there is no bank nope");
  });

  test("escapes what it shows, and shows a page for an id that is none", async () => {
    const simulator = await simulate({ language: "en" });
    const { redirect_url } = await khipuOf(simulator).subscriptions.create({
      ...SUBSCRIPTION,
      name: "<b>Té</b>",
    });

    expect((await open(redirect_url)).html).toContain("&lt;b&gt;Té&lt;/b&gt;");
    expect((await open(`${redirect_url}x`)).status).toBe(404);
  });

  test.each([
    ["max_amount", { max_amount: 0 }],
    ["max_amount", { max_amount: 10.5 }],
    ["max_amount", { max_amount: "1000" }],
    ["currency", { currency: "XXX" }],
    ["currency", { currency: "PESOS" }],
    ["notify_url", { notify_url: "nowhere" }],
    ["cancel_url", { cancel_url: undefined }],
    ["name", { name: "x".repeat(256) }],
  ])("is refused when %s is wrong: %j", async (field, fields) => {
    const simulator = await simulate();
    const body = { ...SUBSCRIPTION, ...fields };

    const answer = await clientOf(simulator)("POST", SUBSCRIPTIONS, body);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field }] });
  });

  test("needs a key, and is nobody else's", async () => {
    const simulator = await simulate();
    const id = await enabledSubscription(simulator);
    const path = `${SUBSCRIPTIONS}/${id}`;
    const { api_key: apiKey } = await khipuOf(simulator).receivers.create(RECEIVER);

    expect((await fetch(simulator.url + path)).status).toBe(403);
    expect((await clientOf({ ...simulator, apiKey: "no" })("GET", path)).status).toBe(401);
    expect((await clientOf({ ...simulator, apiKey: apiKey ?? "" })("GET", path)).status).toBe(404);
    expect((await clientOf(simulator)("GET", `${SUBSCRIPTIONS}/none`)).status).toBe(404);
    const charge = { ...CHARGE, subscription_id: "none" };
    const charged = clientOf(simulator)("POST", "/v1/automatic-payment/charge-intent", charge);
    expect((await charged).status).toBe(404);
  });
});
