import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { compileSchemas } from "../../scripts/generate/compile-schemas.js";
import { correct } from "../../scripts/generate/document.js";
import { type JsonObject, listAt, objectAt } from "../../scripts/generate/json.js";
import { applyWords } from "../../scripts/generate/words.js";
import { withEntry } from "../../scripts/spec/changelog.js";
import { changesBetween } from "../../scripts/spec/compare.js";
import { comparable } from "../../scripts/spec/operations.js";
import { takeOver, type TakenOver } from "../../scripts/spec/take-over.js";
import { ROOT, type Spec, SPECS } from "../../scripts/specs.js";
import { khipusWay, operationAt, schemaOf } from "./khipus-way.js";

const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");
const mappingOf = (text: string) => parse(text) as JsonObject;
const specOf = (id: string) => {
  const spec = SPECS.find((one) => one.id === id);
  if (spec === undefined) throw new Error(`no ${id}`);
  return spec;
};
const overlaysOf = ({ corrections, words }: Spec) => ({
  corrections: textOf(corrections),
  words: textOf(words),
});
const publishedOf = ({ document }: Spec) => mappingOf(textOf(document));

/** What the generator makes types of: a document with corrections and words. */
function corrected(published: JsonObject, { corrections, words }: TakenOver): JsonObject {
  return applyWords(correct(published, mappingOf(corrections)), mappingOf(words));
}

const V3 = specOf("instant-payments.v3");
const SCHEMAS = "#/components/schemas";

/** The v3 document with a change, and what taking it over makes of our overlays. */
function afterChange(change: (document: JsonObject) => void, document = publishedOf(V3)) {
  change(document);
  const taken = takeOver(publishedOf(V3), document, overlaysOf(V3));
  return { taken, result: corrected(document, taken) };
}

const fieldsOf = (document: JsonObject, schema: string) =>
  objectAt(objectAt(objectAt(document["components"], "schemas"), schema), "properties");

describe("taking a document over", () => {
  test.each(SPECS)("changes no byte of the overlays of $document when it is the same", (spec) => {
    const taken = takeOver(publishedOf(spec), publishedOf(spec), overlaysOf(spec));

    expect(taken).toEqual({ ...overlaysOf(spec), idle: [], wordless: [] });
  });

  test.each(["instant-payments.v3", "automatic-payments.v1", "instant-payments.v2"])(
    "makes the same of %s when Khipu writes it with other names, and without what we know from elsewhere",
    (id) => {
      const spec = specOf(id);
      const overlays = { ...overlaysOf(spec), idle: [], wordless: [] };
      const before = comparable(corrected(publishedOf(spec), overlays));
      const theirs = khipusWay(id);

      const taken = takeOver(publishedOf(spec), theirs, overlaysOf(spec));

      const after = comparable(corrected(theirs, taken));
      const ours = { published: before, corrected: before };
      expect(changesBetween(ours, after, () => true)).toEqual([]);
      expect([...after.webhooks.keys()]).toEqual([...before.webhooks.keys()]);
      expect(taken.idle).toEqual([]);
    },
  );

  test("gives a new field words that say only that it is new", () => {
    const { taken, result } = afterChange((document) => {
      fieldsOf(document, "PaymentCreate")["till_code"] = { type: "string", description: "Caja." };
      objectAt(document, "info")["version"] = "v3.1";
    });

    expect(taken.wordless).toEqual(["$.components.schemas.PaymentCreate.properties.till_code"]);
    expect(fieldsOf(result, "PaymentCreate")["till_code"]).toMatchObject({
      type: "string",
      description: "Published in v3.1; not described yet.",
    });
  });

  test("leaves out what is said of a field that is gone, and no other word", () => {
    const { taken } = afterChange((document) =>
      Reflect.deleteProperty(fieldsOf(document, "Bank"), "logo_url"),
    );

    const before = textOf(V3.words).split("\n");
    const gone = before.filter((line) => !taken.words.split("\n").includes(line));
    expect(gone.filter((line) => !/^ +(?:logo_url:|description: .*logo)/iu.test(line))).toEqual([]);
    expect(gone).not.toEqual([]);
  });

  test("adds a value that Khipu sends now to those that are known", () => {
    const { result } = afterChange((document) =>
      listAt(objectAt(fieldsOf(document, "Payment"), "status_detail"), "enum").push("on-hold"),
    );

    const { [`x-known-values`]: known } = objectAt(fieldsOf(result, "Payment"), "status_detail");
    expect(known).toEqual(expect.arrayContaining(["on-hold", "partially-refunded"]));
  });

  test("keeps our notification when Khipu publishes a first webhook", () => {
    const item = {
      post: { operationId: "notifyVoided", responses: { "200": { description: "" } } },
    };

    const { taken, result } = afterChange((document) => {
      document["webhooks"] = { paymentVoided: item };
    });

    expect(Object.keys(objectAt(result, "webhooks")).sort()).toEqual([
      "paymentConciliated",
      "paymentVoided",
    ]);
    expect(taken.wordless).toContain("$.webhooks.paymentVoided.post");
  });

  test("takes their schema of a name of ours, whatever it is", () => {
    const { result } = afterChange((document) => {
      const schemas = objectAt(document["components"], "schemas");
      schemas["Bank"] = { type: "object", properties: { iban: { type: "string" } } };
      const list = objectAt(fieldsOf(document, "BanksResponse"), "banks");
      list["items"] = { oneOf: [{ $ref: `${SCHEMAS}/Bank` }] };
    });

    expect(Object.keys(fieldsOf(result, "Bank"))).toEqual(["iban"]);
  });

  test("names an operation that was published without a name, and a schema whose name is none", () => {
    const { result } = afterChange((document) => {
      const answer = { schema: { $ref: `${SCHEMAS}/audit-log-2` } };
      objectAt(document["components"], "schemas")["audit-log-2"] = { properties: { line: {} } };
      objectAt(document, "paths")["/v3/payments/{id}/audit"] = {
        get: { responses: { "200": { description: "", content: { "application/json": answer } } } },
      };
    });

    expect(operationAt(result, "/v3/payments/{id}/audit", "get")).toMatchObject({
      operationId: "getV3PaymentsIdAudit",
      "x-not-wrapped": expect.any(String),
    });
    expect(objectAt(objectAt(result, "components"), "schemas")["audit-log-2"]).toMatchObject({
      "x-ts-name": "AuditLog2",
    });
  });

  test("names a correction that Khipu's own mending left with nothing to do", () => {
    const path = "/v3/merchants/{id}/paymentMethods";

    const { taken } = afterChange((document) => {
      const [id] = listAt(operationAt(document, path, "get"), "parameters");
      (id as JsonObject)["schema"] = { type: "integer", format: "int64" };
    });

    expect(taken.idle).toEqual([
      {
        target: `$.paths['${path}'].get.parameters[?@.name == 'id'].schema`,
        reason: expect.stringMatching(/^Published as `number`, but it is the number that payments/),
        problem: "changes nothing any more",
      },
    ]);
  });

  test("sets a correction where what it corrects stands now", () => {
    const { result } = afterChange(() => undefined, khipusWay("instant-payments.v3"));

    const payment = schemaOf(result, "Payment");
    expect(objectAt(objectAt(payment, "properties"), "status")).not.toHaveProperty("enum");
    expect(payment).toHaveProperty("x-ts-name", "Payment");
  });
});

describe("validators", () => {
  test.each([
    ["a binary format", { type: "string", format: "binary" }],
    ["a format that nobody knows", { type: "string", format: "rut-chileno" }],
    ["a pattern of another dialect", { type: "string", pattern: "(?i)^a(?P<b>c)\\Z" }],
  ])("are made of a schema with %s, which is not checked", (_, field) => {
    const schema = { type: "object", properties: { constructor: field } };

    expect(compileSchemas({}, [schema], {}).names).toHaveLength(1);
  });
});

describe("the changelog", () => {
  const entry = { spec: V3, version: "v3.1", level: "minor" as const, rows: [], idle: [] };
  const LINE = "- `openapi/instant-payments.v3.yaml` is now v3.1 (minor).";

  test.each([
    [
      "a new heading",
      "# Changelog\n\n## 1.0.0\n",
      `# Changelog\n\n## Unreleased\n\n${LINE}\n\n## 1.0.0\n`,
    ],
    [
      "the heading that is there",
      "# Changelog\n\n## Unreleased\n\n- More.\n",
      `# Changelog\n\n## Unreleased\n\n${LINE}\n- More.\n`,
    ],
  ])("gets an entry under %s", (_, before, after) => {
    expect(withEntry(before, entry)).toBe(after);
  });
});
