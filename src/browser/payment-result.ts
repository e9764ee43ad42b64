/** One step of what the payer did, as Khipu tells it. */
export interface PaymentEvent {
  readonly name: string;
  readonly type: string;
  readonly timestamp: string;
}

/** Why a payment was not authorised, or is in doubt. Khipu adds reasons: treat others as a general failure. */
export type FailureReason =
  | "ACQUIRE_PAGE_ERROR"
  | "BANK_WITHOUT_AUTOMATON"
  | "FORM_TIMEOUT"
  | "INVALID_OPERATION_ID"
  | "NO_BACKEND_AVAILABLE"
  | "REAL_TIMEOUT"
  | "SERVER_DISCONNECTED"
  | "SUCCEEDED_DELAYED_NOT_ALLOWED"
  | "TASK_DOWNLOAD_ERROR"
  | "TASK_DUMPED"
  | "TASK_EXECUTION_ERROR"
  | "TASK_FINISHED"
  | "TASK_NOTIFICATION_ERROR"
  /** The payer closed the window. */
  | "USER_CANCELED"
  | "USER_DISCONNECTED"
  | (string & {});

/** What all results have: Khipu's own fields, untouched. */
interface ResultFields {
  /** The payment's id. */
  readonly operationId: string;
  readonly failureReason?: FailureReason;
  /** A heading for the page that follows, in the payer's language. */
  readonly exitTitle?: string;
  /** A text for the page that follows, in the payer's language. */
  readonly exitMessage?: string;
  /** Where Khipu would send the payer next; may be empty. */
  readonly exitUrl?: string;
  readonly events: readonly PaymentEvent[];
}

/** Authorised at the bank. Khipu is verifying that the money moved: **not paid** until your server says so. */
export interface VerifyingPayment extends ResultFields {
  readonly outcome: "verifying";
  readonly result: "OK";
}

/**
 * It may be paid yet: the bank failed after the order was sent, another person has to sign, or Khipu said
 * something that this version does not know. Do not offer to pay again before your server knows.
 */
export interface DoubtfulPayment extends ResultFields {
  readonly outcome: "doubtful";
  readonly result: "WARNING" | (string & {});
}

/** Not authorised, in this window: cancelled, refused, or failed. The payer may try again. */
export interface UnauthorisedPayment extends ResultFields {
  readonly outcome: "notAuthorised";
  readonly result: "ERROR";
}

/** It goes on elsewhere: send the payer to `continueUrl`. */
export interface ContinuingPayment extends ResultFields {
  readonly outcome: "continues";
  readonly result: "CONTINUE";
  readonly continueUrl: string;
}

/**
 * How a payment left Khipu's window.
 *
 * There is no "paid" among the outcomes, because a browser cannot know: it is the payer's machine, and Khipu
 * verifies afterwards. Paid is what your server learns from the notification; `watchOrder` waits for that.
 */
export type PaymentResult =
  VerifyingPayment | DoubtfulPayment | UnauthorisedPayment | ContinuingPayment;

/** Reads what Khipu's script hands to its callback. What it does not know is doubtful, never lost. */
export function readResult(paymentId: string, answer: unknown): PaymentResult {
  // As documented; whatever is missing is made up for here.
  const fields = { operationId: paymentId, events: [], ...(answer as Partial<ResultFields>) };
  const { result, continueUrl }: { result?: unknown; continueUrl?: unknown } = answer ?? {};
  if (result === "OK") return { ...fields, outcome: "verifying", result };
  if (result === "ERROR") return { ...fields, outcome: "notAuthorised", result };
  if (result === "CONTINUE" && typeof continueUrl === "string" && continueUrl) {
    return { ...fields, outcome: "continues", result, continueUrl };
  }
  return { ...fields, outcome: "doubtful", result: String(result) };
}
