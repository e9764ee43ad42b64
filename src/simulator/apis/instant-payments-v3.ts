import { operations } from "../../../generated/instant-payments.v3/operations.js";
import type { OperationId } from "../../../generated/instant-payments.v3/operations.js";
import type { operations as Documented } from "../../../generated/instant-payments.v3/schema.js";
import { validators } from "../../../generated/instant-payments.v3/validators.js";
import { amountText } from "../payments/money.js";
import { isoDate } from "../payments/iso-date.js";
import { walletUnits } from "../payments/refund-rules.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import { authenticateByApiKey } from "./api-key.js";
import { defineApi } from "./api.js";
import {
  COMMON_HANDLERS,
  createPayment,
  createReceiver,
  demand,
  voidPayment,
} from "./instant-payments.js";

/** Instant Payments 3.0. */
export const instantPaymentsV3 = defineApi<Pick<Documented, OperationId>>({
  name: "instant-payments.v3",
  operations,
  validators,
  authenticate: authenticateByApiKey,
  handlers: {
    ...COMMON_HANDLERS,

    postPayment: (call) => createPayment(call, "v3"),

    postPaymentRefundsById: voidPayment,

    getPaymentById: ({ engine, receiver, path }) =>
      engine.payments.view(engine.payments.ofReceiver(receiver, path.id)),

    voidPaymentById: voidPayment,

    getPredict: ({ engine, receiver, query }) => engine.predictions.predict(receiver, query),

    getPredictAll: ({ engine, receiver, query }) => engine.predictions.predictAll(receiver, query),

    postReceiver: (call) => {
      const { id, secret, apiKey } = createReceiver(call, call.body);
      return { receiver_id: String(id), secret, api_key: apiKey };
    },

    getReceivers: ({ engine, receiver, query }) => {
      demand(receiver, "integrator");
      const { rows, total } = engine.receivers.list(query);
      return { receivers: rows.map(viewReceiver), total };
    },

    getRefundWalletBalance: ({ engine, receiver }) => ({
      balance: amountText(walletUnits(receiver)),
      currency: "CLP",
      add_funds_url: `${engine.url}/dashboard/bills`,
    }),

    postRefund: ({ engine, receiver, body }) =>
      engine.refunds.create(receiver, engine.payments.ofReceiver(receiver, body.payment_id), body),
  },
});

function viewReceiver(row: ReceiverRow) {
  return {
    id: row.id,
    name: row.name,
    date_created: isoDate(row.createdAt),
    disabled: false,
    can_collect: true,
  };
}
