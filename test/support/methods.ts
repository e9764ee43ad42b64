import type { CallOptions, CreateReceiverParams, Khipu } from "../../src/index.js";
import { fixture } from "./client.js";

/** One method of `Khipu` and what it puts on the wire. */
export interface Method {
  /** As a user writes it. */
  readonly name: string;
  readonly operation: string;
  readonly http: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** Values are text, as in a query. */
  readonly query?: Readonly<Record<string, string>>;
  /** Exactly this; without it, no body at all. */
  readonly body?: object;
  readonly answer: object;
  readonly call: (khipu: Khipu, options?: CallOptions) => Called;
}

/** What every method gives. */
export type Called = Promise<unknown> & {
  withResponse(): Promise<{ data: unknown; response: Response }>;
};

const ID = "gqzdy6chjne9";
const receiver = fixture("receiver-create") as unknown as CreateReceiverParams;

/** Every method that makes one request to Instant Payments 3.0. */
export const METHODS: readonly Method[] = [
  {
    name: "banks.list",
    operation: "getBanks",
    http: "GET",
    path: "/v3/banks",
    answer: fixture("banks"),
    call: (khipu, options) => khipu.banks.list(options),
  },
  {
    name: "payments.create",
    operation: "postPayment",
    http: "POST",
    path: "/v3/payments",
    body: { amount: 1000, currency: "CLP", subject: "Cobro de prueba" },
    answer: fixture("payment-created"),
    call: (khipu, options) =>
      khipu.payments.create(
        { amount: "1000.0000", currency: "CLP", subject: "Cobro de prueba" },
        options,
      ),
  },
  {
    name: "payments.get",
    operation: "getPaymentById",
    http: "GET",
    path: `/v3/payments/${ID}`,
    answer: fixture("payment.done"),
    call: (khipu, options) => khipu.payments.get(ID, options),
  },
  {
    name: "payments.delete",
    operation: "deletePaymentById",
    http: "DELETE",
    path: `/v3/payments/${ID}`,
    answer: fixture("success"),
    call: (khipu, options) => khipu.payments.delete(ID, options),
  },
  {
    name: "payments.confirm",
    operation: "postPaymentConfirmById",
    http: "POST",
    path: `/v3/payments/${ID}/confirm`,
    answer: fixture("success"),
    call: (khipu, options) => khipu.payments.confirm(ID, options),
  },
  {
    name: "payments.refund",
    operation: "postPaymentRefundsById",
    http: "POST",
    path: `/v3/payments/${ID}/refunds`,
    answer: fixture("success"),
    call: (khipu, options) => khipu.payments.refund(ID, options),
  },
  {
    name: "payments.void",
    operation: "voidPaymentById",
    http: "POST",
    path: `/v3/payments/${ID}/void`,
    answer: fixture("success"),
    call: (khipu, options) => khipu.payments.void(ID, options),
  },
  {
    name: "payments.predictAll",
    operation: "getPredictAll",
    http: "GET",
    path: "/v3/predict/all",
    query: { payer_email: "payer@example.com", amount: "5000", currency: "CLP" },
    answer: fixture("predictions"),
    call: (khipu, options) =>
      khipu.payments.predictAll(
        { payer_email: "payer@example.com", amount: "5000", currency: "CLP" },
        options,
      ),
  },
  {
    name: "payments.predict",
    operation: "getPredict",
    http: "GET",
    path: "/v3/predict",
    query: { payer_email: "payer@example.com", bank_id: "Bawdf", amount: "5000", currency: "CLP" },
    answer: fixture("prediction"),
    call: (khipu, options) =>
      khipu.payments.predict(
        { payer_email: "payer@example.com", bank_id: "Bawdf", amount: 5000, currency: "CLP" },
        options,
      ),
  },
  {
    name: "receivers.create",
    operation: "postReceiver",
    http: "POST",
    path: "/v3/receivers",
    body: receiver,
    answer: fixture("receiver-created"),
    call: (khipu, options) => khipu.receivers.create(receiver, options),
  },
  {
    name: "receivers.list",
    operation: "getReceivers",
    http: "GET",
    path: "/v3/receivers/children",
    query: { offset: "0", max: "100", sort: "date_created", order: "desc" },
    answer: fixture("receivers-children"),
    call: (khipu, options) =>
      khipu.receivers.list({ offset: 0, max: 100, sort: "date_created", order: "desc" }, options),
  },
  {
    name: "receivers.listPaymentMethods",
    operation: "getMerchantPaymentMethodsById",
    http: "GET",
    path: "/v3/merchants/985101/paymentMethods",
    answer: fixture("payment-methods"),
    call: (khipu, options) => khipu.receivers.listPaymentMethods(985101, options),
  },
  {
    name: "refunds.create",
    operation: "postRefund",
    http: "POST",
    path: "/v3/refunds",
    body: { type: "partial", payment_id: ID, amount: "50" },
    answer: fixture("refund"),
    call: (khipu, options) =>
      khipu.refunds.create({ type: "partial", payment_id: ID, amount: 50 }, options),
  },
  {
    name: "refundWallet.get",
    operation: "getRefundWalletBalance",
    http: "GET",
    path: "/v3/refund-wallet/balance",
    answer: fixture("refund-wallet"),
    call: (khipu, options) => khipu.refundWallet.get(options),
  },
];

export const READS = METHODS.filter(({ http }) => http === "GET");
export const WRITES = METHODS.filter(({ http }) => http !== "GET");
