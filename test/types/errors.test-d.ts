import { expectTypeOf } from "expect-type";
import {
  type AnyKhipuError,
  type Difference,
  type FieldError,
  isKhipuError,
  KhipuApiError,
  KhipuError,
  type NotificationErrorReason,
  type Outcome,
} from "../../src/index.js";

declare function use(value: unknown): void;
declare const caught: unknown;

// A `switch` over the name is exhaustive, and each case knows its own fields.
export function adviseOn(error: AnyKhipuError): string {
  switch (error.name) {
    case "KhipuApiError":
      expectTypeOf(error.status).toEqualTypeOf<number>();
      expectTypeOf(error.body).toEqualTypeOf<unknown>();
      expectTypeOf(error.fieldErrors).toEqualTypeOf<readonly FieldError[]>();
      expectTypeOf(error.outcome).toEqualTypeOf<Outcome>();
      expectTypeOf<"MAX_MONTHLY_AMOUNT_EXCEEDED">().toExtend<typeof error.errorCode>();
      expectTypeOf<"A_CODE_OF_TOMORROW">().toExtend<typeof error.errorCode>();
      return "fix the call";
    case "KhipuConnectionError":
      expectTypeOf(error.outcome).toEqualTypeOf<"not_sent" | "rejected" | "unknown">();
      return "look before you repeat it";
    case "KhipuTimeoutError":
      expectTypeOf(error.timeoutMs).toEqualTypeOf<number>();
      expectTypeOf(error.last).toEqualTypeOf<unknown>();
      return "look before you repeat it";
    case "KhipuStateError":
      expectTypeOf(error.last).toEqualTypeOf<unknown>();
      return "make a new one";
    case "KhipuNotificationError":
      expectTypeOf(error.reason).toEqualTypeOf<NotificationErrorReason>();
      // @ts-expect-error a refused notification is no call
      use(error.outcome);
      return "answer 401";
    case "KhipuMismatchError":
      expectTypeOf(error.differences).toEqualTypeOf<readonly Difference[]>();
      return "do not deliver";
    default:
      expectTypeOf(error).toEqualTypeOf<never>();
      return error;
  }
}

if (isKhipuError(caught)) {
  expectTypeOf(caught).toEqualTypeOf<AnyKhipuError>();
  expectTypeOf(caught.operation).toEqualTypeOf<string>();
  adviseOn(caught);
  // @ts-expect-error not every error has a status
  use(caught.status);
} else {
  // @ts-expect-error nothing is known of it
  use(caught.message);
}

const refused = new KhipuApiError("x", { status: 400, body: "", outcome: "rejected" });
expectTypeOf(refused).toExtend<KhipuError>();
expectTypeOf(refused).toExtend<Error>();
expectTypeOf<KhipuApiError["name"]>().toEqualTypeOf<"KhipuApiError">();
// @ts-expect-error errors are read, never changed
refused.status = 200;
// @ts-expect-error the root is abstract
new KhipuError("x", "y");
// @ts-expect-error an outcome is one of three
new KhipuApiError("x", { status: 400, body: "", outcome: "maybe" });
expectTypeOf<NotificationErrorReason>().toEqualTypeOf<
  | ("no-secret" | "missing-signature" | "malformed-signature" | "mismatch" | "stale" | "future")
  | ("parsed-body" | "not-json" | "not-a-notification")
>();
