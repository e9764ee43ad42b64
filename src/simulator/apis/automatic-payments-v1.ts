import { operations } from "../../../generated/automatic-payments.v1/operations.js";
import type { OperationId } from "../../../generated/automatic-payments.v1/operations.js";
import type { operations as Documented } from "../../../generated/automatic-payments.v1/schema.js";
import { validators } from "../../../generated/automatic-payments.v1/validators.js";
import { automaticRefusal } from "../subscriptions/charge-refusal.js";
import { SUBSCRIPTION_PAGE } from "../subscriptions/subscription-pages.js";
import { viewSubscription } from "../subscriptions/subscription.js";
import { authenticateByApiKey } from "./api-key.js";
import { defineApi } from "./api.js";

/** Automatic Payment 1.0: subscriptions, and charges to them. */
export const automaticPaymentsV1 = defineApi<Pick<Documented, OperationId>>({
  name: "automatic-payments.v1",
  operations,
  validators,
  authenticate: authenticateByApiKey,
  refuse: automaticRefusal,
  handlers: {
    createSubscription_1: ({ engine, receiver, body }) => {
      const { id } = engine.subscriptions.create(receiver, body);
      return { subscription_id: id, redirect_url: `${engine.url}${SUBSCRIPTION_PAGE}/${id}` };
    },

    fetchSubscriptionStatus_1: ({ engine, receiver, path }) =>
      viewSubscription(engine.subscriptions.ofReceiver(receiver, path.id)),

    unsubscribeSubscription_1: ({ engine, receiver, path }) => {
      const row = engine.subscriptions.ofReceiver(receiver, path.id);
      engine.subscriptions.end(row);
      return viewSubscription(row);
    },

    createCharge_1: ({ engine, receiver, body }) => ({
      payment_id: engine.charges.create(receiver, body).id,
    }),
  },
});
