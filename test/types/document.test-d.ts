// The public types are written by hand: these lines hold them against what is generated from the documents.
import type { components as Automatic } from "../../generated/automatic-payments.v1/schema.js";
import type { components as Instant } from "../../generated/instant-payments.v3/schema.js";
import type * as Public from "../../src/index.js";

type V3 = Instant["schemas"];
type V1 = Automatic["schemas"];

/** One level, without the difference between an interface and an intersection. */
type Flat<T> = { [Field in keyof T]: T[Field] };
/** `T` with some fields of another type; which of them are optional stays as it was. */
type With<T, Other> = Flat<{
  [Field in keyof T]: Field extends keyof Other ? Other[Field] : T[Field];
}>;
/** Identical to the compiler, optional fields and literals included. */
type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare function same<A, B>(...proof: Equal<Flat<A>, Flat<B>> extends true ? [] : [never]): void;

// The helper itself: it tells apart what is easily overlooked.
same<{ a?: string }, { a?: string }>();
// @ts-expect-error optional is not required
same<{ a?: string }, { a: string }>();
// @ts-expect-error a known value less
same<{ a: "x" | "y" | (string & {}) }, { a: "x" | (string & {}) }>();
// @ts-expect-error a field more
same<{ a: string; b: string }, { a: string }>();
// @ts-expect-error unknown is not a type to hide behind
same<{ a: unknown }, { a: string }>();

/** C6: an integer in the document, text in the answer of `receivers.create`. */
type Id = number | string;
/** What is sent may be told as text too, and is sent as the document says. */
type Money = Public.Amount;

same<{ amount: Public.Amount }, { amount: V3["Amount"] }>();
same<Public.BankList, With<V3["BanksResponse"], { banks: Public.Bank[] }>>();
same<Public.Bank, V3["Bank"]>();
same<Public.CreatePaymentParams, With<V3["PaymentCreate"], { amount: Money }>>();
same<{ currency: Public.Currency }, Pick<V3["PaymentCreate"], "currency">>();
same<Public.CreatedPayment, V3["PaymentCreateResponse"]>();
same<
  Public.Payment,
  With<
    V3["Payment"],
    {
      receiver_id: Id;
      // C3: `""` was seen beside `done`.
      status_detail: V3["Payment"]["status_detail"] | "";
      refunds: Public.PaymentRefund[];
    }
  >
>();
same<Public.PaymentRefund, V3["PaymentRefund"]>();
same<Public.Success, V3["Success"]>();
same<Public.RefundPaymentParams, With<V3["PaymentRefundCreate"], { amount: Money }>>();
same<Public.Prediction, V3["Prediction"]>();
same<Public.CreateReceiverParams, V3["ReceiverCreate"]>();
same<Public.CreatedReceiver, V3["ReceiverCreateResponse"]>();
same<Public.ReceiverList, With<V3["ReceiverChildren"], { receivers: Public.Receiver[] }>>();
same<Public.Receiver, With<V3["ReceiverChild"], { id: Id }>>();
same<Public.PaymentMethod, V3["PaymentMethod"]>();
same<
  Public.PaymentMethodList,
  With<V3["PaymentMethodsResponse"], { paymentMethods: Public.PaymentMethod[] }>
>();
same<Public.RefundWallet, With<V3["RefundWalletBalance"], { balance: Money }>>();
same<
  Public.Refund,
  With<V3["Refund"], { refunded_amount: Money; total_refunded: Money; remaining: Money }>
>();
// A union in ours: `full` takes no amount, `partial` wants one.
same<{ type: Public.CreateRefundParams["type"] }, Pick<V3["RefundCreate"], "type">>();
same<
  Public.PartialRefundParams,
  Required<With<V3["RefundCreate"], { type: "partial"; amount: Money }>>
>();
same<Public.FullRefundParams, With<V3["RefundCreate"], { type: "full"; amount: never }>>();
same<
  Public.PaymentNotification,
  With<V3["PaymentNotification"], { receiver_id: Id; amount: Money; discount: Money }>
>();
same<{ errors: readonly Public.FieldError[] }, { errors: readonly Readonly<V3["ErrorItem"]>[] }>();

/** Refusals are `KhipuApiError`s: nobody handles these by name. */
type Refusals = "ValidationError" | "ErrorItem" | "AuthorizationError" | "ServiceError";
/** Every schema compared above; a new one in the document has to be added, or the next line fails. */
type Compared =
  | ("Amount" | "BanksResponse" | "Bank" | "PaymentCreate" | "PaymentCreateResponse" | "Payment")
  | ("PaymentRefund" | "Success" | "PaymentRefundCreate" | "Prediction" | "ReceiverCreate")
  | ("ReceiverCreateResponse" | "ReceiverChildren" | "ReceiverChild" | "PaymentMethod")
  | ("PaymentMethodsResponse" | "RefundWalletBalance" | "Refund" | "RefundCreate")
  | "PaymentNotification";
same<{ schema: keyof V3 }, { schema: Compared | Refusals }>();

same<Public.CreateSubscriptionParams, With<V1["SubscriptionCreate"], { max_amount: Money }>>();
same<Public.CreatedSubscription, V1["SubscriptionCreateResponse"]>();
same<Public.Subscription, V1["Subscription"]>();
same<Public.CreateChargeIntentParams, With<V1["ChargeIntentCreate"], { amount: Money }>>();
same<Public.CreatedChargeIntent, V1["ChargeIntentCreateResponse"]>();
same<Public.SubscriptionCallback, V1["SubscriptionCallback"]>();
same<Public.ChargeFailure, V1["ChargeFailure"]>();
type ComparedV1 =
  | ("SubscriptionCreate" | "SubscriptionCreateResponse" | "Subscription" | "SubscriptionCallback")
  | ("ChargeIntentCreate" | "ChargeIntentCreateResponse" | "ChargeFailure");
same<{ schema: keyof V1 }, { schema: ComparedV1 | Refusals }>();
