export { startSimulator } from "./start.js";
export { SimulatorError } from "./simulator-error.js";
export type { PayOptions, Simulator } from "./simulator.js";
export type { Language, SimulatorOptions } from "./options.js";
export type { PreparedData, PreparedPayment, PreparedState } from "./prepared-data.js";
export type { ReceiverPrivileges, ReceiverSettings } from "./receivers/receiver.js";
export type { SubscriptionControls } from "./subscriptions/controls.js";
export type { RefundControls } from "./payments/refund-controls.js";
export type { PayerOptions } from "./payments/payers.js";
export type { PaymentMethodId } from "./payments/payment.js";
export type {
  ChargeChange,
  Listener,
  OpenpayChargeChange,
  PaymentChange,
  SimulatorEvents,
  SimulatorWarning,
  SubscriptionChange,
} from "./events.js";
export type {
  ChargeFault,
  Fault,
  FaultFrequency,
  FaultKind,
  NotificationFault,
  NotificationScope,
  RequestFault,
  RequestScope,
} from "./faults/fault.js";
export type { RecordedRequest } from "./http/recorded-request.js";
export type {
  Notification,
  NotificationAttempt,
  NotificationRow,
  NotificationState,
} from "./notifications/notification.js";
export type { SimulatedOpenpay } from "./openpay/controls.js";
export type { OpenpayWebhook } from "./openpay/merchant.js";
