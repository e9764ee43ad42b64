// For each method of Automatic Payment 1.0: what compiles, and what must not.
import { expectTypeOf } from "expect-type";
import {
  type CreatedChargeIntent,
  type CreatedSubscription,
  Khipu,
  type KhipuPromise,
  type Subscription,
  type SubscriptionCallback,
  type SubscriptionStatus,
} from "../../src/index.js";

declare function use(value: unknown): void;
declare const callback: SubscriptionCallback;
declare const subscription: Subscription;
const khipu = new Khipu({ apiKey: "key" });
const options = { timeoutMs: 1_000, headers: { "x-trace": "1" } };
const url = "https://shop.example.com/notify";
const params = {
  ...{ name: "Tea", email: "a@example.com", max_amount: 5000, max_amount_per_charge: 5000 },
  currency: "CLP",
  ...{ notify_url: url, return_url: url, cancel_url: url },
};
const charge = {
  ...{ subscription_id: "id", amount: 4990, subject: "Tea", body: "Two boxes", custom: "" },
  ...{ transaction_id: "march", notify_url: url, error_response_url: url },
};

// subscriptions.create
expectTypeOf(khipu.subscriptions.create(params, options)).toEqualTypeOf<
  KhipuPromise<CreatedSubscription>
>();
use(khipu.subscriptions.create({ ...params, max_amount: "5000.00", service_reference: "1-9" }));
// @ts-expect-error who signs is sent somewhere afterwards
use(khipu.subscriptions.create({ ...params, return_url: undefined }));
// @ts-expect-error the ceiling is called max_amount
use(khipu.subscriptions.create({ ...params, amount: 5000 }));
// @ts-expect-error nothing is optional here
use(khipu.subscriptions.create({ name: "Tea" }));

// subscriptions.get, confirm, waitFor
expectTypeOf(khipu.subscriptions.get("id")).toEqualTypeOf<KhipuPromise<Subscription>>();
expectTypeOf(khipu.subscriptions.confirm(callback)).toEqualTypeOf<KhipuPromise<Subscription>>();
expectTypeOf(khipu.subscriptions.waitFor("id", { until: "SIGNED" })).toEqualTypeOf<
  Promise<Subscription>
>();
// @ts-expect-error the states of a subscription are in upper case
use(khipu.subscriptions.waitFor("id", { until: "enabled" }));
// @ts-expect-error a callback is an object
use(khipu.subscriptions.confirm("id"));
// @ts-expect-error Khipu has no list of subscriptions
use(khipu.subscriptions.list);

// Upper and lower case are told apart
expectTypeOf<"enabled">().not.toExtend<SubscriptionStatus>();
expectTypeOf(callback.status).not.toEqualTypeOf(subscription.status);

// chargeIntents.create
expectTypeOf(khipu.chargeIntents.create(charge, options)).toEqualTypeOf<
  KhipuPromise<CreatedChargeIntent>
>();
use(khipu.chargeIntents.create({ ...charge, amount: "4990", notify_api_version: "1.3" }));
// @ts-expect-error a failure has to be told somewhere
use(khipu.chargeIntents.create({ ...charge, error_response_url: undefined }));
// @ts-expect-error the currency is the subscription's
use(khipu.chargeIntents.create({ ...charge, currency: "CLP" }));
// @ts-expect-error a charge is a payment: read that
use(khipu.chargeIntents.get);
