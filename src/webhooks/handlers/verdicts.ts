import type { VerdictEvent, VerdictName } from "../../verdict.js";
import type { Verdict } from "./webhook.js";

/** An answer, and what is told of it. */
export interface Judgement {
  readonly answer: Verdict;
  readonly verdict: VerdictName;
  readonly reason?: NonNullable<VerdictEvent["reason"]>;
}

/** Judges. */
export function judged(
  verdict: VerdictName,
  answer: Verdict,
  reason?: VerdictEvent["reason"],
): Judgement {
  return { verdict, answer, ...(reason !== undefined && { reason }) };
}

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
export const SETTLED = /* @__PURE__ */ judged("settled", /* @__PURE__ */ verdict(200, "settled"));
/** Settled by an earlier notification. */
export const ALREADY = /* @__PURE__ */ judged(
  "already",
  /* @__PURE__ */ verdict(200, "already settled"),
);
/** Another notification of the same payment is being settled. */
export const BUSY = /* @__PURE__ */ judged(
  "busy",
  /* @__PURE__ */ verdict(503, "being settled: try again"),
);
/** The time is up: the request's, or the claim's. */
export function timedOut(reason: "timed-out" | "claim-lost"): Judgement {
  return judged("failed", verdict(503, "timed out: try again"), reason);
}
/** Your code, the store or Khipu failed. */
export function failed(reason: "service" | "error"): Judgement {
  return judged("failed", verdict(500, "failed: try again"), reason);
}
/** The notification says paid, and Khipu, when asked, not yet. */
export function notPaidYet(state: string): Judgement {
  return judged("unpaid", verdict(503, "not paid yet: try again"), state);
}
/** No order is known. */
export function noSuchOrder(status: number): Judgement {
  return judged("unknown-order", verdict(status, "no such order"));
}
