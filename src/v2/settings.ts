import { SERVER_URL } from "../../generated/instant-payments.v2/calls.js";
import type { HttpSettings } from "../http/exchange.js";
import { credential } from "../http/headers.js";
import { httpSettings, refuseBrowser } from "../http/settings.js";
import type { KhipuV2Options } from "./options.js";
import { FORM, formBody, signRequest } from "./signature.js";

/** Checks the options of a client of Instant Payments 2.0. */
export function khipuV2Settings(options: KhipuV2Options): {
  settings: HttpSettings;
  receiverId: string;
} {
  const receiverId = credential("receiverId", String(options?.receiverId ?? ""));
  const secret = credential("secret", options.secret);
  if (receiverId.includes(":")) throw new TypeError("receiverId must not hold a colon");
  // A secret that signs has no use in a browser, so there is no way to allow it.
  refuseBrowser(false);
  const settings = httpSettings(options, {
    baseUrl: SERVER_URL,
    secrets: [secret],
    bodyFormat: { mediaType: FORM, write: formBody },
    sign: (request) => signRequest(receiverId, secret, request),
  });
  return { settings, receiverId };
}
