import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import {
  assertChargeSettles,
  type Charge,
  type ChargeState,
  chargeState,
  isChargePaid,
} from "../../src/openpay/index.js";
import { untyped } from "../support/untyped.js";
import { fixture } from "./support/client.js";

const charge = (change: object) => ({
  ...fixture<Charge>("createCharge.card.response"),
  ...change,
});
const refund = (status: string, amount: unknown = 6000) => ({
  refund: { ...fixture<Required<Charge>>("refundCharge.adyen.response").refund, status, amount },
});

const STATES: [ChargeState, string, object][] = [
  ["paid", "completed", {}],
  ["paid", "a refund that failed", refund("failed")],
  ["paid", "a refund that was cancelled", refund("cancelled")],
  ["refundPending", "a refund that is not confirmed", refund("pending_confirmation")],
  ["refundPending", "a refund in progress", refund("in_progress", 1)],
  ["partiallyRefunded", "a part given back", refund("completed", 5999.99)],
  ["fullyRefunded", "all given back", refund("completed", 6000)],
  ["fullyRefunded", "all given back, as text", refund("completed", "6000.00")],
  ["unknown", "more given back than there was", refund("completed", 6001)],
  ["unknown", "nothing given back", refund("completed", 0)],
  ["unknown", "who knows what given back", refund("completed", "all")],
  ["unknown", "a refund of a status nobody knows", refund("authorized")],
  ["pending", "charge_pending", { status: "charge_pending" }],
  ["verifying", "pending_confirmation", { status: "pending_confirmation" }],
  ["verifying", "in_progress", { status: "in_progress" }],
  ["failed", "failed", { status: "failed" }],
  ["cancelled", "cancelled", { status: "cancelled" }],
  ["fullyRefunded", "refunded", { status: "refunded" }],
  ["partiallyRefunded", "refunded, in part", { status: "refunded", ...refund("completed", 1) }],
  ["chargeback", "chargeback_pending", { status: "chargeback_pending" }],
  ["chargeback", "chargeback_accepted", { status: "chargeback_accepted" }],
  ["chargeback", "chargeback_adjustment", { status: "chargeback_adjustment" }],
  ["paid", "COMPLETED, in capitals", { status: "COMPLETED" }],
  ["pending", "CHARGE_PENDING, in capitals", { status: "CHARGE_PENDING" }],
  ["unknown", "a status nobody knows", { status: "approved" }],
  ["unknown", "no status", { status: undefined }],
  ["unknown", "a status that every object has", { status: "constructor" }],
  ["unknown", "a refund by itself", { transaction_type: "refund" }],
  ["unknown", "money that goes out", { operation_type: "out" }],
];

describe("chargeState", () => {
  test.each(STATES)("is %s for %s", (state, _, change) => {
    const given = charge(change);

    expect(chargeState(given)).toBe(state);
    expect(isChargePaid(given)).toBe(state === "paid" || state === "partiallyRefunded");
  });

  test.each([
    ["createCharge.card.response", "paid"],
    ["createCharge.adyen.response", "verifying"],
    ["createCharge.three-d-secure.response", "pending"],
    ["createCharge.hosted-page.response", "pending"],
    ["createCharge.redirect-transbank.response", "pending"],
    ["createCharge.khipu-email.response", "pending"],
    ["refundCharge.adyen.response", "refundPending"],
    ["refundCharge.global-collect.response", "fullyRefunded"],
  ])("reads the document's %s as %s", (name, state) => {
    expect(chargeState(fixture<Charge>(name))).toBe(state);
  });

  test("calls nothing paid that does not say completed", () => {
    const status = fc.string().filter((text) => text.toLowerCase() !== "completed");
    fc.assert(
      fc.property(status, (text) => {
        expect(isChargePaid(charge({ status: text }))).toBe(false);
      }),
    );
  });

  test("does not look at method or conciliated", () => {
    expect(chargeState(charge({ method: "bank_account", conciliated: false }))).toBe("paid");
    expect(chargeState(charge({ status: "failed", conciliated: true }))).toBe("failed");
  });
});

describe("assertChargeSettles", () => {
  const order = { order_id: "B4JOW2-20160401-1205", amount: "6000.00", currency: "CLP" };

  test.each([
    ["by its order_id", order],
    ["by its id", { id: "trornwo9ocwkqjljx90h", amount: 6000, currency: "CLP" }],
    ["by both", { ...order, id: "trornwo9ocwkqjljx90h" }],
  ])("passes for the order's charge, found %s", (_, expected) => {
    expect(() => assertChargeSettles(charge({}), expected)).not.toThrow();
  });

  test.each([
    ["another order", { order_id: "B4JOW2" }, {}, "order_id"],
    ["another charge", { id: "tr2" }, {}, "id"],
    ["another amount", { amount: 6001 }, {}, "amount"],
    ["another currency", { currency: "USD" }, {}, "currency"],
    ["a charge that is pending", {}, { status: "charge_pending" }, "status"],
    ["a charge that was given back", {}, refund("completed"), "status"],
    ["a charge without an order_id", {}, { order_id: null }, "order_id"],
  ])("refuses %s", (_, expected, change, field) => {
    expect(() => assertChargeSettles(charge(change), { ...order, ...expected })).toThrow(
      expect.objectContaining({
        name: "KhipuMismatchError",
        differences: [expect.objectContaining({ field })],
      }),
    );
  });

  test("tells every difference", () => {
    const other = { order_id: "x", id: "tr2", amount: 1, currency: "USD" };

    expect(() => assertChargeSettles(charge({ status: "failed" }), other)).toThrow(
      "status, id, order_id, currency, amount",
    );
  });

  test.each([
    ["no reference", { amount: 6000, currency: "CLP" }, "order_id or id"],
    ["an empty reference", { ...order, order_id: "" }, "expected.order_id"],
    ["no amount", { ...order, amount: undefined }, "expected.amount"],
    ["no currency", { ...order, currency: undefined }, "expected.currency"],
    ["nothing", undefined, "expected.amount"],
  ])("does not compare with an order that has %s", (_, expected, problem) => {
    expect(() => assertChargeSettles(charge({}), untyped(expected))).toThrow(TypeError);
    expect(() => assertChargeSettles(charge({}), untyped(expected))).toThrow(problem);
  });
});
