import { operations } from "../../../generated/instant-payments.v2/operations.js";
import type { OperationId } from "../../../generated/instant-payments.v2/operations.js";
import type { operations as Documented } from "../../../generated/instant-payments.v2/schema.js";
import { validators } from "../../../generated/instant-payments.v2/validators.js";
import type { Engine } from "../engine.js";
import { invalidField } from "../http/refusal.js";
import type { PaymentRow } from "../payments/payment.js";
import { defineApi } from "./api.js";
import { COMMON_HANDLERS, createPayment, createReceiver, demand } from "./instant-payments.js";
import { authenticateBySignature } from "./request-signature.js";

/** Instant Payments 2.0: signed requests, forms, and the same payments as in version 3.0. */
export const instantPaymentsV2 = defineApi<Pick<Documented, OperationId>>({
  name: "instant-payments.v2",
  basePath: "/api/2.0",
  operations: { ...operations, postPaymentRefundsById: refundInEitherForm() },
  validators,
  authenticate: authenticateBySignature,
  handlers: {
    ...COMMON_HANDLERS,

    postPayment: (call) => createPayment(call, "v2"),

    postPaymentRefundsById: ({ engine, receiver, path, body }) => {
      demand(receiver, "refund");
      engine.voids.refund(engine.payments.ofReceiver(receiver, path.id), body?.amount);
      return { message: "La devolución ha sido realizada." };
    },

    getPayments: ({ engine, receiver, query }) => {
      const row = engine.payments.findByToken(query.notification_token);
      if (row?.receiverId === receiver.id) return view(engine, row);
      throw invalidField("notification_token", "El token de notificación no es válido");
    },

    getPaymentById: ({ engine, receiver, path }) =>
      view(engine, engine.payments.ofReceiver(receiver, path.id)),

    postReceiver: (call) => {
      const { id, secret } = createReceiver(call, call.body);
      return { receiver_id: String(id), secret };
    },
  },
});

/** The current page shows a refund in JSON, the older one in a form, as Khipu's own clients send it. */
function refundInEitherForm() {
  const { body, ...operation } = operations.postPaymentRefundsById;
  const alternatives = ["application/json", "application/x-www-form-urlencoded"];
  return { ...operation, body: { ...body, alternatives } };
}

/** A payment without the fields that only version 3.0 has. */
function view(engine: Engine, row: PaymentRow) {
  const { authorizer_operation_code, refunds, total_refunded, void_payout_date, ...own } =
    engine.payments.view(row);
  return own;
}
