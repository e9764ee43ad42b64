import { isObject, type Json, type JsonObject, listAt } from "./json.js";

/** Keywords whose values are data, in which nothing is a schema. */
const DATA = new Set(["const", "default", "enum", "example", "examples"]);

/** The types of a value that is neither a list nor an object. */
const PLAIN = new Set(["boolean", "integer", "null", "number", "string"]);

/** What a value without a type keeps of its schema. */
const WORDS = new Set(["description", "deprecated", "example", "examples", "title"]);

/**
 * A document as generators of clients need it. Three things that OpenAPI allows are too much for them:
 *
 * - `webhooks` are no calls, and openapi-generator makes a method of each, for Python one with a syntax error. What
 *   they carry stays among the schemas, so that a client can read a notification.
 * - A value that is a number or a text, as amounts are, becomes an empty class in half of the languages. It has no
 *   type here, which every language can read.
 * - The schema `false` says of a field that it may not be sent. The field is left out.
 */
export function clientDocument(document: JsonObject): JsonObject {
  const { webhooks: _, ...rest } = document;
  return readableSchema(rest);
}

function readable(node: Json): Json {
  if (Array.isArray(node)) return node.map(readable);
  return isObject(node) ? readableSchema(node) : node;
}

/** Any object of a document is treated as a schema: only schemas have the keywords that are changed. */
function readableSchema(schema: JsonObject): JsonObject {
  if (isChoiceOfPlainTypes(schema)) {
    return Object.fromEntries(Object.entries(schema).filter(([keyword]) => WORDS.has(keyword)));
  }
  return mapValues(schema, (value, keyword) => {
    if (DATA.has(keyword)) return value;
    return keyword === "properties" && isObject(value) ? readableFields(value) : readable(value);
  });
}

function readableFields(fields: JsonObject): JsonObject {
  const allowed = Object.entries(fields).filter(([, schema]) => schema !== false);
  return mapValues(Object.fromEntries(allowed), readable);
}

/** Whether a value may be of more than one type, none of them a list or an object. A type or null is one type. */
function isChoiceOfPlainTypes(schema: JsonObject): boolean {
  const choice = ["anyOf", "oneOf"].flatMap((keyword) => listAt(schema, keyword));
  const types = [
    ...choice.map((one) => (isObject(one) ? one["type"] : undefined)),
    ...listAt(schema, "type"),
  ];
  const isPlain = types.every((type) => typeof type === "string" && PLAIN.has(type));
  return isPlain && new Set(types.filter((type) => type !== "null")).size > 1;
}

function mapValues(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, change(value, key)]),
  );
}
