import { beforeAll, describe, expect, test } from "@jest/globals";
import type { LoadedSpec } from "../../scripts/generate/document.js";
import { formProblemsOf, problemsOf, wrongExamples } from "./checking.js";
import { readDocument, readFixture } from "./reading.js";

const BODIES = [
  ["getBanks.published.json", "BanksResponse"],
  ["getBanks.developer.json", "BanksResponse"],
  ["postPayment.published.json", "PaymentCreateResponse"],
  ["getPaymentById.published.json", "Payment"],
  ["getPaymentById.pending.json", "Payment"],
  ["deletePaymentById.published.json", "Success"],
  ["postReceiver.published.json", "ReceiverCreateResponse"],
  ["getMerchantPaymentMethodsById.published.json", "PaymentMethodsResponse"],
  ["refusal.400.json", "ValidationError"],
  ["refusal.403.json", "AuthorizationError"],
  ["refusal.503.json", "ServiceError"],
] as const;

const FORMS = [
  ["postPayment.request.form", "PaymentCreate"],
  ["postPaymentRefundsById.request.form", "PaymentRefundCreate"],
  ["postReceiver.request.form", "ReceiverCreate"],
  ["notifyPaymentConciliated.request.form", "PaymentNotification"],
  ["notifyPaymentConciliated.other-name.form", "PaymentNotification"],
] as const;

let spec: LoadedSpec;
const fixture = (name: string) => readFixture(`instant-payments.v2/${name}`);

beforeAll(async () => {
  spec = await readDocument("instant-payments.v2");
});

describe("Instant Payments 2.0 with its corrections", () => {
  test("leaves examples that fit their schemas", () => {
    expect(wrongExamples(spec.corrected)).toEqual([]);
  });

  test.each(BODIES)("accepts %s", async (name, schema) => {
    expect(problemsOf(spec.corrected, schema, await fixture(name))).toEqual([]);
  });

  test.each(FORMS)("accepts %s", async (name, schema) => {
    expect(formProblemsOf(spec.corrected, schema, await fixture(name))).toEqual([]);
  });

  test("is what lets a real pending payment through", async () => {
    const pending = await fixture("getPaymentById.pending.json");

    expect(problemsOf(spec.published, "Payment", pending)).toEqual([
      "/amount must be number",
      "/discount must be number",
      '/payer_email must match format "email"',
      "must have required property 'funds_source'",
      "must have required property 'third_party_authorization_details'",
    ]);
  });

  test.each([
    ["a currency of version 3.0", { currency: "CLF" }, "/currency must be equal to one of the allowed values"],
    ["an amount in words", { amount: "mil" }, "/amount must be number"],
    ["a long subject", { subject: "x".repeat(256) }, "/subject must NOT have more than 255 characters"],
    ["a date that is none", { expires_date: "mañana" }, '/expires_date must match format "date-time"'],
  ])("still refuses %s in a form", (_, change, problem) => {
    const form = { amount: "1000", currency: "CLP", subject: "Cobro de prueba", ...change };

    expect(formProblemsOf(spec.corrected, "PaymentCreate", form)).toEqual([problem]);
  });

  test("still asks for everything a payment needs", () => {
    expect(formProblemsOf(spec.corrected, "PaymentCreate", {})).toEqual([
      "must have required property 'amount'",
      "must have required property 'currency'",
      "must have required property 'subject'",
    ]);
  });
});
