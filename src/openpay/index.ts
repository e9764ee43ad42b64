export {
  assertChargeSettles,
  type ExpectedCharge,
  type ExpectedChargeTerms,
} from "./assert-charge-settles.js";
export {
  type ChargeState,
  chargeState,
  type ChargeStatusFields,
  isChargePaid,
} from "./charge-state.js";
export type { Charges } from "./charges.js";
export { type OpenpayEvent, type OpenpayEventBody, parseOpenpayEvent } from "./events.js";
export type { OpenpayKhipu } from "./khipu.js";
export { Openpay } from "./openpay.js";
export { openpayErrorOf } from "./openpay-error.js";
export { openpayHandler, type OpenpayHandlerOptions } from "./openpay-handler.js";
export type { OpenpayOptions, WebhookCredentials } from "./options.js";
export { type ChargeSettlement, settleCharge, type SettleChargeOptions } from "./settle-charge.js";
export type { SharesResource } from "./shares.js";
export type { Tokens } from "./tokens.js";
export type * from "./types.js";
export type {
  ConfirmedCharge,
  ConfirmedEvent,
  ConfirmEventOptions,
  OpenpayWebhooks,
} from "./webhooks.js";
