/** The wire's types of version 2.0, printed from the document, and what of it is ours. */
export type * from "../../generated/instant-payments.v2/types.js";

/** A notification of version 1.3: a token to read the payment with, and no word about it. */
export interface TokenNotification {
  /** `1.3`. Some of Khipu's texts call the field `notification_api_version`. */
  api_version: string;
  /** 64 hexadecimal digits. */
  notification_token: string;
}
