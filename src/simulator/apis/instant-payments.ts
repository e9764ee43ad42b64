import type { CreatePaymentParams, CreateReceiverParams } from "../../types.js";
import { invalidField, Refusal } from "../http/refusal.js";
import { listBanks } from "../payments/banks.js";
import { listPaymentMethods } from "../payments/payment-methods.js";
import { viewCreated } from "../payments/payment-view.js";
import type { ReceiverPrivileges, ReceiverRow } from "../receivers/receiver.js";
import { checkReceiverRequest } from "../receivers/receiver-request.js";
import type { Call } from "./contract.js";

/** As much of a call as most operations need. */
export type Caller = Pick<Call<unknown>, "engine" | "receiver">;
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

/**
 * Voids a payment.
 *
 * @throws {@link Refusal} 400 for an `amount`: who sends one takes it for a refund of a part, and would give back all.
 */
export function voidPayment({
  engine,
  receiver,
  path,
  exchange,
}: ById & Pick<Call<unknown>, "exchange">) {
  demand(receiver, "refund");
  const payment = engine.payments.ofReceiver(receiver, path.id);
  if (namesAmount(exchange.rawBody.toString("utf8"))) {
    throw invalidField("amount", "Esta operación devuelve el total del pago y no admite un monto");
  }
  engine.voids.void(payment);
  return { message: "La devolución ha sido realizada." };
}

/** Whether a body, of whatever kind it is, has an amount. */
function namesAmount(body: string): boolean {
  return /"amount"\s*:/.test(body) || new URLSearchParams(body).has("amount");
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
