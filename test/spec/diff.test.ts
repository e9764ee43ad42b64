import { beforeAll, describe, expect, test } from "@jest/globals";
import { type JsonObject, listAt, objectAt } from "../../scripts/generate/json.js";
import { fieldOf } from "../../scripts/spec/change.js";
import { changesBetween } from "../../scripts/spec/compare.js";
import { identify } from "../../scripts/spec/identify.js";
import { comparable } from "../../scripts/spec/operations.js";
import { ROOT } from "../../scripts/specs.js";
import { khipusWay, operationAt, schemaOf } from "./khipus-way.js";

/** `breaks | postPayment body currency | no longer takes BOB`, one for each difference. */
async function saidOf(theirs: JsonObject): Promise<string[]> {
  const other = comparable(theirs);
  const changes = changesBetween(await identify(ROOT, other), other, () => false);
  return changes.map(({ place, what, isBreaking }) => {
    const { operation, part, status = "" } = place;
    const where = [operation, part, status, fieldOf(place)].filter((word) => word !== "");
    return `${isBreaking ? "breaks" : "ok"} | ${where.join(" ")} | ${what}`;
  });
}

interface Case {
  readonly title: string;
  readonly change: (document: JsonObject) => void;
  readonly says: readonly string[];
}

/** What is said of a document with all the changes in it: one run of the differ for all of them. */
function allAtOnce(cases: readonly Case[]): () => readonly string[] {
  let said: readonly string[] = [];
  beforeAll(async () => {
    const all = (document: JsonObject) => cases.forEach(({ change }) => change(document));
    said = await saidOf(changed(all));
  });
  return () => said;
}

function changed(change: (document: JsonObject) => void, id = "instant-payments.v3"): JsonObject {
  const document = khipusWay(id);
  change(document);
  return document;
}

const fields = (document: JsonObject, schema: string) =>
  objectAt(schemaOf(document, schema), "properties");

describe("a document that Khipu wrote in its own way", () => {
  test.each(["instant-payments.v3", "automatic-payments.v1", "instant-payments.v2"])(
    "is no change of %s",
    async (id) => {
      await expect(saidOf(khipusWay(id))).resolves.toEqual([]);
    },
  );

  test("is the same where its server ends and its paths begin elsewhere", async () => {
    const document = khipusWay("instant-payments.v2");
    const paths = Object.entries(objectAt(document, "paths"));
    document["servers"] = [{ url: "https://khipu.com/api/" }];
    document["paths"] = Object.fromEntries(paths.map(([path, item]) => [`/2.0${path}`, item]));

    await expect(saidOf(document)).resolves.toEqual([]);
  });
});

describe("what is sent", () => {
  const CASES: readonly Case[] = [
    {
      title: "with a new field is no harm",
      change: (document) =>
        (fields(document, "PaymentCreate")["till_code"] = { type: "string", maxLength: 20 }),
      says: ["ok | POST /v3/payments body till_code | added, optional: string, maxLength 20"],
    },
    {
      title: "with a new field that must be there breaks",
      change: (document) => {
        fields(document, "PaymentCreate")["site"] = { type: "string" };
        listAt(schemaOf(document, "PaymentCreate"), "required").push("site");
      },
      says: ["breaks | POST /v3/payments body site | added, required: string"],
    },
    {
      title: "without a field breaks",
      change: (document) => Reflect.deleteProperty(fields(document, "PaymentCreate"), "custom"),
      says: ["breaks | POST /v3/payments body custom | removed"],
    },
    {
      title: "with a field that must now be there breaks",
      change: (document) =>
        listAt(schemaOf(document, "PaymentCreate"), "required").push("transaction_id"),
      says: ["breaks | POST /v3/payments body transaction_id | now required"],
    },
    {
      title: "shorter than before breaks",
      change: (document) =>
        (objectAt(fields(document, "PaymentCreate"), "body")["maxLength"] = 255),
      says: ["breaks | POST /v3/payments body body | maxLength 5120 -> 255"],
    },
    {
      title: "longer than before is no harm",
      change: (document) =>
        (objectAt(fields(document, "PaymentCreate"), "bank_id")["maxLength"] = 9),
      says: ["ok | POST /v3/payments body bank_id | maxLength 5 -> 9"],
    },
    {
      title: "as another type breaks",
      change: (document) => (fields(document, "PaymentCreate")["send_email"] = { type: "string" }),
      says: ["breaks | POST /v3/payments body send_email | type boolean -> string"],
    },
    {
      title: "with a parameter that has another name breaks twice",
      change: (document) => {
        const [first] = listAt(operationAt(document, "/v3/predict", "get"), "parameters");
        (first as JsonObject)["name"] = "email";
      },
      says: [
        "breaks | GET /v3/predict parameters query payer_email | removed",
        "breaks | GET /v3/predict parameters query email | added, required: string, maxLength 255",
      ],
    },
  ];
  const said = allAtOnce(CASES);

  test.each(CASES)("$title", ({ says }) => {
    expect(said()).toEqual(expect.arrayContaining([...says]));
  });

  test("differs in nothing else", () => {
    expect(said()).toHaveLength(CASES.flatMap(({ says }) => says).length);
  });
});

describe("what is received", () => {
  const CASES: readonly Case[] = [
    {
      title: "without a field breaks",
      change: (document) => Reflect.deleteProperty(fields(document, "Payment"), "discount"),
      says: ["breaks | GET /v3/payments/{} response 200 discount | removed"],
    },
    {
      title: "with a field that may now be missing breaks",
      change: (document) => drop(listAt(schemaOf(document, "Payment"), "required"), "bank"),
      says: ["breaks | GET /v3/payments/{} response 200 bank | no longer required"],
    },
    {
      title: "with a field that was already found missing is no harm",
      change: (document) =>
        drop(listAt(schemaOf(document, "Payment"), "required"), "conciliation_date"),
      says: ["ok | GET /v3/payments/{} response 200 conciliation_date | no longer required"],
    },
    {
      title: "with a new value is no harm where the list was opened",
      change: (document) =>
        listAt(objectAt(fields(document, "Payment"), "status"), "enum").push("deleted"),
      says: ["ok | GET /v3/payments/{} response 200 status | also sends deleted"],
    },
    {
      title: "with an error that has a body is no harm",
      change: (document) => {
        const answers = objectAt(operationAt(document, "/v3/banks", "get"), "responses");
        const schema = { properties: { message: { type: "string" } } };
        answers["400"] = { description: "", content: { "application/json": { schema } } };
      },
      says: ["ok | GET /v3/banks response 400 | application/json added"],
    },
    {
      title: "as text where it was a number is no harm, since that is how it comes",
      change: (document) => (fields(document, "Prediction")["max_amount"] = { type: "string" }),
      says: ["ok | GET /v3/predict response 200 max_amount | type number(double) -> string"],
    },
  ];
  const said = allAtOnce(CASES);

  test.each(CASES)("$title", ({ says }) => {
    expect(said()).toEqual(expect.arrayContaining([...says]));
  });

  test("differs in nothing else", () => {
    expect(said()).toHaveLength(CASES.flatMap(({ says }) => says).length);
  });
});

describe("an operation", () => {
  test.each<{ title: string; change: (document: JsonObject) => void; says: string[] }>([
    {
      title: "that is gone breaks",
      change: (document) => Reflect.deleteProperty(objectAt(document, "paths"), "/v3/banks"),
      says: ["breaks | GET /v3/banks operation | removed"],
    },
    {
      title: "that is new is no harm",
      change: (document) => {
        const answer = { "200": { description: "" } };
        objectAt(document, "paths")["/v3/ping"] = {
          get: { operationId: "ping", responses: answer },
        };
      },
      says: ["ok | GET /v3/ping operation | added: ping"],
    },
    {
      title: "with another name breaks",
      change: (document) =>
        (operationAt(document, "/v3/predict", "get")["operationId"] = "getPrediction"),
      says: ["breaks | GET /v3/predict operation | renamed: getPredict -> getPrediction"],
    },
    {
      title: "at another place breaks",
      change: (document) => {
        const paths = objectAt(document, "paths");
        paths["/v3/bank-list"] = paths["/v3/banks"] ?? {};
        Reflect.deleteProperty(paths, "/v3/banks");
      },
      says: ["breaks | GET /v3/banks operation | is now GET /v3/bank-list"],
    },
    {
      title: "on another server breaks",
      change: (document) => (document["servers"] = [{ url: "https://api.khipu.example" }]),
      says: [
        "breaks | operation | server https://payment-api.khipu.com removed",
        "ok | operation | server https://api.khipu.example added",
      ],
    },
  ])("$title", async ({ change, says }) => {
    await expect(saidOf(changed(change))).resolves.toEqual(says);
  });
});

function drop(list: unknown[], value: string): void {
  list.splice(list.indexOf(value), 1);
}
