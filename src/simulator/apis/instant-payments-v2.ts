import { operations } from "../../../generated/instant-payments.v2/operations.js";
import type { OperationId } from "../../../generated/instant-payments.v2/operations.js";
import type { operations as Documented } from "../../../generated/instant-payments.v2/schema.js";
import { validators } from "../../../generated/instant-payments.v2/validators.js";
import type { Engine } from "../engine.js";
import { invalidField, Refusal } from "../http/refusal.js";
import { khipuRefusal } from "../http/reply.js";
import type { Reply } from "../http/reply.js";
import type { PaymentRow } from "../payments/payment.js";
import { defineApi } from "./api.js";
import { COMMON_HANDLERS, createPayment, createReceiver } from "./instant-payments.js";
import { authenticateBySignature } from "./request-signature.js";

/** Instant Payments 2.0: signed requests, forms, and the same payments as in version 3.0. */
export const instantPaymentsV2 = defineApi<Pick<Documented, OperationId>>({
  name: "instant-payments.v2",
  basePath: "/api/2.0",
  operations,
  validators,
  authenticate: authenticateBySignature,
  refuse,
  handlers: {
    ...COMMON_HANDLERS,

    postPayment: (call) => createPayment(call, "v2"),

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

/** A payment without the one field that only version 3.0 has. */
function view(engine: Engine, row: PaymentRow) {
  const { authorizer_operation_code: _, ...payment } = engine.payments.view(row);
  return payment;
}

/** This version knows no 500: what the service cannot do is a 503. */
function refuse(refusal: Refusal): Reply {
  if (refusal.status !== 500) return khipuRefusal(refusal);
  return khipuRefusal(new Refusal(503, "Error de operación"));
}
