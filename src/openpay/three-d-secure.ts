import { paramsObject } from "../http/path-id.js";
import type {
  CardChargeParams,
  CardInstallmentsChargeParams,
  ThreeDSecureChargeParams,
  ThreeDSecureParams,
} from "./types.js";

/**
 * The same charge, with 3D Secure.
 *
 * @throws TypeError when something that it needs is missing: to be noticed before the first request, and not
 *   only when a card is declined.
 */
export function with3dSecure(
  params: CardChargeParams | CardInstallmentsChargeParams,
  threeDSecure: ThreeDSecureParams,
): ThreeDSecureChargeParams {
  const { provider } = paramsObject(params);
  if (typeof provider?.data !== "object") throw new TypeError("provider.data must be an object");
  const { url_success, browser_info } = paramsObject(threeDSecure);
  if (typeof url_success !== "string" || url_success === "") {
    throw new TypeError("url_success must be a non-empty string");
  }
  const { accept_header, user_agent } = paramsObject(browser_info);
  if (typeof accept_header !== "string" || typeof user_agent !== "string") {
    throw new TypeError("browser_info needs accept_header and user_agent");
  }
  const data = { ...provider.data, use_3d_secure: true as const, url_success, browser_info };
  return { ...params, provider: { ...provider, data } };
}
