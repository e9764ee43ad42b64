import { beforeAll, describe, expect, test } from "@jest/globals";
import type { LoadedSpec } from "../../scripts/generate/document.js";
import { formProblemsOf, problemsOf, wrongExamples } from "./checking.js";
import {
  correctionsOf,
  fieldRows,
  operationRows,
  readDocument,
  readFixture,
  rows,
  schemasOf,
} from "./reading.js";
import { CORRECTIONS, FIELDS, OPERATIONS } from "./v2-tables.js";

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

describe("instant-payments.v2.yaml", () => {
  test("has the server and the signature of version 2.0", () => {
    const { servers, security, components } = spec.published;

    expect(servers).toMatchObject([{ url: "https://khipu.com/api/2.0" }]);
    expect(security).toEqual([{ khipu: [] }]);
    expect(components).toMatchObject({
      securitySchemes: { khipu: { type: "apiKey", in: "header", name: "Authorization" } },
    });
  });

  test("has every operation of the reference, and no other", () => {
    expect(operationRows(spec.published, "paths")).toEqual(rows(OPERATIONS));
  });

  test("has the notification 1.3, a form that nothing signs", () => {
    expect(operationRows(spec.published, "webhooks")).toEqual([
      "notifyPaymentConciliated POST paymentConciliated | application/x-www-form-urlencoded PaymentNotification | nothing on 200",
    ]);
    expect(spec.published["webhooks"]).toMatchObject({ paymentConciliated: { post: { security: [] } } });
  });

  test("has the schemas of the reference, and no other", () => {
    const { Amount, ...schemas } = schemasOf(spec.published);

    expect(Amount).toMatchObject({ type: "number", format: "double" });
    expect(Object.keys(schemas).sort()).toEqual(Object.keys(FIELDS).sort());
  });

  test.each(Object.entries(FIELDS))("gives %s the fields of the reference", (schema, table) => {
    expect(fieldRows(spec.published, schema)).toEqual(rows(table));
  });

  test("says of every operation id that it is not Khipu's", () => {
    const ids = /operationId/gu;
    const ours = /"x-khipu-operation-id":"ours"/gu;
    const text = JSON.stringify([spec.published["paths"], spec.published["webhooks"]]);

    expect(text.match(ids)).toHaveLength(10);
    expect(text.match(ours)).toHaveLength(10);
  });
});

describe("overlays/instant-payments.v2.yaml", () => {
  test("changes this and nothing else", () => {
    expect(correctionsOf(spec)).toEqual(rows(CORRECTIONS));
  });

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
