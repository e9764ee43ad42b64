import type { Equivalent } from "./equivalent.js";
import { NO_CALLBACK } from "./no-callback.js";

/** Of `src/http`. */
export const HTTP: readonly Equivalent[] = [
  {
    path: "src/http/exchange.ts",
    code: "[]",
    change: '["Stryker was here"]',
    on: "settings.secrets.concat",
    why: "a text that is in no request is taken out of no message",
  },
  {
    path: "src/http/exchange.ts",
    code: "hooks.onRequest?.(event)",
    change: "hooks.onRequest(event)",
    why: NO_CALLBACK,
  },
  {
    path: "src/http/exchange.ts",
    code: "hooks.onResponse?.({ ...event, status, durationMs })",
    change: "hooks.onResponse({ ...event, status, durationMs })",
    why: NO_CALLBACK,
  },
  {
    path: "src/http/exchange.ts",
    code: "stream.destroy?.()",
    change: "stream.destroy()",
    why: "what fails here is passed over: a body that cannot be given up is told as a redirect all the same",
  },
  {
    path: "src/http/http.ts",
    code: "hooks.onRetry?.({ ...event, delayMs, error: eventError(error) })",
    change: "hooks.onRetry({ ...event, delayMs, error: eventError(error) })",
    why: NO_CALLBACK,
  },
  {
    path: "src/http/retry.ts",
    code: '""',
    change: '"Stryker was here!"',
    why: "neither is a number of seconds nor a date",
  },
  {
    path: "src/http/settings.ts",
    code: '""',
    change: '"Stryker was here!"',
    on: "new URL(baseUrl)",
    why: "neither is an address",
  },
];
