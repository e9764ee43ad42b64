import { Http } from "../http/http.js";
import { Charges } from "./charges.js";
import { OpenpayKhipu } from "./khipu.js";
import { type OpenpayOptions, openpaySettings } from "./options.js";
import { SharesResource } from "./shares.js";
import { Tokens } from "./tokens.js";
import { OpenpayWebhooks } from "./webhooks.js";

/**
 * A client of one merchant of Openpay's, where Khipu is one way to pay among others.
 *
 * Same errors, deadline and retry rule as `Khipu`. It talks to the sandbox unless `production` is set.
 *
 * @example
 * ```ts
 * const openpay = new Openpay({ merchantId: "m0000000000000000001", privateKey: "sk_your-private-key" });
 * const charge = await openpay.charges.get("trornwo9ocwkqjljx90h");
 * ```
 */
export class Openpay {
  readonly tokens: Tokens;
  readonly shares: SharesResource;
  readonly charges: Charges;
  readonly khipu: OpenpayKhipu;
  readonly webhooks: OpenpayWebhooks;

  /**
   * @throws TypeError when a credential is empty, public or cannot be sent, when `baseUrl` is no URL, or in a browser.
   * @throws RangeError when `timeoutMs` or `maxRetries` is out of range.
   */
  constructor(options: OpenpayOptions) {
    const { settings, merchantId } = openpaySettings(options);
    const http = new Http(settings);
    this.tokens = new Tokens(http, settings, merchantId);
    this.shares = new SharesResource(http, merchantId);
    this.charges = new Charges(http, merchantId);
    this.khipu = new OpenpayKhipu(http, merchantId);
    this.webhooks = new OpenpayWebhooks(this.charges, options.webhookCredentials);
  }
}
