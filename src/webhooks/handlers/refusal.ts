import {
  isKhipuError,
  type KhipuNotificationError,
  type NotificationErrorReason,
} from "../../errors.js";
import { notificationError } from "../notification-error.js";
import type { RefusalReason } from "../../verdict.js";
import { type Judgement, judged, verdict } from "./verdicts.js";

/** The name that the handlers' own errors give for where they come from. */
export const OPERATION = "webhookHandler";

/** Ends the work on a delivery with this judgement; `cause` is what `onError` is told. */
export class Refusal extends Error {
  readonly judgement: Judgement;

  constructor(judgement: Judgement, cause: unknown) {
    super(judgement.answer.body, { cause });
    this.judgement = judgement;
  }
}

/** Sorts what verifying or reading a message threw: 400 for the message, 500 for the setup, the rest as it is. */
export function refusalOf(error: unknown): unknown {
  if (!isKhipuError(error) || error.name !== "KhipuNotificationError") return error;
  const isSetup = error.reason === "no-secret" || error.reason === "parsed-body";
  const answer = isSetup ? verdict(500, "not set up") : verdict(400, "refused");
  return new Refusal(judged("refused", answer, error.reason), error);
}

/** The body is larger than it may be. */
export function tooLarge(maxBytes: number): Refusal {
  return refused("too-large", 413, `the body is larger than maxBodyBytes (${maxBytes})`);
}

/** The body did not arrive in time. */
export function tooSlow(): Refusal {
  return refused("too-slow", 408, "the body did not arrive within timeoutMs");
}

/** The sender went away, or the connection did. */
export function cutShort(): Refusal {
  return refused("cut-short", 400, "the connection ended before the body did");
}

/** The body is compressed. The signature is over the bytes as they came, and Khipu compresses none. */
export function encoded(coding: string): Refusal {
  const problem = `the body has the content-encoding ${coding.slice(0, 40)}; only a plain one is read`;
  // RFC 9110: a 415 over a coding names the codings that would do.
  return refused("encoded", 415, problem, { "accept-encoding": "identity" });
}

/** Something read the body first. `advice` names the line to change. */
export function parsedBody(advice: string): Refusal {
  const problem =
    "the body was read or parsed before this handler, and the signature is over its bytes as they came. ";
  const judgement = judged("refused", verdict(500, "not set up"), "parsed-body");
  return new Refusal(judgement, deliveryError(problem + advice, "parsed-body"));
}

function refused(
  reason: RefusalReason,
  status: number,
  problem: string,
  headers?: Record<string, string>,
): Refusal {
  const judgement = judged("refused", verdict(status, "refused", headers), reason);
  return new Refusal(judgement, deliveryError(problem));
}

/** In the errors' own words for a message that is refused. */
export function deliveryError(
  problem: string,
  reason: NotificationErrorReason = "not-a-notification",
): KhipuNotificationError {
  return notificationError(reason, problem, OPERATION);
}
