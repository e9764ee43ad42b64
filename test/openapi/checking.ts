import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { type Json, type JsonObject, listAt, objectAt } from "../../scripts/generate/json.js";
import { schemasOf } from "./reading.js";

// A CommonJS module: what it exports depends on who loads it.
const addFormats = "default" in formats ? formats.default : formats;

/** Compiling a schema costs more than all that is checked with it. */
const compiled = { asTexts: new WeakMap<JsonObject, Ajv2020>(), asIs: new WeakMap<JsonObject, Ajv2020>() };

function ajvFor(document: JsonObject, coerceTypes: boolean): Ajv2020 {
  const known = coerceTypes ? compiled.asTexts : compiled.asIs;
  const ajv = known.get(document) ?? newAjv(document, coerceTypes);
  known.set(document, ajv);
  return ajv;
}

function newAjv(document: JsonObject, coerceTypes: boolean): Ajv2020 {
  // OpenAPI writes keywords into its schemas that JSON Schema does not have.
  const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes });
  addFormats(ajv);
  ajv.addSchema({ $id: "document", components: { schemas: schemasOf(document) } });
  return ajv;
}

/** What is wrong with data under a schema of the document: one line per problem. */
export function problemsOf(document: JsonObject, schema: string, data: unknown): string[] {
  return check(ajvFor(document, false), schema, data);
}

/** The same of a form, whose values arrive as texts. */
export function formProblemsOf(document: JsonObject, schema: string, data: unknown): string[] {
  return check(ajvFor(document, true), schema, data);
}

function check(ajv: Ajv2020, schema: string, data: unknown): string[] {
  const validate = ajv.getSchema(`document#/components/schemas/${schema}`);
  if (!validate) throw new Error(`the document has no schema ${schema}`);
  // Converting happens in place, and the caller's data is the caller's.
  void validate(structuredClone(data));
  const problems = validate.errors ?? [];
  return problems.map(({ instancePath, message = "" }) => `${instancePath} ${message}`.trim()).sort();
}

/** The examples of a document that their own schema refuses. */
export function wrongExamples(document: JsonObject): string[] {
  const ajv = ajvFor(document, false);
  return Object.entries(schemasOf(document)).flatMap(([schema, node]) => {
    const parts = listAt(node, "allOf").map((part, index): [string, Json] => [`/allOf/${index}`, part]);
    return [["", node] as const, ...parts].flatMap(([at, part]) => {
      const properties = objectAt(part, "properties");
      const wrong = Object.keys(properties).filter((field) => {
        const { example } = objectAt(properties, field);
        const $ref = `document#/components/schemas/${schema}${at}/properties/${field}`;
        return example !== undefined && !ajv.validate({ $ref }, example);
      });
      return wrong.map((field) => `${schema}.${field}`);
    });
  });
}
