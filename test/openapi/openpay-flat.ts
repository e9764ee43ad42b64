import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  resolve,
} from "../../scripts/generate/json.js";
import { schemasOf } from "./reading.js";

/** A copy of a document in which every schema has all its fields itself, and none in `allOf`. */
export function flattened(document: JsonObject): JsonObject {
  return withSchemas(document, (schema) => flat(document, schema));
}

/** A copy with fields that rows can show: those not allowed at all, and those of several types. */
export function inWords(document: JsonObject): JsonObject {
  return withSchemas(document, (schema) => {
    if (!("properties" in schema)) return schema;
    const fields = Object.entries(objectAt(schema, "properties"));
    const worded = fields.map(([name, field]) => [name, wordsOf(field)] as const);
    return { ...schema, properties: Object.fromEntries(worded) };
  });
}

function withSchemas(document: JsonObject, change: (schema: JsonObject) => JsonObject): JsonObject {
  const all = schemasOf(document);
  const schemas = Object.keys(all).map((name) => [name, change(objectAt(all, name))] as const);
  const components = objectAt(document, "components");
  return { ...document, components: { ...components, schemas: Object.fromEntries(schemas) } };
}

function flat(document: JsonObject, node: Json): JsonObject {
  const schema = resolve(document, node);
  if (!isObject(schema)) throw new Error("not a schema");
  const { allOf, ...own } = schema;
  if (allOf === undefined) return own;
  const parts = [...listAt(schema, "allOf").map((part) => flat(document, part)), own];
  const required = parts.flatMap((part) => listAt(part, "required"));
  const properties = parts.map((part) => objectAt(part, "properties"));
  return {
    ...own,
    required: [...new Set(required)],
    properties: Object.fromEntries(properties.flatMap((fields) => Object.entries(fields))),
  };
}

function wordsOf(field: Json): Json {
  if (!isObject(field)) return { type: "nothing" };
  const types = listAt(field, "type");
  return types.length > 0 ? { ...field, type: types.map(String).join(" or ") } : field;
}
