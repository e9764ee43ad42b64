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

// Functions, all of them: who bundles the verification alone gets none.

/** Settled now. */
export function settled(): Judgement {
  return judged("settled", verdict(200, "settled"));
}
/** Settled by an earlier notification. */
export function already(): Judgement {
  return judged("already", verdict(200, "already settled"));
}
/** Another notification of the same payment is being settled. */
export function busy(): Judgement {
  return judged("busy", verdict(503, "being settled: try again"));
}
/** It is not for GET and the rest. */
export function notPost(): Judgement {
  return judged("refused", verdict(405, "POST only", { allow: "POST" }), "method");
}
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
