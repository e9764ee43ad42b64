import { SERVER_URLS } from "../../generated/openpay.v1/calls.js";
import type { HttpSettings } from "../http/exchange.js";
import { credential } from "../http/headers.js";
import { pathId } from "../http/path-id.js";
import { httpSettings, refuseBrowser } from "../http/settings.js";
import type { ClientOptions } from "../options.js";
import { basicAuthorization } from "./basic-auth.js";

/** Settings of an {@link Openpay} client. */
export interface OpenpayOptions extends ClientOptions {
  /** The merchant's id, from Openpay's panel. */
  merchantId: string;
  /** The private key (`sk_…`). A public one (`pk_…`) can only make tokens, in a browser, and is refused. */
  privateKey: string;
  /**
   * Whether real money is moved. Sandbox and production have different keys. Without it, `baseUrl` and this
   * both left out, a charge goes to the sandbox.
   *
   * @defaultValue false
   */
  production?: boolean;
  /**
   * What Openpay is to call your webhook with, as you registered it. Once it is set, `webhooks.confirm` refuses
   * what comes without it.
   */
  webhookCredentials?: WebhookCredentials;
}

/** HTTP Basic credentials of a webhook. */
export interface WebhookCredentials {
  user: string;
  password: string;
}

/** Checks the options of a client of Openpay. */
export function openpaySettings(options: OpenpayOptions): {
  settings: HttpSettings;
  merchantId: string;
} {
  const merchantId = pathId("merchantId", credential("merchantId", options?.merchantId));
  // It becomes part of every address, and addresses are shown to hooks.
  if (/^[ps]k_/.test(merchantId)) throw new TypeError("merchantId is a key: are the two swapped?");
  const privateKey = checkPrivateKey(options.privateKey);
  const { production = false } = options;
  // `"false"`, out of an environment variable, would be true.
  if (typeof production !== "boolean") throw new TypeError("production must be true or false");
  // A private key has no use in a browser, so there is no way to allow it.
  refuseBrowser(false);
  const authorization = basicAuthorization(privateKey, "");
  const settings = httpSettings(options, {
    baseUrl: SERVER_URLS[production ? 1 : 0],
    headers: { authorization },
    secrets: [privateKey, authorization.slice("Basic ".length)],
  });
  return { settings, merchantId };
}

function checkPrivateKey(value: unknown): string {
  const key = credential("privateKey", value);
  if (key.startsWith("pk_")) {
    throw new TypeError(
      "privateKey is a public key (pk_…): it can only make tokens, in a browser. Take the one that begins with sk_",
    );
  }
  // In HTTP Basic the colon ends the user name.
  if (key.includes(":")) throw new TypeError("privateKey must not hold a colon");
  return key;
}
