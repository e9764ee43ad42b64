import {
  createSubscription_1,
  fetchSubscriptionStatus_1,
  unsubscribeSubscription_1,
} from "../../generated/automatic-payments.v1/calls.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import { byId } from "../http/path-id.js";
import { checkCeilings, subscriptionTest } from "../lifecycle/subscription.js";
import type { WaitOptions } from "../lifecycle/wait.js";
import type { CallOptions } from "../options.js";
import type {
  CreatedSubscription,
  CreateSubscriptionParams,
  Subscription,
  SubscriptionCallback,
  SubscriptionStatus,
} from "../types.js";
import { withAmount } from "./params.js";
import { waitFor } from "../wait-for.js";

/** Options of `subscriptions.waitFor`. */
export interface WaitForSubscriptionOptions extends WaitOptions {
  /**
   * The status to wait for.
   *
   * @defaultValue `"ENABLED"`
   */
  until?: SubscriptionStatus;
}

/** Subscriptions: a payer's signed consent to be charged. */
export class Subscriptions {
  readonly #http: Http;

  /** @internal */
  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Creates a subscription and gives the page where the payer signs it.
   *
   * `max_amount` is the ceiling of a month, `max_amount_per_charge` that of each charge.
   *
   * @throws RangeError when one of them is missing or not an amount that the currency has, or when
   *   `max_amount_per_charge` is more than `max_amount`.
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `createSubscription_1` in openapi/automatic-payments.v1.yaml
   * @example
   * const { subscription_id, redirect_url } = await khipu.subscriptions.create({
   *   name: "Gym, monthly",
   *   email: "payer@example.com",
   *   max_amount: 30_000,
   *   max_amount_per_charge: 30_000,
   *   currency: "CLP",
   *   notify_url: "https://shop.example/webhooks/subscriptions",
   *   return_url: "https://shop.example/account",
   *   cancel_url: "https://shop.example/account",
   * });
   */
  create(
    params: CreateSubscriptionParams,
    options?: CallOptions,
  ): KhipuPromise<CreatedSubscription> {
    return this.#http.call(createSubscription_1, options, () => ({
      body: checkCeilings(withAmount(withAmount(params, "max_amount"), "max_amount_per_charge")),
    }));
  }

  /**
   * Reads a subscription as it is now.
   *
   * @throws {@link KhipuApiError} when Khipu refuses, e.g. with 404.
   * @see operation `fetchSubscriptionStatus_1` in openapi/automatic-payments.v1.yaml
   * @example
   * const subscription = await khipu.subscriptions.get("hz2ms1qh-7xji-3dsk-vm2s-27ia9vvzeqnu");
   */
  get(subscriptionId: string, options?: CallOptions): KhipuPromise<Subscription> {
    return this.#http.call(fetchSubscriptionStatus_1, options, () =>
      byId("subscriptionId", subscriptionId),
    );
  }

  /**
   * Ends a subscription for good. It takes no new charges; those that are reserved already may still go
   * through, because the bank may be at them. It cannot be undone: to charge again, make a new subscription.
   *
   * @throws {@link KhipuApiError} when Khipu refuses, e.g. with 404.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `unsubscribeSubscription_1` in openapi/automatic-payments.v1.yaml
   * @example
   * await khipu.subscriptions.end("hz2ms1qh-7xji-3dsk-vm2s-27ia9vvzeqnu");
   */
  end(subscriptionId: string, options?: CallOptions): KhipuPromise<Subscription> {
    return this.#http.call(unsubscribeSubscription_1, options, () =>
      byId("subscriptionId", subscriptionId),
    );
  }

  /**
   * Reads the subscription that a callback speaks of. Callbacks are unsigned, anybody can post one: only
   * what this resolves to is Khipu's word.
   *
   * @throws TypeError when the callback names no subscription.
   * @throws {@link KhipuApiError} when Khipu refuses: it knows no such subscription of yours.
   * @see operation `fetchSubscriptionStatus_1` in openapi/automatic-payments.v1.yaml
   * @example
   * const { status } = await khipu.subscriptions.confirm(parseSubscriptionCallback(body));
   */
  confirm(
    callback: Pick<SubscriptionCallback, "subscription_id">,
    options?: CallOptions,
  ): KhipuPromise<Subscription> {
    // What is no object has no id: refused as one that is missing.
    const { subscription_id } = callback ?? {};
    return this.get(subscription_id, options);
  }

  /**
   * Waits until a subscription is `ENABLED`, reading it ever more slowly.
   *
   * @throws {@link KhipuStateError} as soon as it cannot get there any more, e.g. because it is `DISCARDED`; `last` is
   *   the subscription.
   * @throws TypeError when `until` is no status.
   * @throws {@link KhipuTimeoutError} when the time is up; `last` is the subscription as last read.
   * @throws {@link KhipuApiError} when Khipu refuses (a lost answer or a 5xx only delays).
   * @see operation `fetchSubscriptionStatus_1` in openapi/automatic-payments.v1.yaml
   * @example
   * const signed = await khipu.subscriptions.waitFor("hz2ms1qh-7xji-3dsk-vm2s-27ia9vvzeqnu");
   */
  async waitFor(
    subscriptionId: string,
    options: WaitForSubscriptionOptions = {},
  ): Promise<Subscription> {
    const { until = "ENABLED" } = options;
    const get = (call: CallOptions) => this.get(subscriptionId, call);
    return waitFor("subscriptions.waitFor", this.#http, options, get, subscriptionTest(until));
  }
}
