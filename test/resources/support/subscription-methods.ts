import type {
  CallOptions,
  CreateChargeIntentParams,
  CreateSubscriptionParams,
  Khipu,
} from "../../../src/index.js";
import { untyped } from "../../support/untyped.js";
import type { Method } from "../../support/methods.js";
import { automatic } from "./automatic.js";

const ID = "13a0f1aa-5e47-4894-aa8b-282dd19593ec";
const subscription = untyped<CreateSubscriptionParams>(automatic("createSubscription_1.request"));
const charge = untyped<CreateChargeIntentParams>(automatic("createCharge_1.request"));

/** Every method that makes one request to Automatic Payment 1.0. */
export const METHODS: readonly Method[] = [
  {
    name: "subscriptions.create",
    operation: "createSubscription_1",
    http: "POST",
    path: "/v1/automatic-payment/subscription",
    body: automatic("createSubscription_1.request"),
    answer: automatic("createSubscription_1.published"),
    call: (khipu: Khipu, options?: CallOptions) =>
      khipu.subscriptions.create({ ...subscription, max_amount: "1000.00" }, options),
  },
  {
    name: "subscriptions.get",
    operation: "fetchSubscriptionStatus_1",
    http: "GET",
    path: `/v1/automatic-payment/subscription/${ID}`,
    answer: automatic("fetchSubscriptionStatus_1.enabled"),
    call: (khipu: Khipu, options?: CallOptions) => khipu.subscriptions.get(ID, options),
  },
  {
    name: "subscriptions.end",
    operation: "unsubscribeSubscription_1",
    http: "DELETE",
    path: `/v1/automatic-payment/subscription/${ID}`,
    answer: automatic("fetchSubscriptionStatus_1.discarded"),
    call: (khipu: Khipu, options?: CallOptions) => khipu.subscriptions.end(ID, options),
  },
  {
    name: "subscriptions.confirm",
    operation: "fetchSubscriptionStatus_1",
    http: "GET",
    path: `/v1/automatic-payment/subscription/${ID}`,
    answer: automatic("fetchSubscriptionStatus_1.unsigned"),
    call: (khipu: Khipu, options?: CallOptions) =>
      khipu.subscriptions.confirm({ subscription_id: ID }, options),
  },
  {
    name: "chargeIntents.create",
    operation: "createCharge_1",
    http: "POST",
    path: "/v1/automatic-payment/charge-intent",
    body: automatic("createCharge_1.request"),
    answer: automatic("createCharge_1.published"),
    call: (khipu: Khipu, options?: CallOptions) => khipu.chargeIntents.create(charge, options),
  },
];

export const READS = METHODS.filter(({ http }) => http === "GET");
export const WRITES = METHODS.filter(({ http }) => http !== "GET");
