import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clientDocument } from "../../scripts/generate/client-document.js";
import { objectAt } from "../../scripts/generate/json.js";
import { generatorConfig, LANGUAGES, provedOf } from "../../scripts/spec/client-languages.js";
import { clientDocumentOf, generateClients } from "../../scripts/spec/generate-client.js";
import { GENERATOR, STORAGE } from "../../scripts/spec/generator.js";
import { languageTable } from "../../scripts/spec/language-table.js";
import { ROOT, type Spec, SPECS } from "../../scripts/specs.js";
import { BUILDS } from "../clients/builds.js";

const [INSTANT_PAYMENTS] = SPECS as readonly [Spec];

describe("openapitools.json", () => {
  test("names the archive that is pinned, and where it is kept", () => {
    const text = readFileSync(join(ROOT, "openapitools.json"), "utf8");

    expect(JSON.parse(text)).toMatchObject({
      "generator-cli": {
        version: `openapi-generator-cli-${GENERATOR.version}`,
        storageDir: STORAGE,
      },
    });
  });
});

describe("the document of which clients are made", () => {
  const document = clientDocumentOf(INSTANT_PAYMENTS);
  const schemas = objectAt(document["components"], "schemas");

  test("has no webhooks, and what they carry all the same", () => {
    expect(document).not.toHaveProperty("webhooks");
    expect(schemas).toHaveProperty("PaymentNotification");
  });

  test("gives an amount no type, and keeps what is said of it", () => {
    expect(schemas["Amount"]).toEqual({ description: expect.stringContaining("decimal strings") });
  });

  test.each(SPECS.map((spec) => [spec.id, spec] as const))(
    "leaves no choice between plain types in %s",
    (_, spec) => {
      const text = JSON.stringify(clientDocumentOf(spec));

      expect(text).not.toMatch(/"(?:anyOf|oneOf)":\[\{"type":"(?:string|number|integer)"/);
    },
  );
});

describe("clientDocument", () => {
  test.each([
    {
      a: "choice of a number and a text",
      schema: { anyOf: [{ type: "number" }, { type: "string" }] },
    },
    { a: "choice of one of them", schema: { oneOf: [{ type: "integer" }, { type: "string" }] } },
    { a: "list of types", schema: { type: ["number", "string"], minimum: 1 } },
    { a: "list of types or null", schema: { type: ["integer", "string", "null"] } },
    {
      a: "choice with null",
      schema: { anyOf: [{ type: "number" }, { type: "string" }, { type: "null" }] },
    },
  ])("makes a value without a type of a $a", ({ schema }) => {
    const field = { description: "How much.", example: 5, ...schema };

    expect(clientDocument({ properties: { field } })).toEqual({
      properties: { field: { description: "How much.", example: 5 } },
    });
  });

  test.each([
    { a: "text or null", schema: { type: ["string", "null"] } },
    { a: "choice of a text and null", schema: { anyOf: [{ type: "string" }, { type: "null" }] } },
    { a: "choice of schemas", schema: { oneOf: [{ $ref: "#/a" }, { $ref: "#/b" }] } },
    {
      a: "choice of a text and a list",
      schema: { anyOf: [{ type: "string" }, { type: "array" }] },
    },
    { a: "example that looks like a schema", schema: { example: { type: ["string", "number"] } } },
    { a: "value that looks like one", schema: { const: { properties: { no: false } } } },
  ])("leaves a $a as it is", ({ schema }) => {
    expect(clientDocument({ properties: { field: schema } })).toEqual({
      properties: { field: schema },
    });
  });

  test("leaves out the fields that may not be sent, and no field because of its name", () => {
    const properties = {
      properties: false,
      webhooks: { type: "string" },
      example: { type: "string" },
    };

    expect(clientDocument({ properties })).toEqual({
      properties: { webhooks: { type: "string" }, example: { type: "string" } },
    });
  });
});

describe("a client's names", () => {
  const names = (language: string) =>
    generatorConfig(language, INSTANT_PAYMENTS, { input: "in", output: "out" });

  test.each([
    ["python", { packageName: "khipu_instant_payments_v3" }],
    ["go", { packageName: "instantpaymentsv3" }],
    ["php", { invokerPackage: "Khipu\\InstantPaymentsV3" }],
  ])("in %s are its API's", (language, additionalProperties) => {
    expect(names(language)).toMatchObject({ additionalProperties });
  });

  test("are openapi-generator's own in a language that nobody proved", () => {
    expect(names("elixir")).toMatchObject({ additionalProperties: {}, typeMappings: {} });
    expect(provedOf("elixir")).toMatch(/nothing is proved/);
  });
});

describe("what is proved of a language", () => {
  test.each(Object.entries(LANGUAGES))(
    "is what the tests do with it: %s",
    (language, { proof }) => {
      expect(language in BUILDS).toBe(proof !== "generated");
    },
  );

  test.each([
    ["en", "docs/other-languages.md"],
    ["es", "docs/other-languages.es.md"],
  ] as const)("is what the guide's table says, in %s", (human, page) => {
    const lines = readFileSync(join(ROOT, page), "utf8").split("\n");
    const rows = lines.filter((line) => line.startsWith("|") && !line.startsWith("| --"));
    const cells = rows.map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );

    expect(cells).toEqual(languageTable(human));
  });

  test("is told with its clients", () => {
    expect(provedOf("php")).toBe(
      "PHP: every CI compiles it and drives it from a payment's creation to its last refund; " +
        "an amount is read as string",
    );
  });

  test("refuses a language whose clients are known not to work, with the reason", () => {
    const job = { language: "objc", spec: INSTANT_PAYMENTS, output: "nowhere" };

    expect(() => generateClients([job])).toThrow(
      /^objc: not generated, because .*does not compile/,
    );
  });
});
