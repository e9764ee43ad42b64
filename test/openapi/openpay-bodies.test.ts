import { beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { LoadedSpec } from "../../scripts/generate/document.js";
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../../scripts/generate/json.js";
import { ROOT } from "../../scripts/specs.js";
import { problemsOf, wrongExamples } from "./checking.js";
import { BODIES } from "./openpay-bodies.js";
import { readDocument, readFixture, schemasOf } from "./reading.js";

const FOLDER = "openpay.v1";

let spec: LoadedSpec;
const fixture = (name: string) => readFixture(`${FOLDER}/${name}.json`);

beforeAll(async () => {
  spec = await readDocument("openpay.v1");
});

/** The flows of which a request is. */
function flowsOf(request: JsonObject): string[] {
  const flows = listAt(schemasOf(spec.corrected)["ChargeRequest"], "oneOf");
  const names = flows.map((flow) => textAt(flow, "$ref")?.split("/").pop() ?? "");
  return names.filter((name) => problemsOf(spec.corrected, name, request).length === 0);
}

/** A request with some of its provider's data changed; `undefined` takes a field away. */
function withData(request: JsonObject, change: Record<string, Json | undefined>): JsonObject {
  const provider = objectAt(request, "provider");
  const data = { ...objectAt(provider, "data"), ...change };
  return JSON.parse(JSON.stringify({ ...request, provider: { ...provider, data } })) as JsonObject;
}

function objectsIn(node: Json): JsonObject[] {
  if (Array.isArray(node)) return node.flatMap(objectsIn);
  return isObject(node) ? [node, ...Object.values(node).flatMap(objectsIn)] : [];
}

const ANY = Symbol("any");

/** Whether an object has what its kind is known by. */
function includes(object: JsonObject, sign: Record<string, string | symbol>): boolean {
  return Object.entries(sign).every(([key, value]) =>
    value === ANY ? key in object : object[key] === value,
  );
}

/** A request of every flow: the document's own, and its providers in its redirect. */
async function requestOf(flow: string): Promise<JsonObject> {
  const redirect = await fixture("createCharge.redirect-transbank.request");
  const instalments = await fixture("createCharge.card.request");
  const khipu = { ...redirect, provider: await fixture("KhipuProvider.object") };
  const noBankData = { request_bank_data: undefined, payer_personal_identifier: undefined };
  const requests: Record<string, JsonObject> = {
    CardCharge: withData(instalments, { share_id: undefined }),
    CardInstallmentsCharge: instalments,
    ThreeDSecureCharge: await fixture("createCharge.three-d-secure.request"),
    HostedPageCharge: await fixture("createCharge.hosted-page.request"),
    RedirectTransbankCharge: redirect,
    TravelClubCharge: { ...redirect, provider: await fixture("TravelClubProvider.object") },
    KhipuRedirectCharge: withData(khipu, { ...noBankData, bank_id: undefined }),
    KhipuDirectCharge: withData(khipu, noBankData),
    KhipuTransferCharge: khipu,
    KhipuEmailCharge: await fixture("createCharge.khipu-email.request"),
  };
  return requests[flow] ?? {};
}

const FLOWS = [
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
];

describe("the examples of Openpay's document", () => {
  test("are all here, and nothing else", () => {
    const files = readdirSync(join(ROOT, "test/fixtures", FOLDER));

    expect(files.sort()).toEqual(BODIES.map(([name]) => `${name}.json`).sort());
  });

  test.each(BODIES)("%s is a %s", async (name, schema) => {
    expect(problemsOf(spec.corrected, schema, await fixture(name))).toEqual([]);
  });

  test("of single fields fit them, with the corrections and without", () => {
    expect(wrongExamples(spec.published)).toEqual([]);
    expect(wrongExamples(spec.corrected)).toEqual([]);
  });

  test("break the document's own tables where the overlay says so", async () => {
    const problems = await Promise.all(
      BODIES.map(async ([name, schema]) => problemsOf(spec.published, schema, await fixture(name))),
    );
    const fields = problems.flat().map((problem) => problem.replace(/^\S*\//u, ""));

    expect([...new Set(fields)].sort()).toEqual([
      "account_identifier must be string",
      "agency_number must be string",
      "amount must be number",
      "data must have required property 'point_of_sale'",
      "flight_number must be string",
      "name must be equal to one of the allowed values",
      "share_amount must be number",
      "shares must be integer",
      "tax must be number",
    ]);
  });

  test.each([
    ["Charge", { transaction_type: "charge" }, []],
    ["Refund", { transaction_type: "refund" }, []],
    ["Card", { brand: ANY, card_number: ANY }, ["address"]],
    ["ChargeEvent", { event_date: ANY }, []],
  ])("tell what a %s always has, as no table does", async (schema, sign, optional) => {
    const bodies = await Promise.all(BODIES.map(([name]) => fixture(name)));
    const objects = bodies.flatMap(objectsIn).filter((object) => includes(object, sign));
    const always = Object.keys(objects[0] ?? {}).filter((field) =>
      objects.every((object) => field in object),
    );

    const required = listAt(schemasOf(spec.published)[schema], "required");

    expect(objects.length).toBeGreaterThan(1);
    expect([...required, ...optional].sort()).toEqual(always.sort());
  });
});

describe("a request of a charge", () => {
  test.each(FLOWS)("as %s is of no other flow", async (flow) => {
    expect(flowsOf(await requestOf(flow))).toEqual([flow]);
    expect(problemsOf(spec.corrected, "ChargeRequest", await requestOf(flow))).toEqual([]);
  });

  test.each([
    ["RedirectTransbankCharge", { url_success: undefined }, "have required property 'url_success'"],
    ["TravelClubCharge", { url_success: undefined }, "have required property 'url_success'"],
    ["KhipuRedirectCharge", { url_success: undefined }, "have required property 'url_success'"],
    ["KhipuRedirectCharge", { url_success: `http://e.com/${"x".repeat(243)}` }, "NOT have more than 255 characters"],
    ["KhipuRedirectCharge", { point_of_sale: undefined }, "have required property 'point_of_sale'"],
    ["KhipuRedirectCharge", { point_of_sale: "shop" }, "be equal to one of the allowed values"],
    ["KhipuTransferCharge", { payer_personal_identifier: undefined }, "have required property 'payer_personal_identifier'"],
    ["KhipuEmailCharge", { request_bank_data: true }, "have required property 'payer_personal_identifier'"],
    ["KhipuEmailCharge", { send_email: false }, "be equal to constant"],
    ["ThreeDSecureCharge", { browser_info: undefined }, "have required property 'browser_info'"],
    ["ThreeDSecureCharge", { url_success: undefined }, "have required property 'url_success'"],
    ["ThreeDSecureCharge", { deferred_months: 3 }, "have required property 'share_id'"],
    ["ThreeDSecureCharge", { share_id: "1234" }, "be equal to constant"],
    ["CardCharge", { point_of_sale: undefined }, "have required property 'point_of_sale'"],
    ["CardCharge", { deferred_months: 3 }, "boolean schema is false"],
  ])("as %s is refused with %j in its provider's data", async (flow, change, problem) => {
    const request = withData(await requestOf(flow), change);

    expect(problemsOf(spec.corrected, flow, request)).toContainEqual(expect.stringContaining(problem));
    expect(problemsOf(spec.corrected, "ChargeRequest", request)).not.toEqual([]);
  });

  test.each([
    ["CardCharge", { gc_risk_assessment: {} }],
    ["CardCharge", { gc_risk_assessment: undefined }],
    ["CardCharge", { source_id: "k".repeat(46) }],
    ["CardCharge", { customer: undefined }],
    ["CardCharge", { customer: { name: "Test" } }],
    ["CardCharge", { amount: 0 }],
    ["CardCharge", { amount: "6000" }],
    ["CardCharge", { currency: "MXN" }],
    ["CardInstallmentsCharge", { currency: "USD" }],
    ["HostedPageCharge", { confirm: false }],
    ["HostedPageCharge", { source_id: "kvnqhttcsw86tqqdqg1u" }],
    ["HostedPageCharge", { customer: { name: "Test", email: "payer@example.com" } }],
    ["RedirectTransbankCharge", { source_id: "kvnqhttcsw86tqqdqg1u" }],
    ["RedirectTransbankCharge", { description: "x".repeat(251) }],
    ["RedirectTransbankCharge", { order_id: "x".repeat(101) }],
    ["KhipuRedirectCharge", { method: "bank_account" }],
    ["KhipuEmailCharge", { method: "card" }],
  ])("as %s is of no flow with %j", async (flow, change) => {
    const request = JSON.parse(JSON.stringify({ ...(await requestOf(flow)), ...change })) as JsonObject;

    expect(problemsOf(spec.corrected, "ChargeRequest", request)).not.toEqual([]);
  });

  test.each([
    ["FlightLeg", { carrier_code: "ABC" }, "/carrier_code must NOT have more than 2 characters"],
    ["FlightLeg", { departure_time: "1255" }, '/departure_time must match pattern "^[0-9]{2}:[0-9]{2}$"'],
    ["FlightLeg", { departure_date: "01-12-2017" }, '/departure_date must match format "date"'],
    ["FlightLeg", { fare_basis: undefined }, "must have required property 'fare_basis'"],
    ["AirlineData", { flight_legs: undefined }, "must have required property 'flight_legs'"],
    ["AirlineData", { airline_name: "x".repeat(21) }, "/airline_name must NOT have more than 20 characters"],
    ["RiskAssessment", { airline_data: undefined }, "must have required property 'airline_data'"],
    ["RiskAssessment", { customer_ip_address: "::1" }, '/customer_ip_address must match format "ipv4"'],
  ])("needs a %s that is not one with %j", async (schema, change, problem) => {
    const object = { ...(await fixture(`${schema}.object`)), ...change };

    expect(problemsOf(spec.corrected, schema, JSON.parse(JSON.stringify(object)))).toEqual([problem]);
  });
});
