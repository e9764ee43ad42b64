// For each method of Instant Payments 2.0: what compiles, and what must not.
import { expectTypeOf } from "expect-type";
import type {
  BankList,
  CreatedPayment,
  CreateReceiverParams,
  KhipuPromise,
  Payment,
  PaymentMethodList,
  Success,
} from "../../src/index.js";
import {
  type CreatedReceiverV2,
  KhipuV2,
  parseTokenNotification,
  type TokenNotification,
} from "../../src/v2/index.js";

declare function use(value: unknown): void;
declare const receiver: CreateReceiverParams;
const khipu = new KhipuV2({ receiverId: 985101, secret: "secret" });
const options = { timeoutMs: 1_000 };
const payment = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;
const order = { amount: 1000, currency: "CLP", transaction_id: "1042" };

// new KhipuV2
new KhipuV2({ receiverId: "985101", secret: "secret", timeoutMs: 1, maxRetries: 0, fetch });
// @ts-expect-error it signs with a secret
new KhipuV2({ receiverId: 985101 });
// @ts-expect-error version 2.0 knows no API key
new KhipuV2({ receiverId: 985101, secret: "secret", apiKey: "key" });
// @ts-expect-error the signature names the receiver
new KhipuV2({ secret: "secret" });

// banks.list, receivers
expectTypeOf(khipu.banks.list(options)).toEqualTypeOf<KhipuPromise<BankList>>();
expectTypeOf(khipu.receivers.create(receiver)).toEqualTypeOf<KhipuPromise<CreatedReceiverV2>>();
expectTypeOf(khipu.receivers.listPaymentMethods(1)).toEqualTypeOf<
  KhipuPromise<PaymentMethodList>
>();
expectTypeOf<CreatedReceiverV2>().not.toHaveProperty("api_key");
// @ts-expect-error only version 3.0 lists receivers
use(khipu.receivers.list);

// payments.create
expectTypeOf(khipu.payments.create(payment)).toEqualTypeOf<KhipuPromise<CreatedPayment>>();
use(khipu.payments.create({ ...payment, amount: "1000.00", notify_api_version: "1.3" }, options));
// @ts-expect-error CLF came with version 3.0
use(khipu.payments.create({ ...payment, currency: "CLF" }));
// @ts-expect-error PSP chains came with version 3.0
use(khipu.payments.create({ ...payment, psp_client_merchant_name: "PSP 1->Shop" }));
// @ts-expect-error what is paid needs a subject
use(khipu.payments.create({ amount: 1000, currency: "CLP" }));
// @ts-expect-error wire names are snake_case
use(khipu.payments.create({ ...payment, transactionId: "1042" }));

// the other payments
expectTypeOf(khipu.payments.get("id")).toEqualTypeOf<KhipuPromise<Payment>>();
expectTypeOf(khipu.payments.getByNotificationToken("t")).toEqualTypeOf<KhipuPromise<Payment>>();
expectTypeOf(khipu.payments.delete("id", options)).toEqualTypeOf<KhipuPromise<Success>>();
expectTypeOf(khipu.payments.confirm("id", options)).toEqualTypeOf<KhipuPromise<Success>>();
expectTypeOf(khipu.payments.refund("id")).toEqualTypeOf<KhipuPromise<Success>>();
expectTypeOf(khipu.payments.waitFor("id", { until: "paid" })).toEqualTypeOf<Promise<Payment>>();
use(khipu.payments.refund("id", { amount: 500 }, options));
// @ts-expect-error there are no predictions in version 2.0
use(khipu.payments.predict);
// @ts-expect-error an id is text
use(khipu.payments.get(1042));
// @ts-expect-error the amount goes into an object
use(khipu.payments.refund("id", 500));
// @ts-expect-error there is no refund wallet in version 2.0
use(khipu.refundWallet);

// notifications.confirm
expectTypeOf(khipu.notifications.confirm("body", order)).toEqualTypeOf<Promise<Payment>>();
use(khipu.notifications.confirm(new Uint8Array(), { ...order, receiver_id: 985101 }, options));
use(khipu.notifications.confirm({ notification_token: "t" }, async () => Promise.resolve(null)));
use(khipu.notifications.confirm(new URLSearchParams(), (p) => (p.payment_id ? order : undefined)));
// @ts-expect-error nothing is confirmed without an order
use(khipu.notifications.confirm("body"));
// @ts-expect-error an order says what it costs
use(khipu.notifications.confirm("body", { currency: "CLP", transaction_id: "1042" }));
// @ts-expect-error and which payment it is
use(khipu.notifications.confirm("body", { amount: 1000, currency: "CLP" }));
// @ts-expect-error a number is no body
use(khipu.notifications.confirm(13, order));

// parseTokenNotification
expectTypeOf(parseTokenNotification("body")).toEqualTypeOf<TokenNotification>();
// @ts-expect-error it says nothing about the payment
use(parseTokenNotification("body").payment_id);
