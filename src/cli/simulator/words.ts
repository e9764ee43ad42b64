import type {
  ChargeChange,
  OpenpayChargeChange,
  PaymentChange,
  SimulatorWarning,
  SubscriptionChange,
} from "../../simulator/index.js";
import type { Said } from "../language.js";

/** What happened to a payment. */
export const PAYMENT: Readonly<Record<PaymentChange, Said>> = {
  created: { en: "created", es: "creado" },
  verifying: { en: "being verified", es: "en verificación" },
  paid: { en: "paid", es: "pagado" },
  rejected: { en: "rejected by its payer", es: "rechazado por su pagador" },
  markedAsAbuse: { en: "reported as abuse", es: "denunciado como abuso" },
  markedPaid: { en: "marked as paid by its receiver", es: "marcado como pagado por el cobrador" },
  reversed: { en: "reversed", es: "reversado" },
  refunded: { en: "refunded", es: "devuelto" },
  refundFunded: { en: "refund funded", es: "devolución con fondos" },
  refundAuthorized: { en: "refund authorized", es: "devolución autorizada" },
  refundPaidOut: { en: "refund paid to its payer", es: "devolución entregada al pagador" },
  refundExpired: { en: "refund expired", es: "devolución vencida" },
  voidPaidOut: { en: "void paid to its payer", es: "anulación entregada al pagador" },
  confirmed: { en: "confirmed", es: "confirmado" },
  expired: { en: "expired", es: "expirado" },
  deleted: { en: "deleted", es: "eliminado" },
};

/** What happened to a subscription. */
export const SUBSCRIPTION: Readonly<Record<SubscriptionChange, Said>> = {
  created: { en: "created", es: "creada" },
  signed: { en: "signed", es: "firmada" },
  enabled: { en: "enabled", es: "habilitada" },
  disabled: { en: "disabled", es: "deshabilitada" },
  discarded: { en: "ended", es: "terminada" },
};

/** What happened to a charge to a subscription. */
export const CHARGE: Readonly<Record<ChargeChange, Said>> = {
  created: { en: "taken", es: "recibido" },
  made: { en: "made", es: "hecho" },
  failed: { en: "failed", es: "fallido" },
};

/** What happened to a charge of Openpay's. */
export const OPENPAY: Readonly<Record<OpenpayChargeChange, Said>> = {
  created: { en: "created", es: "creado" },
  succeeded: { en: "succeeded", es: "pagado" },
  failed: { en: "failed", es: "fallido" },
  refundPending: { en: "to be refunded", es: "por devolver" },
  refunded: { en: "refunded", es: "devuelto" },
  refundFailed: { en: "could not be refunded", es: "no se pudo devolver" },
};

/** What works here and would not with Khipu. */
export const WARNING: Readonly<Record<SimulatorWarning["code"], Said>> = {
  "loopback-notify-url": {
    en: "notify_url is a loopback address: Khipu would refuse it with 400",
    es: "notify_url es una dirección loopback: Khipu la rechazaría con 400",
  },
  "no-notify-api-version": {
    en: "notify_url without notify_api_version: Khipu has been seen to notify in another form then",
    es: "notify_url sin notify_api_version: se ha visto a Khipu notificar en otra forma",
  },
};
