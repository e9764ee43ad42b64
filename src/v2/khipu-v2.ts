import { Http } from "../http/http.js";
import { NotificationsV2 } from "./notifications.js";
import type { KhipuV2Options } from "./options.js";
import { PaymentsV2 } from "./payments.js";
import { BanksV2, ReceiversV2 } from "./resources.js";
import { khipuV2Settings } from "./settings.js";

/**
 * A client of one receiver for Instant Payments 2.0, the older API, which keeps working.
 *
 * Same errors, deadline and retry rule as `Khipu`; every request is signed.
 */
export class KhipuV2 {
  readonly banks: BanksV2;
  readonly payments: PaymentsV2;
  readonly receivers: ReceiversV2;
  readonly notifications: NotificationsV2;

  /**
   * @throws TypeError when a credential is empty or cannot be sent, when `baseUrl` is no URL, or in a browser.
   * @throws RangeError when `timeoutMs` or `maxRetries` is out of range.
   */
  constructor(options: KhipuV2Options) {
    const { settings, receiverId } = khipuV2Settings(options);
    const http = new Http(settings);
    this.banks = new BanksV2(http);
    this.payments = new PaymentsV2(http);
    this.receivers = new ReceiversV2(http);
    this.notifications = new NotificationsV2(this.payments, receiverId);
  }
}
