import type { operations as automaticPayments } from "../../generated/automatic-payments.v1/operations.js";
import type { operations as instantPayments } from "../../generated/instant-payments.v3/operations.js";
import type { Said } from "./language.js";

/** Of a table of operations, those that are no reading: a new one wants its words below. */
type Writes<Operations> = {
  [Id in keyof Operations]: Operations[Id] extends { readonly method: "GET" } ? never : Id;
}[keyof Operations];

/** Operations that change something: repeating one whose answer was lost may do it twice. */
export type WriteOperation = Writes<typeof instantPayments> | Writes<typeof automaticPayments>;

const READ_PAYMENT: Said = {
  en: "Read the payment with khipu payments get before you repeat it.",
  es: "Lee el cobro con khipu payments get antes de repetir.",
};
const READ_REFUND: Said = {
  en: "Do not repeat it yet: in some minutes read the payment's state with khipu payments get; a refund that was made shows there.",
  es: "No repitas todavía: en unos minutos mira el estado del cobro con khipu payments get; si la devolución se hizo, ahí se ve.",
};

/** What to look at before one of them is repeated. */
export const LOOK_AT: Readonly<Record<WriteOperation, Said>> = {
  postPayment: {
    en: "Do not repeat it blindly: look for the payment in Khipu's panel. Nobody can pay one whose address was never seen, unless Khipu e-mailed it.",
    es: "No repitas a ciegas: busca el cobro en el panel de Khipu. Nadie puede pagar uno cuyo enlace no se vio, salvo que Khipu lo haya enviado por correo.",
  },
  deletePaymentById: READ_PAYMENT,
  postPaymentConfirmById: READ_PAYMENT,
  postPaymentRefundsById: READ_REFUND,
  voidPaymentById: READ_REFUND,
  postRefund: READ_REFUND,
  postReceiver: {
    en: "Look for the receiver with khipu receivers list. Its secret is shown only once: if it is there, ask Khipu for new credentials.",
    es: "Busca el cobrador con khipu receivers list. Su secreto se muestra una sola vez: si ya existe, pide credenciales nuevas a Khipu.",
  },
  createSubscription_1: {
    en: "A subscription that nobody saw the address of cannot be signed. It may be created again, under the same name.",
    es: "Una suscripción cuyo enlace nadie vio no se puede firmar. Se puede crear otra con el mismo nombre.",
  },
  unsubscribeSubscription_1: {
    en: "Read the subscription with khipu subscriptions get: once ended it is DISCARDED.",
    es: "Lee la suscripción con khipu subscriptions get: una vez terminada está DISCARDED.",
  },
  createCharge_1: {
    en: "Do not repeat it: it would charge twice. Wait for the notification, or look for the charge in Khipu's panel.",
    es: "No repitas: cobraría dos veces. Espera la notificación, o busca el cobro en el panel de Khipu.",
  },
};

/** Whether an operation is one that changes something. */
export function isWriteOperation(operation: string | undefined): operation is WriteOperation {
  return operation !== undefined && Object.hasOwn(LOOK_AT, operation);
}
