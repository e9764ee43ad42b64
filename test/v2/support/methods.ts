import type { CallOptions, CreateReceiverParams } from "../../../src/index.js";
import type { KhipuV2 } from "../../../src/v2/index.js";
import type { Called } from "../../support/methods.js";
import { fixture, fixtureText } from "./client.js";

/** One method of `KhipuV2` and what it puts on the wire. */
export interface Method {
  /** As a user writes it. */
  readonly name: string;
  readonly operation: string;
  readonly http: "GET" | "POST" | "DELETE";
  /** After the base path, query included. */
  readonly path: string;
  /** Exactly this text; without it, no body at all. */
  readonly form?: string;
  /** Of method, address and fields, computed with `openssl dgst -sha256 -hmac`. */
  readonly signature: string;
  readonly answer: object;
  readonly call: (khipu: KhipuV2, options?: CallOptions) => Called;
}

const ID = "gqzdy6chjne9";
const TOKEN = "9dec8aa176c5223026919b3b5579a4776923e646ff3be686b9e6b62ec042e91f";
const success = fixture("deletePaymentById.published");
// What a person would write: the file holds it as it is sent.
const receiver = Object.fromEntries(
  new URLSearchParams(fixtureText("postReceiver.request.form")),
) as unknown as CreateReceiverParams;

/** Every method that makes one request to Instant Payments 2.0. */
export const METHODS: readonly Method[] = [
  {
    name: "banks.list",
    operation: "getBanks",
    http: "GET",
    path: "/banks",
    signature: "987f5bd120ddff771f2951add6fbbcbc5f6f835b62dbeb0008544d9297baf89c",
    answer: fixture("getBanks.published"),
    call: (khipu, options) => khipu.banks.list(options),
  },
  {
    name: "payments.create",
    operation: "postPayment",
    http: "POST",
    path: "/payments",
    form: fixtureText("postPayment.request.form"),
    signature: "f4821c93973e82a92c43e05a0cd6020b98d177fd61dbb97b22ee3a9adad44d42",
    answer: fixture("postPayment.published"),
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
    path: `/payments/${ID}`,
    signature: "c03dd3c7b4cf73aab8c0190f349c24078d89405a830771d387bdbd8124ce5ee1",
    answer: fixture("getPaymentById.pending"),
    call: (khipu, options) => khipu.payments.get(ID, options),
  },
  {
    name: "payments.getByNotificationToken",
    operation: "getPayments",
    http: "GET",
    path: `/payments?notification_token=${TOKEN}`,
    signature: "cef890373eecbb864d3220392b9b3ebc18dcd1d4d078a9b7216d7cc620b3201a",
    answer: fixture("getPaymentById.published"),
    call: (khipu, options) => khipu.payments.getByNotificationToken(TOKEN, options),
  },
  {
    name: "payments.delete",
    operation: "deletePaymentById",
    http: "DELETE",
    path: `/payments/${ID}`,
    signature: "af8995e0ebaa7fcff0631710c3e26b6d1b9aebffccb1397d8008ee5cfa0c563d",
    answer: success,
    call: (khipu, options) => khipu.payments.delete(ID, options),
  },
  {
    name: "payments.confirm",
    operation: "postPaymentConfirmById",
    http: "POST",
    path: `/payments/${ID}/confirm`,
    signature: "201689444fc4c2b56dd8e7db7352e2e75c9a652d7788f1670491a3d94c9a14fb",
    answer: success,
    call: (khipu, options) => khipu.payments.confirm(ID, options),
  },
  {
    name: "payments.refund",
    operation: "postPaymentRefundsById",
    http: "POST",
    path: `/payments/${ID}/refunds`,
    form: fixtureText("postPaymentRefundsById.request.form"),
    signature: "d4915929056c3e0d614a2a5b3ca2bc7da7a964b2ca8f881846fbddd57263d272",
    answer: success,
    call: (khipu, options) => khipu.payments.refund(ID, { amount: "1000.00" }, options),
  },
  {
    name: "receivers.create",
    operation: "postReceiver",
    http: "POST",
    path: "/receivers",
    form: fixtureText("postReceiver.request.form"),
    signature: "1366abdcd3fc7efa3f8fcda879c12a9d7252cc3d143c4e27e9beec9f6f397120",
    answer: fixture("postReceiver.published"),
    call: (khipu, options) => khipu.receivers.create(receiver, options),
  },
  {
    name: "receivers.listPaymentMethods",
    operation: "getMerchantPaymentMethodsById",
    http: "GET",
    path: "/merchants/985101/paymentMethods",
    signature: "705fa3bc2b3680bc3b39c162e113aa56fd2c1cb9a4f1995408f7f93a00c6c625",
    answer: fixture("getMerchantPaymentMethodsById.published"),
    call: (khipu, options) => khipu.receivers.listPaymentMethods("985101", options),
  },
];

export const READS = METHODS.filter(({ http }) => http === "GET");
export const WRITES = METHODS.filter(({ http }) => http !== "GET");
