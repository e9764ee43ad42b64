export {
  type AnyKhipuError,
  type Difference,
  type FieldError,
  isKhipuError,
  KhipuApiError,
  KhipuConnectionError,
  KhipuError,
  KhipuMismatchError,
  KhipuNotificationError,
  KhipuStateError,
  KhipuTimeoutError,
  type NotificationErrorReason,
  type Outcome,
  type RefundSubject,
} from "./errors.js";
export type { KhipuPromise } from "./http/khipu-promise.js";
export { Khipu } from "./khipu.js";
export type { KhipuOptions } from "./khipu-options.js";
export { formatAmount, type FormatAmountOptions, sameAmount } from "./lifecycle/amount.js";
export {
  assertSettles,
  type Claim,
  type ExpectedByPayment,
  type ExpectedByTransaction,
  type ExpectedPayment,
  type ExpectedTerms,
} from "./lifecycle/assert-settles.js";
export {
  type MoneyReturned,
  moneyReturned,
  type PaymentWaiter,
  type RefundState,
  refundState,
  waitForReturn,
  type WaitForReturnOptions,
} from "./lifecycle/money-returned.js";
export {
  isPaid,
  type PaymentState,
  paymentState,
  type PaymentStateOptions,
  type PaymentStatus,
} from "./lifecycle/payment-state.js";
export type { PaymentReader } from "./lifecycle/payment-reader.js";
export type { RefundResult } from "./lifecycle/refund-result.js";
export { formatRut, parseRut, sameRut } from "./lifecycle/rut.js";
export { predictionResult } from "./lifecycle/prediction-result.js";
export type { WaitForPaymentOptions } from "./lifecycle/payment-test.js";
export type { WaitOptions } from "./lifecycle/wait.js";
export type * from "./options.js";
export type { Banks } from "./resources/banks.js";
export type { ChargeIntents } from "./resources/charge-intents.js";
export type { Payments } from "./resources/payments.js";
export type { Receivers } from "./resources/receivers.js";
export type { Refunds, RefundWalletResource, ResolvedRefund } from "./resources/refunds.js";
export type { Subscriptions, WaitForSubscriptionOptions } from "./resources/subscriptions.js";
export type * from "./types.js";
export type {
  Reconcilable,
  ReconcileContext,
  ReconcileOptions,
  ReconcilePaidContext,
  ReconcileSource,
  ReconcileSummary,
} from "./reconcile/options.js";
export type {
  FailureReason,
  OnVerdict,
  RefusalReason,
  VerdictEvent,
  VerdictName,
  VerdictSource,
} from "./verdict.js";
export type { Shard } from "./reconcile/shard.js";
export { reconcilePayments } from "./reconcile/reconcile.js";
