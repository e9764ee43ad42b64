import { SERVER_URL } from "../generated/instant-payments.v3/calls.js";
import type { HttpSettings } from "./http/exchange.js";
import { credential } from "./http/headers.js";
import { httpSettings, refuseBrowser } from "./http/settings.js";
import type { ClientOptions } from "./options.js";

/** Settings of a {@link Khipu} client. */
export interface KhipuOptions extends ClientOptions {
  /** The receiver's API key, from Khipu's panel. Not the secret that signs notifications. */
  apiKey: string;
  /**
   * Allows the client in a browser, where everybody can read its key. Only for keys that may be public.
   *
   * @defaultValue false
   */
  dangerouslyAllowBrowser?: boolean;
}

/** Checks the options of a client of the two APIs that take an API key. */
export function khipuSettings(options: KhipuOptions): HttpSettings {
  const apiKey = credential("apiKey", options?.apiKey);
  refuseBrowser(options.dangerouslyAllowBrowser);
  return httpSettings(options, {
    baseUrl: SERVER_URL,
    headers: { "x-api-key": apiKey },
    secrets: [apiKey],
  });
}
