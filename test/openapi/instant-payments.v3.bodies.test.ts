import { describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";
import { problemsOf, wrongExamples } from "./checking.js";
import { correctionsOf, readDocument, readFixture, rows } from "./reading.js";

const { published, corrected, sources } = await readDocument("instant-payments.v3");

const fixture = (name: string) => readFixture(`instant-payments.v3/${name}`);

describe("a body that the service answered or sent", () => {
  test.each([
    {
      body: "payment.done.json",
      schema: "Payment",
      published: ["/amount must be number", "/discount must be number"],
    },
    {
      body: "payment.pending.json",
      schema: "Payment",
      published: [
        "/amount must be number",
        "/discount must be number",
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
    { body: "notification.real.json", schema: "PaymentNotification", published: [] },
  ])("fits the corrected document: $body", async ({ body, schema, published: problems }) => {
    const data = await fixture(body);

    expect(problemsOf(published, schema, data)).toEqual(problems);
    expect(problemsOf(corrected, schema, data)).toEqual([]);
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
    { field: "status_detail", value: "partially-refunded" },
    { field: "status_detail", value: "something-new" },
    { field: "payment_method", value: "SIMPLIFIED_TRANSFER" },
    { field: "funds_source", value: "wallet" },
  ])("is refused as published and taken as corrected: $field $value", async ({ field, value }) => {
    const data = {
      ...(await fixture("payment.done.json")),
      ...{ amount: 3, discount: 0, [field]: value },
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

test("the overlay changes this, and nothing else", () => {
  const expected = rows(`
    + AuthorizationError.message: string, required
    + AuthorizationError.status: integer
    + BadRequest: ValidationError
    + Bank.min_amount: number(double) or string, required
    + Bank.type: string, required, x-known-values ["Persona","Empresa"]
    + ErrorItem.field: string, required
    + ErrorItem.message: string, required
    + Forbidden: AuthorizationError
    + InternalServerError: ServiceError
    + NotFound: ServiceError
    + Payment.amount: number(double) or string, required
    + Payment.conciliation_date: string
    + Payment.discount: number(double) or string
    + Payment.funds_source: string, x-known-values ["debit","prepaid","credit","not-available",""]
    + Payment.payer_email: string, required
    + Payment.payment_method: string, required, x-known-values ["regular_transfer","simplified_transfer","not_available"]
    + Payment.status: string, required, x-known-values ["pending","verifying","done","deleted"]
    + Payment.status_detail: string, required, x-known-values ["pending","normal","marked-paid-by-receiver","rejected-by-payer","marked-as-abuse","reversed","partially-refunded","fully-refunded"]
    + Payment.total_refunded: number(double) or string, x-khipu-source "third-party"
    + PaymentMethod.id: string, required, x-known-values ["simplified_transfer","regular_transfer","SIMPLIFIED_TRANSFER","REGULAR_TRANSFER"]
    + PaymentNotification.payment_method: string, required, x-known-values ["regular_transfer","simplified_transfer","not_available"]
    + PaymentRefund.amount: number(double) or string
    + PaymentRefund.status: string, x-known-values ["pending","authorized","paid","expired"]
    + Prediction.max_amount: number(double) or string, required
    + Prediction.new_destinatary_max_amount: number(double) or string, required
    + Prediction.result: string, required, x-known-values ["ok","new_destinatary_amount_exceeded","max_amount_exceeded","new_destinatary_cool_down","not_available_account"]
    + ServiceError.message: string, required
    + ServiceError.status: integer
    + Unauthorized: AuthorizationError
    + ValidationError.errors: array of ErrorItem
    + ValidationError.message: string, required
    + ValidationError.status: integer
    + getMerchantPaymentMethodsById GET /v3/merchants/{id}/paymentMethods | path id: integer(int64), required | PaymentMethodsResponse on 200 400 401 403 404 500
    + postPayment POST /v3/payments | application/json PaymentCreate | PaymentCreateResponse on 200 400 401 403 404 500
    + postReceiver POST /v3/receivers | application/json ReceiverCreate | ReceiverCreateResponse on 200 400 401 403 404 500
    - BadRequest: nothing
    - Bank.min_amount: number(double), required
    - Bank.type: string, required, enum ["Persona","Empresa"]
    - Forbidden: nothing
    - InternalServerError: nothing
    - NotFound: nothing
    - Payment.amount: number(double), required
    - Payment.conciliation_date: string(date-time), required
    - Payment.discount: number(double)
    - Payment.funds_source: string, required, enum ["debit","prepaid","credit","not-available",""]
    - Payment.payer_email: string(email), required
    - Payment.payment_method: string, required, enum ["regular_transfer","simplified_transfer","not_available"]
    - Payment.status: string, required, enum ["pending","verifying","done"]
    - Payment.status_detail: string, required, enum ["pending","normal","marked-paid-by-receiver","rejected-by-payer","marked-as-abuse","reversed"]
    - Payment.total_refunded: number(double), x-khipu-source "third-party"
    - PaymentMethod.id: string, required
    - PaymentNotification.payment_method: string, required
    - PaymentRefund.amount: number(double)
    - PaymentRefund.status: string, enum ["pending","authorized","paid","expired"]
    - Prediction.max_amount: number(double), required
    - Prediction.new_destinatary_max_amount: number(double), required
    - Prediction.result: string, required, enum ["ok","new_destinatary_amount_exceeded","max_amount_exceeded","new_destinatary_cool_down","not_available_account"]
    - Unauthorized: nothing
    - getMerchantPaymentMethodsById GET /v3/merchants/{id}/paymentMethods | path id: number, required | PaymentMethodsResponse on 200 400 401 403 404 500
    - postPayment POST /v3/payments | application/json PaymentCreate? | PaymentCreateResponse on 200 400 401 403 404 500
    - postReceiver POST /v3/receivers | application/json ReceiverCreate? | ReceiverCreateResponse on 200 400 401 403 404 500
  `);

  expect(correctionsOf({ published, corrected, sources })).toEqual(expected);
});
