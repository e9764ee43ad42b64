import { describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";
import { problemsOf, wrongExamples } from "./checking.js";
import { readDocument, readFixture } from "./reading.js";

const { published, corrected } = await readDocument("instant-payments.v3");

const fixture = (name: string) => readFixture(`instant-payments.v3/${name}`);

describe("a body that the service answered or sent", () => {
  test.each([
    {
      body: "payment.done.json",
      schema: "Payment",
      published: [],
    },
    {
      body: "payment.pending.json",
      schema: "Payment",
      published: [
        '/payer_email must match format "email"',
        "must have required property 'conciliation_date'",
        "must have required property 'funds_source'",
      ],
    },
    {
      body: "banks.demobank.json",
      schema: "BanksResponse",
      published: ["/banks/0/min_amount must be number"],
    },
  ])("fits the corrected document: $body", async ({ body, schema, published: problems }) => {
    const data = await fixture(body);

    expect(problemsOf(published, schema, data)).toEqual(problems);
    expect(problemsOf(corrected, schema, data)).toEqual([]);
  });

  test("fits as a notification, which no published document has", async () => {
    const data = await fixture("notification.real.json");

    expect(problemsOf(corrected, "PaymentNotification", data)).toEqual([]);
  });

  test("fits as the official notification, byte for byte", async () => {
    const path = "test/fixtures/instant-payments.v3/notification.official.txt";
    const text = await readFile(join(ROOT, path), "utf8");

    expect(problemsOf(corrected, "PaymentNotification", JSON.parse(text))).toEqual([]);
  });
});

describe("a value that no document lists", () => {
  test.each([
    { field: "status", value: "deleted" },
    { field: "payment_method", value: "direct_debit" },
    { field: "status_detail", value: "something-new" },
    { field: "payment_method", value: "SIMPLIFIED_TRANSFER" },
    { field: "funds_source", value: "wallet" },
  ])("is refused as published and taken as corrected: $field $value", async ({ field, value }) => {
    const data = {
      ...(await fixture("payment.done.json")),
      [field]: value,
    };

    expect(problemsOf(published, "Payment", data)).toEqual([
      `/${field} must be equal to one of the allowed values`,
    ]);
    expect(problemsOf(corrected, "Payment", data)).toEqual([]);
  });

  test("is refused in what is sent, by both", async () => {
    const data = { ...(await fixture("payment-create.json")), currency: "XYZ" };
    const problems = ["/currency must be equal to one of the allowed values"];

    expect(problemsOf(published, "PaymentCreate", data)).toEqual(problems);
    expect(problemsOf(corrected, "PaymentCreate", data)).toEqual(problems);
  });
});

describe("an example", () => {
  test.each([
    { body: "banks.json", schema: "BanksResponse" },
    { body: "payment-create.json", schema: "PaymentCreate" },
    { body: "payment-created.json", schema: "PaymentCreateResponse" },
    { body: "payment-methods.json", schema: "PaymentMethodsResponse" },
    { body: "prediction.json", schema: "Prediction" },
    { body: "predictions.json", schema: "PredictAllResponse" },
    { body: "receiver-create.json", schema: "ReceiverCreate" },
    { body: "receiver-created.json", schema: "ReceiverCreateResponse" },
    { body: "receivers-children.json", schema: "ReceiverChildren" },
    { body: "refund-create.json", schema: "RefundCreate" },
    { body: "refund-wallet.json", schema: "RefundWalletBalance" },
    { body: "refund.json", schema: "Refund" },
    { body: "success.json", schema: "Success" },
  ])("fits both documents: $body", async ({ body, schema }) => {
    const data = await fixture(body);

    expect(problemsOf(published, schema, data)).toEqual([]);
    expect(problemsOf(corrected, schema, data)).toEqual([]);
  });

  test("of an error fits what the overlay adds", async () => {
    const data = await fixture("validation-error.json");

    expect(problemsOf(corrected, "ValidationError", data)).toEqual([]);
  });

  test("of a field fits the field", () => {
    expect(wrongExamples(corrected)).toEqual([]);
  });
});
