import { fieldsOf } from "./fields.js";
import type { ChargeErrorCode } from "../generated/automatic-payments.v1/types.js";
import type { Open } from "./shared-types.js";

// Registered, so that the ESM and the CommonJS copy of this package know each other's errors.
const BRAND = Symbol.for("khipu.error");

/**
 * Whether a request that failed may have taken effect.
 *
 * - `not_sent`: it certainly never left. Repeating it is safe.
 * - `rejected`: it arrived and was refused. Nothing happened; repeating it unchanged is pointless.
 * - `unknown`: it may have taken effect. Look before you repeat it: nothing in Khipu's API removes duplicates.
 */
export type Outcome = "not_sent" | "rejected" | "unknown";

/** One complaint of Khipu's about one field of the request. */
export interface FieldError {
  /** The field's name on the wire, e.g. `amount`. */
  readonly field: string;
  /** Khipu's own words, in Spanish. They change between releases: decide by `field`. */
  readonly message: string;
}

/** One field in which a payment differs from the order it should settle. */
export interface Difference {
  /** The field's name on the wire; `status` when the payment is not paid. */
  readonly field: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** What a failed refund was about, for `refunds.resolve`. */
export interface RefundSubject {
  readonly payment_id: string;
  /** As a decimal; left out when all of the payment was to be given back. */
  readonly amount?: number | string;
}

/** Everything that this package throws, except a `TypeError` or `RangeError` for a caller's mistake. */
export abstract class KhipuError extends Error {
  /** The class name as a literal: minifiers rename classes, never strings. */
  abstract override readonly name: string;
  /** The `operationId` in the API's document, or the function that refused. */
  readonly operation: string;
  // Fields that not every error has are declared only: an error without one has no such property at all.
  /** Of a failed refund only: which. */
  declare readonly refund?: RefundSubject;

  constructor(operation: string, problem: string, options?: ErrorOptions) {
    super(`${operation}: ${problem}`, options);
    this.operation = operation;
  }

  /** @internal */
  get [BRAND](): unknown {
    return this;
  }
}

/** The service answered, and refused. */
export class KhipuApiError extends KhipuError {
  override readonly name = "KhipuApiError";
  /** The HTTP status. */
  readonly status: number;
  /**
   * As received, but for your credentials: parsed when it was JSON, text otherwise, `undefined` when
   * empty. Khipu gives refusals no schema.
   */
  readonly body: unknown;
  /** The fields that Khipu complains of, from the body of a 400; empty when it names none. */
  readonly fieldErrors: readonly FieldError[];
  /** Why a charge to a subscription was refused with 422; left out where Khipu gives no code. */
  declare readonly errorCode?: Open<ChargeErrorCode>;
  /** `rejected` for a 4xx, `unknown` for a 5xx (and for a 408 on a write). */
  readonly outcome: Outcome;

  constructor(
    operation: string,
    answer: { status: number; body: unknown; outcome: Outcome; advice?: string },
  ) {
    const { status, body, outcome, advice = "" } = answer;
    const fieldErrors = readFieldErrors(body);
    super(operation, `refused with ${status}${quote(body, fieldErrors)}${advice}`);
    this.status = status;
    this.body = body;
    this.fieldErrors = fieldErrors;
    this.outcome = outcome;
    const errorCode = textIn(body, "error_code");
    if (errorCode) this.errorCode = errorCode;
  }
}

/** No usable answer came: refused, reset, not HTTP, not JSON, cut short, empty, or a redirect. */
export class KhipuConnectionError extends KhipuError {
  override readonly name = "KhipuConnectionError";
  /** `not_sent` when the request certainly never left, otherwise `unknown`. */
  readonly outcome: Outcome;

  constructor(operation: string, problem: string, fields: { outcome: Outcome; cause?: unknown }) {
    super(operation, problem, fields);
    this.outcome = fields.outcome;
  }
}

/** The deadline passed: of one call (`timeoutMs`), or of a wait. */
export class KhipuTimeoutError extends KhipuError {
  override readonly name = "KhipuTimeoutError";
  /** `unknown` for a call; for a wait too: what is waited for may still happen. */
  readonly outcome: Outcome = "unknown";
  /** The deadline that passed, in milliseconds. */
  readonly timeoutMs: number;
  /** Of a wait: the payment or subscription as it was last read, if it was ever read. */
  declare readonly last?: unknown;

  constructor(
    operation: string,
    problem: string,
    fields: { timeoutMs: number; last?: unknown; cause?: unknown },
  ) {
    super(operation, problem, fields);
    this.timeoutMs = fields.timeoutMs;
    if ("last" in fields) this.last = fields.last;
  }
}

/** What a wait is for can no longer happen: a subscription that is ended, for example. */
export class KhipuStateError extends KhipuError {
  override readonly name = "KhipuStateError";
  /** What was waited for, as it was last read. */
  readonly last: unknown;

  constructor(operation: string, problem: string, { last }: { last: unknown }) {
    super(operation, problem);
    this.last = last;
  }
}

/** Why a notification was refused. */
export type NotificationErrorReason =
  | "no-secret"
  | "missing-signature"
  | "malformed-signature"
  | "mismatch"
  | "stale"
  | "future"
  | "parsed-body"
  | "not-json"
  | "not-a-notification";

/** A notification was refused. Its message says which mistake it looks like. */
export class KhipuNotificationError extends KhipuError {
  override readonly name = "KhipuNotificationError";
  readonly reason: NotificationErrorReason;

  constructor(operation: string, reason: NotificationErrorReason, problem: string) {
    super(operation, problem);
    this.reason = reason;
  }
}

/** A payment is genuine but is not the order's: never deliver for it. */
export class KhipuMismatchError extends KhipuError {
  override readonly name = "KhipuMismatchError";
  /** Every field that differs, never empty. */
  readonly differences: readonly Difference[];

  constructor(operation: string, differences: readonly Difference[]) {
    const fields = differences.map(({ field }) => field).join(", ");
    super(operation, `the payment is not what the order expects: ${fields}`);
    this.differences = differences;
  }
}

/** Every concrete error of this package, so that `switch (error.name)` is exhaustive. */
export type AnyKhipuError =
  | KhipuApiError
  | KhipuConnectionError
  | KhipuTimeoutError
  | KhipuStateError
  | KhipuNotificationError
  | KhipuMismatchError;

/** Tells this package's errors from all others, also across its ESM and CommonJS copies. */
export function isKhipuError(error: unknown): error is AnyKhipuError {
  return BRAND in fieldsOf(error);
}

/** Whether a failure may pass by itself: a lost answer, too slow, too many, or the service's own trouble. */
export function isPassing(error: unknown): boolean {
  if (!isKhipuError(error)) return false;
  if (!("status" in error)) return "outcome" in error;
  return error.status === 408 || error.status === 429 || error.status >= 500;
}

function readFieldErrors(body: unknown): FieldError[] {
  const { errors } = fieldsOf<{ errors: unknown }>(body);
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((item) => {
    const { field } = fieldsOf<{ field: unknown }>(item);
    return typeof field === "string" ? { field, message: textIn(item, "message") } : [];
  });
}

/** What the service said, in its own words and at full length; empty when it said nothing. */
export function wordsOf(body: unknown, fieldErrors: readonly FieldError[]): string {
  const fields = fieldErrors.map(({ field, message }) => `${field}: ${message}`).join("; ");
  // The refusal of a charge names its words otherwise, and so does Openpay.
  const names = ["message", "error_message", "description"];
  const said = [fields, ...names.map((name) => textIn(body, name))];
  return said.find((text) => text !== "") ?? "";
}

/** What the service said, in brackets and in one line: it must not look like a log's own. */
function quote(body: unknown, fieldErrors: readonly FieldError[]): string {
  const code = textIn(body, "error_code");
  const said = [code, wordsOf(body, fieldErrors)].filter(Boolean).join(": ").slice(0, 300);
  return said && ` (${said.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")})`;
}

function textIn(body: unknown, name: string): string {
  const value = fieldsOf(body)[name];
  return typeof value === "string" ? value : "";
}
