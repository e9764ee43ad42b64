import { beforeAll, describe, expect, test } from "@jest/globals";
import type { LoadedSpec } from "../../scripts/generate/document.js";
import { problemsOf, wrongExamples } from "./checking.js";
import {
  correctionsOf,
  fieldRows,
  operationRows,
  readDocument,
  readFixture,
  rows,
  schemasOf,
} from "./reading.js";

/** The fields of every schema, as Khipu's reference lists them. */
const FIELDS = {
  SubscriptionCreate: `
    name: string, required, maxLength 255
    email: string, required, maxLength 255
    max_amount: number, required, maxLength 255
    currency: string, required, maxLength 4
    notify_url: string, required, maxLength 1024
    return_url: string, required, maxLength 1024
    cancel_url: string, required, maxLength 1024
    service_reference: string
    image_url: string, maxLength 1024
    description: string`,
  SubscriptionCreateResponse: `
    subscription_id: string, required, maxLength 255
    redirect_url: string, required, maxLength 1024`,
  Subscription: `
    subscription_id: string, required
    status: string, required, enum ["DISABLED","SIGNED","ENABLED"]
    developer: boolean, required
    customer_bank_code: string, required
    service_reference: string, required`,
  ChargeIntentCreate: `
    subscription_id: string, required, maxLength 255
    amount: number(float), required, minimum 1
    subject: string, required, maxLength 255
    body: string, required, maxLength 5120
    error_response_url: string, required, maxLength 1024
    custom: string, required, maxLength 1073741824
    transaction_id: string, required, maxLength 255
    notify_url: string, required, maxLength 1024
    notify_api_version: string, maxLength 255`,
  ChargeIntentCreateResponse: "payment_id: string, required",
  SubscriptionCallback: `
    subscription_id: string, required
    status: string, required, enum ["enabled","disabled"]`,
  ChargeFailure: `
    subscription_id: string, required
    transaction_id: string, required
    error_message: string, required`,
};

const OPERATIONS = `
  postSubscription POST /v1/automatic-payment/subscription | application/json SubscriptionCreate | SubscriptionCreateResponse on 200 400 401 404 500
  getSubscriptionById GET /v1/automatic-payment/subscription/{id} | path id: string, required | Subscription on 200 400 401 404 500
  createCharge_1 POST /v1/automatic-payment/charge-intent | application/json ChargeIntentCreate | ChargeIntentCreateResponse on 200 400 401 404 500`;

const CALLBACKS = `
  notifySubscriptionStatus POST subscriptionStatus | application/json SubscriptionCallback | nothing on 200
  notifyChargeFailed POST chargeFailed | application/json ChargeFailure | nothing on 200
  notifyChargeConciliated POST chargeConciliated | nothing on 200`;

/** What the overlay takes away and what it adds. */
const CORRECTIONS = `
  - postSubscription POST /v1/automatic-payment/subscription | application/json SubscriptionCreate | SubscriptionCreateResponse on 200 400 401 404 500
  + postSubscription POST /v1/automatic-payment/subscription | application/json SubscriptionCreate | SubscriptionCreateResponse on 200 400 401 403 404 500
  - getSubscriptionById GET /v1/automatic-payment/subscription/{id} | path id: string, required | Subscription on 200 400 401 404 500
  + getSubscriptionById GET /v1/automatic-payment/subscription/{id} | path id: string, required | Subscription on 200 400 401 403 404 500
  - createCharge_1 POST /v1/automatic-payment/charge-intent | application/json ChargeIntentCreate | ChargeIntentCreateResponse on 200 400 401 404 500
  + createCharge_1 POST /v1/automatic-payment/charge-intent | application/json ChargeIntentCreate | ChargeIntentCreateResponse on 200 400 401 403 404 500
  - SubscriptionCreate.max_amount: number, required, maxLength 255
  + SubscriptionCreate.max_amount: number(double), required
  - ChargeIntentCreate.amount: number(float), required, minimum 1
  + ChargeIntentCreate.amount: number(double), required, minimum 1
  - Subscription.status: string, required, enum ["DISABLED","SIGNED","ENABLED"]
  + Subscription.status: string, required, x-known-values ["DISABLED","SIGNED","ENABLED"]
  - SubscriptionCallback.status: string, required, enum ["enabled","disabled"]
  + SubscriptionCallback.status: string, required, x-known-values ["enabled","disabled"]
  - BadRequest: nothing
  + BadRequest: ValidationError
  - Unauthorized: nothing
  + Unauthorized: AuthorizationError
  + Forbidden: AuthorizationError
  - NotFound: nothing
  + NotFound: ServiceError
  - InternalServerError: nothing
  + InternalServerError: ServiceError
  + ValidationError.status: integer
  + ValidationError.message: string, required
  + ValidationError.errors: array of ErrorItem
  + ErrorItem.field: string, required
  + ErrorItem.message: string, required
  + AuthorizationError.status: integer
  + AuthorizationError.message: string, required
  + ServiceError.status: integer
  + ServiceError.message: string, required`;

const BODIES = [
  ["postSubscription.request.json", "SubscriptionCreate"],
  ["postSubscription.published.json", "SubscriptionCreateResponse"],
  ["getSubscriptionById.unsigned.json", "Subscription"],
  ["getSubscriptionById.enabled.json", "Subscription"],
  ["createCharge_1.request.json", "ChargeIntentCreate"],
  ["createCharge_1.published.json", "ChargeIntentCreateResponse"],
  ["notifySubscriptionStatus.request.json", "SubscriptionCallback"],
  ["notifyChargeFailed.request.json", "ChargeFailure"],
] as const;

let spec: LoadedSpec;
const fixture = (name: string) => readFixture(`automatic-payments.v1/${name}`);

beforeAll(async () => {
  spec = await readDocument("automatic-payments.v1");
});

describe("automatic-payments.v1.yaml", () => {
  test("has the server and the key of Instant Payments 3.0", async () => {
    const instant = await readDocument("instant-payments.v3");
    const url = "https://payment-api.khipu.com";
    const key = { type: "apiKey", in: "header", name: "x-api-key" };

    for (const { servers, security, components } of [spec.published, instant.published]) {
      expect(servers).toMatchObject([{ url }]);
      expect(security).toEqual([{ "Api-Key": [] }]);
      expect(components).toMatchObject({ securitySchemes: { "Api-Key": key } });
    }
  });

  test("has every operation of the reference, and no other", () => {
    expect(operationRows(spec.published, "paths")).toEqual(rows(OPERATIONS));
  });

  test("has the three callbacks", () => {
    expect(operationRows(spec.published, "webhooks")).toEqual(rows(CALLBACKS));
  });

  test("has the schemas of the reference, and no other", () => {
    expect(Object.keys(schemasOf(spec.published)).sort()).toEqual(Object.keys(FIELDS).sort());
  });

  test.each(Object.entries(FIELDS))("gives %s the fields of the reference", (schema, table) => {
    expect(fieldRows(spec.published, schema)).toEqual(rows(table));
  });

  test("says which operation ids are not Khipu's", () => {
    const paths = spec.published["paths"];

    expect(paths).toMatchObject({
      "/v1/automatic-payment/subscription": { post: { "x-khipu-operation-id": "ours" } },
      "/v1/automatic-payment/subscription/{id}": { get: { "x-khipu-operation-id": "ours" } },
    });
    expect(paths).not.toHaveProperty([
      "/v1/automatic-payment/charge-intent",
      "post",
      "x-khipu-operation-id",
    ]);
  });

  test.each([
    ["1.3", "instant-payments.v2"],
    ["3.0", "instant-payments.v3"],
  ])("leaves notifications %s of a charge to %s.yaml, which has them", async (version, id) => {
    const { published } = await readDocument(id);

    expect(published["webhooks"]).toHaveProperty("paymentConciliated.post.requestBody");
    expect(spec.published["webhooks"]).toHaveProperty(
      ["chargeConciliated", "post", "x-khipu-request-body", version],
      `${id}.yaml`,
    );
  });
});

describe("overlays/automatic-payments.v1.yaml", () => {
  test("changes this and nothing else", () => {
    expect(correctionsOf(spec)).toEqual(rows(CORRECTIONS));
  });

  test("names the path under which older documentation has the subscription", () => {
    expect(spec.corrected["paths"]).toHaveProperty(
      ["/v1/automatic-payment/subscription/{id}", "get", "x-khipu-former-path"],
      "/v1/automatic-payment/subscription-status?subscription_id={id}",
    );
  });

  test("leaves examples that fit their schemas", () => {
    expect(wrongExamples(spec.corrected)).toEqual([]);
  });

  test.each(BODIES)("accepts %s", async (name, schema) => {
    expect(problemsOf(spec.corrected, schema, await fixture(name))).toEqual([]);
  });

  test("is what lets an unknown state of a subscription through", async () => {
    const enabled = await fixture("getSubscriptionById.enabled.json");
    const paused = { ...enabled, status: "PAUSED" };

    expect(problemsOf(spec.published, "Subscription", paused)).toEqual([
      "/status must be equal to one of the allowed values",
    ]);
    expect(problemsOf(spec.corrected, "Subscription", paused)).toEqual([]);
  });

  test.each([
    ["less than one peso", { amount: 0.5 }, "/amount must be >= 1"],
    ["an amount that is a text", { amount: "1000" }, "/amount must be number"],
    ["a long body", { body: "x".repeat(5121) }, "/body must NOT have more than 5120 characters"],
  ])("still refuses a charge of %s", async (_, change, problem) => {
    const charge = { ...(await fixture("createCharge_1.request.json")), ...change };

    expect(problemsOf(spec.corrected, "ChargeIntentCreate", charge)).toEqual([problem]);
  });
});
