import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "../support/properties.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type JsonObject } from "../../scripts/generate/json.js";
import { ROOT } from "../../scripts/specs.js";
import { answerValidators, type Validate, validators, webhookValidators } from "../../generated/instant-payments.v3/validators.js";
import { validators as v2 } from "../../generated/instant-payments.v2/validators.js";
import { validators as openpay } from "../../generated/openpay.v1/validators.js";
import { readFixture, schemasOf } from "./reading.js";

const v3 = documentOf("instant-payments.v3");
const openpayDocument = documentOf("openpay.v1");

function documentOf(id: string): JsonObject {
  const text = readFileSync(join(ROOT, `generated/${id}/openapi.json`), "utf8");
  return JSON.parse(text) as JsonObject;
}

// A CommonJS module: what it exports depends on who loads it.
const addFormats = "default" in formats ? formats.default : formats;

/** What ajv itself makes of a schema as it stands in the document. */
function compiledByAjv(document: JsonObject, schema: string): Validate {
  const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
  // How a program holds a number is no business of JSON's.
  ajv.addFormat("int64", true).addFormat("double", true);
  ajv.addSchema({ $id: "document", components: { schemas: schemasOf(document) } });
  return ajv.compile({ $ref: `document#/components/schemas/${schema}` });
}

const CHARGE_BY_AJV = compiledByAjv(openpayDocument, "ChargeRequest");

function problemsBy(validate: Validate | undefined, data: unknown): string[] {
  const isValid = validate?.(data);
  const problems = (validate?.errors ?? []).map(inOneLine);
  expect(isValid).toBe(problems.length === 0);
  return problems.sort();
}

function inOneLine(problem: { instancePath: string; keyword: string; params: object }): string {
  return `${problem.instancePath} ${problem.keyword} ${JSON.stringify(problem.params)}`;
}

/** Data that is right but for a few fields, which are gone or hold anything. */
function almost(body: JsonObject, names: readonly string[]): fc.Arbitrary<JsonObject> {
  const anything = fc.oneof(
    fc.constantFrom(undefined, null, "", "x".repeat(256), "x".repeat(6000), 0, -1.5, true, [], {}),
    fc.constantFrom("a@example.com", "2026-01-31T10:00:00Z", "CLP", "full", "1000", "ñandú 😀"),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const changes = fc.dictionary(fc.constantFrom(...names), anything, { maxKeys: 4 });
  // Through JSON, as bodies come: without `undefined`.
  return changes.map((change) => JSON.parse(JSON.stringify({ ...body, ...change })) as JsonObject);
}

function expectSameProblems(
  body: JsonObject,
  names: readonly string[],
  validate: Validate | undefined,
  reference: Validate,
): void {
  expect(problemsBy(validate, body)).toEqual([]);
  fc.assert(
    fc.property(almost(body, names), (data) => {
      expect(problemsBy(validate, data)).toEqual(problemsBy(reference, data));
    }),
    { numRuns: 300 },
  );
}

describe("a generated validator", () => {
  test.each([
    { fixture: "payment-create.json", schema: "PaymentCreate", validate: validators.postPayment.body },
    { fixture: "payment.done.json", schema: "Payment", validate: answerValidators.getPaymentById },
    { fixture: "banks.json", schema: "BanksResponse", validate: answerValidators.getBanks },
    { fixture: "receiver-create.json", schema: "ReceiverCreate", validate: validators.postReceiver.body },
    { fixture: "refund-create.json", schema: "RefundCreate", validate: validators.postRefund.body },
    { fixture: "refund.json", schema: "Refund", validate: answerValidators.postRefund },
    {
      fixture: "notification.real.json",
      schema: "PaymentNotification",
      validate: webhookValidators.notifyPaymentConciliated.body,
    },
  ])("finds in a $schema what ajv finds by the document", async ({ fixture, schema, validate }) => {
    const body = await readFixture(`instant-payments.v3/${fixture}`);
    const { properties } = schemasOf(v3)[schema] as { properties: JsonObject };

    expectSameProblems(body, Object.keys(properties), validate, compiledByAjv(v3, schema));
  });

  test.each([
    "createCharge.card.request.json",
    "createCharge.khipu-email.request.json",
    "createCharge.hosted-page.request.json",
  ])("finds the same in alternatives: %s", async (fixture) => {
    const body = await readFixture(`openpay.v1/${fixture}`);
    const names = [...Object.keys(body), "share_id", "use_3d_secure", "provider", "confirm"];

    expectSameProblems(body, names, openpay.createCharge.body, CHARGE_BY_AJV);
  });

  test("names every problem of a body at once", () => {
    const body = { amount: "1000", currency: "XXX", subject: "x".repeat(256), payer_email: "nobody" };

    expect(problemsBy(validators.postPayment.body, body)).toEqual([
      '/amount type {"type":"number"}',
      // The document may add to them.
      expect.stringMatching(/^\/currency enum \{"allowedValues":\["CLP",/),
      '/payer_email format {"format":"email"}',
      '/subject maxLength {"limit":255}',
    ]);
  });

  test("counts characters and not UTF-16 units", () => {
    const body = { amount: 1, currency: "CLP", subject: "😀".repeat(255) };

    expect(problemsBy(validators.postPayment.body, body)).toEqual([]);
  });

  test("answers for each call alone", () => {
    const validate = validators.postRefund.body;

    expect(problemsBy(validate, {})).toHaveLength(2);
    expect(problemsBy(validate, { type: "full", payment_id: "gqzdy6chjne9" })).toEqual([]);
  });
});

describe("a validator of parameters", () => {
  test("converts the text of an address to what the document says", () => {
    const params = { path: { id: "985101" } };

    expect(problemsBy(validators.getMerchantPaymentMethodsById.params, params)).toEqual([]);
    expect(params).toEqual({ path: { id: 985101 } });
  });

  test.each([
    { id: "abc", says: ['/path/id type {"type":"integer"}'] },
    { id: "1.5", says: ['/path/id type {"type":"integer"}'] },
  ])("refuses $id for a number", ({ id, says }) => {
    const { params } = validators.getMerchantPaymentMethodsById;

    expect(problemsBy(params, { path: { id } })).toEqual(says);
  });

  test("misses what is required, and takes what is optional", () => {
    const query = { bank_id: "Bawdf", amount: "1000", currency: "CLP" };

    expect(problemsBy(validators.getPredict.params, { query })).toEqual([
      '/query required {"missingProperty":"payer_email"}',
    ]);
    expect(problemsBy(validators.getReceivers.params, { query: {} })).toEqual([]);
  });
});

describe("a validator of a form", () => {
  test("converts its texts to numbers and truth values", () => {
    const form = { amount: "1000", currency: "CLP", subject: "Cobro", send_email: "true" };

    expect(problemsBy(v2.postPayment.body, form)).toEqual([]);
    expect(form).toEqual({ amount: 1000, currency: "CLP", subject: "Cobro", send_email: true });
  });

  test("refuses a text that is none", () => {
    const form = { amount: "mil", currency: "CLP", subject: "Cobro", send_email: "sí" };

    expect(problemsBy(v2.postPayment.body, form)).toEqual([
      '/amount type {"type":"number"}',
      '/send_email type {"type":"boolean"}',
    ]);
  });
});
