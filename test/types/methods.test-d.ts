// For each method of Instant Payments 3.0: what compiles, and what must not.
import { expectTypeOf } from "expect-type";
import {
  type BankList,
  type CreatedPayment,
  type CreatedReceiver,
  type CreateReceiverParams,
  Khipu,
  type KhipuPromise,
  type Payment,
  type PaymentMethodList,
  type Prediction,
  type ReceiverList,
  type Refund,
  type RefundWallet,
  type Success,
} from "../../src/index.js";

declare function use(value: unknown): void;
const khipu = new Khipu({ apiKey: "key" });
const signal = new AbortController().signal;
const options = { signal, timeoutMs: 1_000, headers: { "x-trace": "1" } };
const payment = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;
const query = { payer_email: "a@example.com", bank_id: "Bawdf", amount: 1000 } as const;

// new Khipu
new Khipu({ apiKey: "key", timeoutMs: 1, maxRetries: 0, baseUrl: "http://127.0.0.1:1", fetch });
new Khipu({ apiKey: "key", hooks: { onRetry: ({ delayMs }) => console.log(delayMs) } });
new Khipu({ apiKey: "key", fetch: (url, init) => fetch(url, init) });
// @ts-expect-error a key is needed
new Khipu({});
// @ts-expect-error no other key will do
new Khipu({ secret: "key" });
// @ts-expect-error times are numbers, in milliseconds
new Khipu({ apiKey: "key", timeoutMs: "30s" });
// @ts-expect-error it is called with an address and an init, not with a Request
new Khipu({ apiKey: "key", fetch: (request: Request) => fetch(request) });
// @ts-expect-error the environment has the key
Khipu.fromEnv({ apiKey: "key" });
expectTypeOf(Khipu.fromEnv({ timeoutMs: 1 })).toEqualTypeOf<Khipu>();

// banks.list
expectTypeOf(khipu.banks.list(options)).toEqualTypeOf<KhipuPromise<BankList>>();
// @ts-expect-error it takes options only
use(khipu.banks.list("985101"));
// @ts-expect-error the controller has the signal
use(khipu.banks.list({ signal: new AbortController() }));
// @ts-expect-error units are in the name
use(khipu.banks.list({ timeout: 1_000 }));
// @ts-expect-error headers are plain text
use(khipu.banks.list({ headers: { "x-trace": 1 } }));

// payments.create
expectTypeOf(khipu.payments.create(payment)).toEqualTypeOf<KhipuPromise<CreatedPayment>>();
use(
  khipu.payments.create(
    { ...payment, amount: "1000.00", notify_url: "https://x.example.com" },
    options,
  ),
);
// @ts-expect-error a payment has a subject
use(khipu.payments.create({ amount: 1000, currency: "CLP" }));
// @ts-expect-error a currency that Khipu does not take
use(khipu.payments.create({ ...payment, currency: "BTC" }));
// @ts-expect-error the wire has snake_case
use(khipu.payments.create({ ...payment, transactionId: "1042" }));
// @ts-expect-error amounts are numbers or decimal text
use(khipu.payments.create({ ...payment, amount: 1000n }));
// @ts-expect-error dates are ISO 8601 text
use(khipu.payments.create({ ...payment, expires_date: new Date() }));
// @ts-expect-error undefined is not "left out"
use(khipu.payments.create({ ...payment, body: undefined }));
// @ts-expect-error there is no payment without params
use(khipu.payments.create());

// payments.get
expectTypeOf(khipu.payments.get("gqzdy6chjne9", options)).toEqualTypeOf<KhipuPromise<Payment>>();
// @ts-expect-error ids are text
use(khipu.payments.get(12));
// @ts-expect-error which payment?
use(khipu.payments.get());

// payments.delete
expectTypeOf(khipu.payments.delete("gqzdy6chjne9")).toEqualTypeOf<KhipuPromise<Success>>();
// @ts-expect-error an object has the id, it is not the id
use(khipu.payments.delete({ payment_id: "gqzdy6chjne9" }));

// payments.confirm
expectTypeOf(khipu.payments.confirm("gqzdy6chjne9")).toEqualTypeOf<KhipuPromise<Success>>();
// @ts-expect-error it takes no amount
use(khipu.payments.confirm("gqzdy6chjne9", { amount: 5 }));

// payments.refund
expectTypeOf(khipu.payments.refund("gqzdy6chjne9")).toEqualTypeOf<KhipuPromise<Success>>();
use(khipu.payments.refund("gqzdy6chjne9", options));
// @ts-expect-error it gives back everything: a part is `refunds.create`
use(khipu.payments.refund("gqzdy6chjne9", { amount: "500.00" }));
// @ts-expect-error nor is it an argument
use(khipu.payments.refund("gqzdy6chjne9", 500));

// payments.predict
expectTypeOf(khipu.payments.predict({ ...query, currency: "CLP" })).toEqualTypeOf<
  KhipuPromise<Prediction>
>();
// @ts-expect-error all four are needed
use(khipu.payments.predict(query));

// payments.waitFor
expectTypeOf(khipu.payments.waitFor("gqzdy6chjne9")).toEqualTypeOf<Promise<Payment>>();
use(
  khipu.payments.waitFor("gqzdy6chjne9", { until: "paid", timeoutMs: 1, intervalMs: 100, signal }),
);
use(khipu.payments.waitFor("gqzdy6chjne9", { until: ["paid", "rejected"] }));
use(khipu.payments.waitFor("gqzdy6chjne9", { until: ({ bank_id }) => bank_id === "Bawdf" }));
// @ts-expect-error a status of the wire is not a state
use(khipu.payments.waitFor("gqzdy6chjne9", { until: "done" }));
// @ts-expect-error a promise is always truthy: the wait would end at once
use(khipu.payments.waitFor("gqzdy6chjne9", { until: () => Promise.resolve(false) }));

// receivers
declare const receiver: CreateReceiverParams;
expectTypeOf(khipu.receivers.create(receiver)).toEqualTypeOf<KhipuPromise<CreatedReceiver>>();
// @ts-expect-error a receiver needs more than a name
use(khipu.receivers.create({ business_name: "Shop" }));
expectTypeOf(khipu.receivers.list()).toEqualTypeOf<KhipuPromise<ReceiverList>>();
use(khipu.receivers.list({ offset: 0, max: 10, sort: "name", order: "asc" }, options));
// @ts-expect-error it cannot be sorted by that
use(khipu.receivers.list({ sort: "balance" }));
expectTypeOf(khipu.receivers.listPaymentMethods(985101)).toEqualTypeOf<
  KhipuPromise<PaymentMethodList>
>();
use(khipu.receivers.listPaymentMethods("985101", options));
// @ts-expect-error whose methods?
use(khipu.receivers.listPaymentMethods());

// refunds.create and refundWallet.get
const refund = { payment_id: "gqzdy6chjne9" } as const;
expectTypeOf(khipu.refunds.create({ type: "full", ...refund })).toEqualTypeOf<
  KhipuPromise<Refund>
>();
use(khipu.refunds.create({ type: "partial", ...refund, amount: 50 }, options));
// @ts-expect-error a part of what size?
use(khipu.refunds.create({ type: "partial", ...refund }));
// @ts-expect-error Khipu refuses an amount with full
use(khipu.refunds.create({ type: "full", ...refund, amount: 50 }));
// @ts-expect-error full or partial has to be said
use(khipu.refunds.create(refund));
expectTypeOf(khipu.refundWallet.get(options)).toEqualTypeOf<KhipuPromise<RefundWallet>>();
// @ts-expect-error a client has one wallet
use(khipu.refundWallet.get("985101"));

// .withResponse()
expectTypeOf(khipu.banks.list().withResponse()).resolves.toEqualTypeOf<{
  data: BankList;
  response: Response;
}>();
// @ts-expect-error a body has no status
use((await khipu.banks.list()).status);
