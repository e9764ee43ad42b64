export { type BrowserErrorReason, KhipuBrowserError } from "./browser-error.js";
export { mobileResult } from "./mobile-result.js";
export { openPayment, type OpenPaymentOptions, type PaymentStyle } from "./open-payment.js";
export type {
  ContinuingPayment,
  DoubtfulPayment,
  FailureReason,
  PaymentEvent,
  PaymentResult,
  UnauthorisedPayment,
  VerifyingPayment,
} from "./payment-result.js";
export { watchOrder } from "./watch-order.js";
export type { OrderStatus, OrderWatch, WatchEnd, WatchOrderOptions } from "./watch-options.js";
