import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import { isPaid, type PaymentState, paymentState, type PaymentStatus } from "../../src/index.js";
import { isFinal } from "../../src/lifecycle/payment-state.js";
import { fixture } from "../support/client.js";
import { untyped } from "../support/untyped.js";

const NOW = Date.UTC(2031, 5, 1, 12, 0, 0);
const now = () => NOW;
const FUTURE = "2031-06-01T12:00:00.001Z";
const PAST = "2031-06-01T11:59:59.999Z";

function state(status: string, status_detail: string, expires_date?: string): PaymentState {
  const payment: PaymentStatus = {
    status,
    status_detail,
    ...(expires_date !== undefined && { expires_date }),
  };
  return paymentState(payment, { now });
}

describe("paymentState", () => {
  // status, status_detail, before its expiry, after it
  test.each<[string, string, PaymentState, PaymentState]>([
    ["pending", "pending", "pending", "expired"],
    ["pending", "", "pending", "expired"],
    ["pending", "normal", "pending", "expired"],
    ["pending", "marked-paid-by-receiver", "pending", "expired"],
    ["pending", "reversed", "pending", "expired"],
    ["pending", "something-new", "pending", "expired"],
    // Whichever status goes with it, a payer's no stays a no.
    ["pending", "rejected-by-payer", "rejected", "rejected"],
    ["pending", "marked-as-abuse", "abuse", "abuse"],
    ["verifying", "pending", "verifying", "verifying"],
    ["verifying", "normal", "verifying", "verifying"],
    ["verifying", "", "verifying", "verifying"],
    ["done", "normal", "paid", "paid"],
    ["done", "marked-paid-by-receiver", "markedPaid", "markedPaid"],
    ["done", "rejected-by-payer", "rejected", "rejected"],
    ["done", "marked-as-abuse", "abuse", "abuse"],
    ["done", "reversed", "reversed", "reversed"],
    ["done", "partially-refunded", "partiallyRefunded", "partiallyRefunded"],
    ["done", "fully-refunded", "fullyRefunded", "fullyRefunded"],
    ["done", "pending", "unknown", "unknown"],
    ["done", "", "unknown", "unknown"],
    ["done", "something-new", "unknown", "unknown"],
    ["done", "NORMAL", "unknown", "unknown"],
    ["done", "toString", "unknown", "unknown"],
    ["deleted", "pending", "deleted", "deleted"],
    ["deleted", "normal", "deleted", "deleted"],
    ["", "normal", "unknown", "unknown"],
    ["DONE", "normal", "unknown", "unknown"],
    ["paid", "normal", "unknown", "unknown"],
    ["constructor", "normal", "unknown", "unknown"],
  ])("of %j / %j is %s, and %s after its expiry", (status, detail, before, after) => {
    expect(state(status, detail, FUTURE)).toBe(before);
    expect(state(status, detail, PAST)).toBe(after);
  });

  test.each<[string | undefined, PaymentState]>([
    ["2031-06-01T12:00:00.000Z", "expired"],
    ["2031-06-01T12:00:00.001Z", "pending"],
    ["2031-06-01T08:00:00-04:00", "expired"],
    ["2031-06-01T08:00:01-04:00", "pending"],
    ["2031-06-01T14:00:00+02:00", "expired"],
    ["", "pending"],
    ["soon", "pending"],
    [undefined, "pending"],
  ])("of a pending payment that expires at %j is %s at noon", (expires, expected) => {
    expect(state("pending", "pending", expires)).toBe(expected);
  });

  test.each([null, undefined, 5, {}])("takes %j for no status it knows", (odd) => {
    expect(paymentState(untyped({ status: odd, status_detail: "normal" }))).toBe("unknown");
    expect(paymentState(untyped({ status: "done", status_detail: odd }))).toBe("unknown");
    expect(paymentState(untyped({ status: "pending", status_detail: odd }))).toBe("pending");
  });

  test("uses the clock of the machine when none is given", () => {
    const payment = { status: "pending", status_detail: "pending" };

    expect(paymentState({ ...payment, expires_date: "2999-01-01T00:00:00Z" })).toBe("pending");
    expect(paymentState({ ...payment, expires_date: "2001-01-01T00:00:00Z" })).toBe("expired");
  });

  test("reads what the service really sent", () => {
    const done = untyped<PaymentStatus>(fixture("payment.done"));
    const pending = untyped<PaymentStatus>(fixture("payment.pending"));
    const in2017 = Date.UTC(2017, 9, 31);

    expect(paymentState(done)).toBe("paid");
    expect(paymentState(pending)).toBe("expired");
    expect(paymentState(pending, { now: () => in2017 })).toBe("pending");
  });
});

describe("isPaid", () => {
  const paid: readonly PaymentState[] = ["paid", "markedPaid", "partiallyRefunded"];

  test.each([
    ["done", "normal", true],
    ["done", "marked-paid-by-receiver", true],
    ["done", "partially-refunded", true],
    ["done", "fully-refunded", false],
    ["done", "reversed", false],
    ["done", "rejected-by-payer", false],
    ["done", "marked-as-abuse", false],
    ["done", "", false],
    ["pending", "normal", false],
    ["verifying", "normal", false],
    ["deleted", "normal", false],
    ["new", "normal", false],
  ])("of %j / %j is %p", (status, status_detail, expected) => {
    expect(isPaid({ status, status_detail })).toBe(expected);
  });

  test("is true of nothing that nobody has seen before", () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom("done", "pending", "verifying", "deleted", "normal", "reversed", "__proto__"),
    );
    const details = ["normal", "marked-paid-by-receiver", "partially-refunded"];

    fc.assert(
      fc.property(text, text, (status, status_detail) => {
        expect(isPaid({ status, status_detail })).toBe(
          status === "done" && details.includes(status_detail),
        );
      }),
    );
  });

  test("is true only of three states, and never of one that can still change to paid", () => {
    const text = fc.constantFrom("pending", "verifying", "done", "deleted", "x");
    const detail = fc.constantFrom("pending", "normal", "reversed", "partially-refunded", "", "x");

    fc.assert(
      fc.property(text, detail, (status, status_detail) => {
        const payment = { status, status_detail };
        expect(isPaid(payment)).toBe(paid.includes(paymentState(payment)));
        if (isPaid(payment)) expect(isFinal(paymentState(payment))).toBe(true);
      }),
    );
  });
});

describe("isFinal", () => {
  test.each<[PaymentState, boolean]>([
    ["pending", false],
    ["verifying", false],
    ["unknown", false],
    ["expired", true],
    ["paid", true],
    ["markedPaid", true],
    ["rejected", true],
    ["abuse", true],
    ["reversed", true],
    ["partiallyRefunded", true],
    ["fullyRefunded", true],
    ["deleted", true],
  ])("of %s is %p", (value, expected) => {
    expect(isFinal(value)).toBe(expected);
  });
});
