import { isObject, type Json, type JsonObject } from "./json.js";

/** Keywords that say nothing about which data is valid. */
const ANNOTATION =
  /^(?:title|description|examples?|default|deprecated|readOnly|writeOnly|externalDocs|xml|discriminator|x-.*)$/u;

/** Keywords that hold a schema, or a list of schemas. */
const HOLDS_SCHEMAS = new Set([
  ...["items", "additionalProperties"],
  ...["anyOf", "oneOf", "allOf", "not", "if", "then", "else"],
]);

/**
 * An equivalent schema from which a validator of half the size is compiled.
 *
 * Annotations go, and properties with the same schema become one `patternProperties` entry that
 * lists their names: the compiler writes its checks once for all of them, and not once for each.
 */
export function compactSchema(schema: JsonObject): JsonObject {
  const compact: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "properties" && isObject(value)) Object.assign(compact, groupAlike(value));
    else if (HOLDS_SCHEMAS.has(keyword)) compact[keyword] = compactEach(value);
    else if (!ANNOTATION.test(keyword)) compact[keyword] = value;
  }
  return compact;
}

function compactEach(value: Json): Json {
  if (Array.isArray(value)) return value.map(compactEach);
  return isObject(value) ? compactSchema(value) : value;
}

function groupAlike(properties: JsonObject): JsonObject {
  const names = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(properties)) {
    const key = JSON.stringify(compactEach(schema));
    names.set(key, [...(names.get(key) ?? []), name]);
  }
  const single: JsonObject = {};
  const shared: JsonObject = {};
  for (const [key, [first, ...rest]] of names) {
    const schema = JSON.parse(key) as Json;
    if (first === undefined) continue;
    if (rest.length === 0) single[first] = schema;
    else shared[`^(?:${[first, ...rest].map(escaped).join("|")})$`] = schema;
  }
  return {
    ...(Object.keys(single).length > 0 && { properties: single }),
    ...(Object.keys(shared).length > 0 && { patternProperties: shared }),
  };
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
