export type * from "./types/automatic.js";
export type * from "./types/banks.js";
export type * from "./types/common.js";
export type * from "./types/notification.js";
export type * from "./types/payments.js";
export type * from "./types/receivers.js";
export type * from "./types/refunds.js";
