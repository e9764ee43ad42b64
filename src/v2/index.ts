export { KhipuV2 } from "./khipu-v2.js";
export type { KhipuV2Options } from "./options.js";
export {
  type ExpectedPaymentV2,
  type FindExpectedV2,
  type NotificationsV2,
  parseTokenNotification,
  type TokenNotificationBody,
} from "./notifications.js";
export type { PaymentsV2 } from "./payments.js";
export type { BanksV2, ReceiversV2 } from "./resources.js";
export type {
  CreatedReceiverV2,
  CreatePaymentParamsV2,
  RefundPaymentParamsV2,
  TokenNotification,
} from "./types.js";
export {
  tokenNotificationHandler,
  type TokenNotificationHandlerOptions,
} from "./token-notification-handler.js";
