import type { Verdict } from "./webhook.js";

/** Makes an answer. */
export function verdict(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Verdict {
  return { status, body, headers: { "content-type": "text/plain; charset=utf-8", ...headers } };
}

/** Settled now. */
// Pure: whoever bundles the verification alone gets none of them.
export const SETTLED = /* @__PURE__ */ verdict(200, "settled");
/** Settled by an earlier notification. */
export const ALREADY = /* @__PURE__ */ verdict(200, "already settled");
/** Another notification of the same payment is being settled. */
export const BUSY = /* @__PURE__ */ verdict(503, "being settled: try again");
/** The time is up. */
export const TIMED_OUT = /* @__PURE__ */ verdict(503, "timed out: try again");
/** Your code, the store or Khipu failed. */
export const FAILED = /* @__PURE__ */ verdict(500, "failed: try again");
/** The notification says paid, and Khipu, when asked, not yet. */
export const NOT_PAID_YET = /* @__PURE__ */ verdict(503, "not paid yet: try again");
