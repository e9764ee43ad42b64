export type { NotificationBody, NotificationRequest } from "./body.js";
export type { HeadersLike, NotificationHeaders } from "./header.js";
export type { VerifyOptions } from "./options.js";
export * from "./handlers/index.js";
export { parseNotification } from "./parse.js";
export { signNotification } from "./sign.js";
export type { SignOptions } from "./sign.js";
export * from "./status/index.js";
export { verifyNotification } from "./verify.js";
