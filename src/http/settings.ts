import { checkMs } from "../duration.js";
import { fieldsOf } from "../fields.js";
import type { AppInfo, ClientOptions } from "../options.js";
import { VERSION } from "../version.js";
import type { HttpSettings } from "./exchange.js";

type Fixed = Omit<HttpSettings, keyof ClientOptions | "headers"> &
  Pick<HttpSettings, "baseUrl"> &
  Partial<Pick<HttpSettings, "headers">>;

/** What is shorter is a placeholder, and part of ordinary words: taking it out would spoil what is told. */
const LEAST_SECRET = 8;

/** Checks what a caller set, once, and joins it with what its API fixes. */
export function httpSettings(options: ClientOptions, fixed: Fixed): HttpSettings {
  const { timeoutMs = 30_000, maxRetries = 2, fetch, appInfo } = options;
  checkMs("timeoutMs", timeoutMs);
  if (!Number.isInteger(maxRetries) || maxRetries < 0) {
    throw new RangeError("maxRetries must be a whole number, 0 or more");
  }
  if (fetch !== undefined && typeof fetch !== "function") {
    throw new TypeError("fetch must be a function");
  }
  return {
    ...options,
    ...fixed,
    timeoutMs,
    maxRetries,
    secrets: fixed.secrets.filter(({ length }) => length >= LEAST_SECRET),
    baseUrl: checkBaseUrl(options.baseUrl ?? fixed.baseUrl),
    headers: { "user-agent": userAgent(appInfo), ...fixed.headers },
  };
}

/**
 * Refuses to put a credential where every visitor can read it.
 *
 * @throws TypeError in a browser, unless it was allowed.
 */
export function refuseBrowser(isAllowed: boolean | undefined): void {
  const { document, Deno } = fieldsOf(globalThis);
  if (!document || Deno || isAllowed) return;
  throw new TypeError(
    "this is a browser, where anybody reads the key: call from your server, or set dangerouslyAllowBrowser",
  );
}

function checkBaseUrl(baseUrl: string): string {
  const href = URL.canParse(baseUrl) ? new URL(baseUrl).href : "";
  // Without the slashes at its end, and without an empty query or fragment (`https://host/?`).
  const address = /^(https?:\/\/[^/@]+(?=\/)[^?#]*?)\/*\??#?$/.exec(href)?.[1];
  if (address) return address;
  // Not quoted: it may hold credentials, which is why it is refused.
  throw new TypeError("baseUrl must be an http(s) URL without credentials, query or fragment");
}

function userAgent(app: AppInfo | undefined): string {
  const own = `khipu-sdk/${VERSION}`;
  const all = app ? `${own} ${app.name}${app.version ? `/${app.version}` : ""}` : own;
  if (/^[ -~]*[!-~]$/.test(all)) return all;
  throw new TypeError("appInfo must be printable ASCII");
}
