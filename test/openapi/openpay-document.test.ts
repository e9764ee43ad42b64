import { beforeAll, describe, expect, test } from "@jest/globals";
import type { LoadedSpec } from "../../scripts/generate/document.js";
import { type Json, type JsonObject, listAt, objectAt, textAt } from "../../scripts/generate/json.js";
import { wrongExamples } from "./checking.js";
import { ANSWERS } from "./openpay-answer-tables.js";
import { flattened, inWords } from "./openpay-flat.js";
import { CORRECTIONS, OPERATIONS, WEBHOOKS } from "./openpay-operation-tables.js";
import { REQUESTS } from "./openpay-request-tables.js";
import { correctionsOf, fieldRows, operationRows, readDocument, rows, schemasOf } from "./reading.js";

const FIELDS = { ...REQUESTS, ...ANSWERS };

/** Schemas without fields, and the values that they allow. */
const VALUES = {
  Currency: ["CLP", "USD"],
  PointOfSale: ["web_retail", "web_empresas", "web_agencias", "call_center", "ventas", "kioskos"],
  CardBrand: [
    "visa",
    "american_express",
    "mastercard",
    "jcb",
    "diners",
    "visa_debit",
    "visa_electron",
    "mastercard_debit",
    "maestro",
  ],
  DirectProviderName: ["transbank", "global_collect"],
  ChargeStatus: ["completed", "failed", "charge_pending", "pending_confirmation"],
  EventType: ["charge.succeeded", "charge.failed", "charge.refunded", "charge.refund.failed"],
  ErrorCode: [
    1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 3001, 3002, 3003, 3004, 3005,
  ],
};

/** Code, HTTP status, and what is known of a request that was answered so. */
const ERRORS = [
  [1000, 500, "unknown"],
  [1001, 400, "rejected"],
  [1002, 401, "rejected"],
  [1003, 422, "rejected"],
  [1004, 503, "unknown"],
  [1005, 404, "rejected"],
  [1006, 409, "rejected"],
  [1007, 402, "rejected"],
  [1008, 423, "rejected"],
  [1009, 413, "rejected"],
  [3001, 402, "rejected"],
  [3002, 402, "rejected"],
  [3003, 402, "rejected"],
  [3004, 402, "rejected"],
  [3005, 402, "rejected"],
];

let spec: LoadedSpec;
let published: JsonObject;
let corrected: JsonObject;

beforeAll(async () => {
  spec = await readDocument("openpay.v1");
  published = inWords(flattened(spec.published));
  corrected = inWords(flattened(spec.corrected));
});

/** Where in a document a keyword stands, and what it says there. */
function placesOf(node: Json, keyword: string, path = ""): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, Json]) =>
    key === keyword ? [`${path}: ${JSON.stringify(value)}`] : placesOf(value, keyword, `${path}/${key}`),
  );
}

describe("openpay.v1.yaml", () => {
  test("has both servers, and the private key as the user of HTTP Basic", () => {
    const { servers, security, components } = spec.published;

    expect(servers).toMatchObject([
      { url: "https://sandbox-api.openpay.mx" },
      { url: "https://api.openpay.mx" },
    ]);
    expect(security).toEqual([{ PrivateKey: [] }]);
    expect(components).toMatchObject({
      securitySchemes: { PrivateKey: { type: "http", scheme: "basic" } },
    });
  });

  test("has every operation of the document, and no other", () => {
    expect(operationRows(published, "paths")).toEqual(rows(OPERATIONS));
  });

  test("has every webhook of the document, and the one that verifies", () => {
    expect(operationRows(published, "webhooks")).toEqual(rows(WEBHOOKS));
  });

  test("says of every operation id that it is ours", () => {
    const ids = [spec.published["paths"] ?? {}, spec.published["webhooks"] ?? {}];

    expect(placesOf(ids, "operationId")).toHaveLength(13);
    expect(placesOf(ids, "x-khipu-operation-id")).toHaveLength(13);
  });

  test("has these schemas and no other", () => {
    const names = [...Object.keys(FIELDS), ...Object.keys(VALUES), "ChargeRequest", "Metadata"];

    expect(Object.keys(schemasOf(published)).sort()).toEqual(names.sort());
  });

  test.each(Object.entries(FIELDS))("gives %s the fields of its table", (schema, table) => {
    expect(fieldRows(published, schema)).toEqual(rows(table));
  });

  test.each(Object.entries(VALUES))("allows the values that the document lists for %s", (schema, values) => {
    expect(listAt(schemasOf(published)[schema], "enum")).toEqual(values);
  });

  test("has one schema for each flow", () => {
    const flows = listAt(schemasOf(published)["ChargeRequest"], "oneOf");

    expect(flows.map((flow) => textAt(flow, "$ref"))).toEqual(
      [
        "CardCharge",
        "CardInstallmentsCharge",
        "ThreeDSecureCharge",
        "HostedPageCharge",
        "RedirectTransbankCharge",
        "TravelClubCharge",
        "KhipuRedirectCharge",
        "KhipuDirectCharge",
        "KhipuTransferCharge",
        "KhipuEmailCharge",
      ].map((name) => `#/components/schemas/${name}`),
    );
  });

  test("has the error codes, and marks those that were not checked", () => {
    const codes = listAt(schemasOf(published)["ErrorCode"], "x-error-codes").map((row) =>
      objectAt({ row }, "row"),
    );

    expect(codes.map(({ code, http, outcome }) => [code, http, outcome])).toEqual(ERRORS);
    expect(codes.filter(({ unverified }) => unverified).map(({ code }) => code)).toEqual([
      1009, 3001, 3002, 3003, 3004,
    ]);
  });

  test("says which metadata of a provider come together", () => {
    const travelClub = ["travelclub_buy_order", "travelclub_buying_id"];

    expect(schemasOf(published)["ChargeMetadata"]).toMatchObject({
      "x-required-with": {
        shares: ["transbank_buy_order"],
        share_amount: ["transbank_buy_order"],
        transbank_vci: ["transbank_buy_order"],
        travelclub_buy_order: ["travelclub_buying_id"],
        travelclub_buying_id: ["travelclub_buy_order"],
        dp_authorization: travelClub,
        dp_amount: travelClub,
        exchange_rate: travelClub,
        tc_authorization: travelClub,
        travelclub_discount: travelClub,
      },
    });
  });

  test("marks what the document itself does not say", () => {
    expect(placesOf(spec.published, "x-khipu-source")).toEqual(
      [
        "/servers/1",
        "/paths//v1/{merchant_id}/tokens/post",
        "/paths//v1/{merchant_id}/tokens/{token_id}/get",
        "/paths//v1/{merchant_id}/charges/{transaction_id}/get",
        "/webhooks/verification/post",
        "/components/securitySchemes/PrivateKey",
        "/components/securitySchemes/PublicKey",
        "/components/securitySchemes/WebhookCredentials",
        "/components/schemas/TokenRequest",
        "/components/schemas/Token",
        "/components/schemas/Customer",
        "/components/schemas/VerificationEvent",
        "/components/schemas/OpenpayError/properties/category",
        "/components/schemas/OpenpayError/properties/fraud_rules",
        "/components/schemas/ErrorCode",
      ].map((place) => `${place}: "openpay documentation"`),
    );
  });
});

describe("overlays/openpay.v1.yaml", () => {
  test("changes these fields and no other", () => {
    const flat = { ...spec, published, corrected };

    expect(correctionsOf(flat)).toEqual(rows(CORRECTIONS));
  });

  test.each([
    ["ChargeStatus", [...VALUES.ChargeStatus, "in_progress", "cancelled", "refunded"]],
    ["EventType", [...VALUES.EventType, "charge.created", "charge.cancelled", "verification"]],
    ["ErrorCode", VALUES.ErrorCode],
  ])("opens the values of %s", (schema, known) => {
    const { enum: closed, "x-known-values": values } = objectAt(schemasOf(corrected), schema);

    expect(closed).toBeUndefined();
    expect(values).toEqual(expect.arrayContaining(known));
  });

  test("names the objects with which the document disagrees as a whole", () => {
    const schemas = Object.entries(schemasOf(corrected));
    const named = schemas.filter(([, schema]) => "x-khipu-disagreement" in objectAt({ schema }, "schema"));

    expect(named.map(([name]) => name).sort()).toEqual([
      "CardInstallmentsProvider",
      "CardProvider",
      "HostedPageProvider",
      "KhipuTransferProvider",
      "PaymentMethod",
      "RiskAssessment",
      "SharesRequest",
      "ThreeDSecureProvider",
      "TravelClubProvider",
    ]);
  });

  test("leaves examples that fit their schemas", () => {
    expect(wrongExamples(flattened(spec.published))).toEqual([]);
    expect(wrongExamples(flattened(spec.corrected))).toEqual([]);
  });
});
