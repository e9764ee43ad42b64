/** The wire's types, printed from the document, and what of it is ours. */
import type { ThreeDSecureProviderData } from "../../generated/openpay.v1/types.js";

export type * from "../../generated/openpay.v1/types.js";
export type { Amount, Open } from "../types.js";

/** What 3D Secure needs besides the card. */
export type ThreeDSecureParams = Pick<ThreeDSecureProviderData, "url_success" | "browser_info">;

/** An event that is about no charge, of a kind that this package does not know. */
export interface OtherEvent {
  type: string;
  [field: string]: unknown;
}
