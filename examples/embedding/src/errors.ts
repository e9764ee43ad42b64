import {
  type AnyKhipuError,
  isKhipuError,
  type NotificationErrorReason,
  type Outcome,
} from "khipu-sdk";

/** What the platform's own callers are told. They need not know that there is a Khipu. */
export abstract class PlatformError extends Error {
  abstract override readonly name: string;
}

/** Nothing happened, and nothing will: the request has to be another one. */
export class DeclinedError extends PlatformError {
  override readonly name = "DeclinedError";
  readonly fields: readonly string[];

  constructor(message: string, fields: readonly string[], cause: unknown) {
    super(message, { cause });
    this.fields = fields;
  }
}

/** Nothing happened: the same request may be made again. */
export class UnavailableError extends PlatformError {
  override readonly name = "UnavailableError";
}

/** It may have happened. Whoever repeats it without looking may charge twice. */
export class InDoubtError extends PlatformError {
  override readonly name = "InDoubtError";
}

/** A message that claimed to be of Khipu's, and is not to be believed. */
export class UntrustedMessageError extends PlatformError {
  override readonly name = "UntrustedMessageError";
  readonly reason: NotificationErrorReason;

  constructor(reason: NotificationErrorReason, cause: unknown) {
    super(`refused: ${reason}`, { cause });
    this.reason = reason;
  }
}

/** A payment that is real, and not the charge's. A person has to look at it. */
export class WrongPaymentError extends PlatformError {
  override readonly name = "WrongPaymentError";
  readonly fields: readonly string[];

  constructor(fields: readonly string[], cause: unknown) {
    super(`the payment differs in ${fields.join(", ")}`, { cause });
    this.fields = fields;
  }
}

/** The platform's own error for one of Khipu's; anything else as it is. */
export function toPlatformError(error: unknown): unknown {
  return isKhipuError(error) ? mapped(error) : error;
}

/**
 * Both switches are exhaustive: an error or an outcome that a new version of khipu-sdk adds is a mistake that the
 * compiler finds, here and nowhere else.
 */
function mapped(error: AnyKhipuError): PlatformError {
  switch (error.name) {
    case "KhipuApiError":
      return byOutcome(
        error.outcome,
        error,
        error.fieldErrors.map(({ field }) => field),
      );
    case "KhipuConnectionError":
    case "KhipuTimeoutError":
      return byOutcome(error.outcome, error, []);
    case "KhipuStateError":
      // What was waited for cannot happen any more.
      return new DeclinedError(error.message, [], error);
    case "KhipuNotificationError":
      return new UntrustedMessageError(error.reason, error);
    case "KhipuMismatchError":
      return new WrongPaymentError(
        error.differences.map(({ field }) => field),
        error,
      );
  }
}

function byOutcome(outcome: Outcome, cause: Error, fields: readonly string[]): PlatformError {
  switch (outcome) {
    case "rejected":
      return new DeclinedError(cause.message, fields, cause);
    case "not_sent":
      return new UnavailableError(cause.message, { cause });
    case "unknown":
      return new InDoubtError(cause.message, { cause });
  }
}
