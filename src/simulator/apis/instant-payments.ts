import type { CreatePaymentParams, CreateReceiverParams } from "../../types.js";
import { Refusal } from "../http/refusal.js";
import { listBanks } from "../payments/banks.js";
import { listPaymentMethods } from "../payments/payment-methods.js";
import { viewCreated } from "../payments/payment-view.js";
import type { ReceiverPrivileges, ReceiverRow } from "../receivers/receiver.js";
import { checkReceiverRequest } from "../receivers/receiver-request.js";
import type { Call } from "./contract.js";

type Caller = Pick<Call<unknown>, "engine" | "receiver">;
type ById = Caller & { readonly path: { readonly id: string } };

/** The operations that versions 2.0 and 3.0 have in common: both see the same payments. */
export const COMMON_HANDLERS = {
  getBanks: ({ engine }: Caller) => ({ banks: listBanks(engine.url) }),

  deletePaymentById: ({ engine, receiver, path }: ById) => {
    engine.payments.delete(engine.payments.ofReceiver(receiver, path.id));
    return { message: "El pago ha sido eliminado." };
  },

  postPaymentConfirmById: ({ engine, receiver, path }: ById) => {
    demand(receiver, "confirm");
    engine.payments.confirm(engine.payments.ofReceiver(receiver, path.id));
    return { message: "El pago ha sido confirmado, se rendirá el próximo día hábil." };
  },

  postPaymentRefundsById: ({
    engine,
    receiver,
    path,
    body,
  }: ById & { readonly body: { readonly amount?: unknown } | undefined }) => {
    demand(receiver, "refund");
    const payment = engine.payments.ofReceiver(receiver, path.id);
    engine.refunds.refundPayment(payment, body?.amount);
    return { message: "La devolución ha sido realizada." };
  },

  getMerchantPaymentMethodsById: ({
    engine,
    receiver,
    path,
  }: Caller & { readonly path: { readonly id: number } }) => {
    const asked = engine.receivers.get(path.id);
    if (asked === undefined || (asked !== receiver && asked.parentId !== receiver.id)) {
      throw new Refusal(404, `La cuenta de cobro con ID ${String(path.id)} no existe`);
    }
    return { paymentMethods: listPaymentMethods(engine.url) };
  },
};

/** Creates a payment by one of the two versions, which decides about the form of its notification. */
export function createPayment(
  { engine, receiver, body }: Caller & { readonly body: CreatePaymentParams },
  version: "v2" | "v3",
) {
  return viewCreated(engine.payments.create(receiver, body, version), engine.url);
}

/** Creates a receiver under an integrator. */
export function createReceiver(
  { engine, receiver }: Caller,
  request: CreateReceiverParams,
): ReceiverRow {
  demand(receiver, "integrator");
  checkReceiverRequest(request);
  return engine.receivers.create(receiver, request, engine.ids, engine.clock.now());
}

/** @throws {@link Refusal} 403 when the receiver has not contracted something. */
export function demand(receiver: ReceiverRow, privilege: keyof ReceiverPrivileges): void {
  if (!receiver.privileges[privilege]) {
    throw new Refusal(403, "El cliente no tiene privilegios para esta operación");
  }
}
