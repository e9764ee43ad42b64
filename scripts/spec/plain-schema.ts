import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  resolve,
} from "../generate/json.js";

/** Set on what no published document has, so that its absence from a new one is no news. */
export const OURS = "x-khipu-source";

/** Keywords that tell people something, and say nothing about which data is valid. */
const PROSE =
  /^(?:title|summary|description|examples?|externalDocs|xml|\$comment|readOnly|writeOnly|x-.*)$/u;

/**
 * A schema as far as it is about data: references followed, prose left out, and one spelling for what
 * can be written in several ways.
 */
export function plainSchema(document: JsonObject, node: Json | undefined): JsonObject {
  const schema = resolve(document, node);
  if (!isObject(schema)) return {};
  const plain: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (!PROSE.test(keyword) && keyword !== "$ref")
      plain[keyword] = inner(document, keyword, value);
  }
  if (isOurs(node) || isOurs(schema)) plain[OURS] = true;
  return oneSpelling(plain);
}

function isOurs(node: Json | undefined): boolean {
  return isObject(node) && OURS in node;
}

function inner(document: JsonObject, keyword: string, value: Json): Json {
  if (keyword === "properties" || keyword === "patternProperties") {
    const entries = Object.entries(isObject(value) ? value : {});
    return Object.fromEntries(entries.map(([name, one]) => [name, plainSchema(document, one)]));
  }
  if (/^(?:allOf|anyOf|oneOf)$/.test(keyword) && Array.isArray(value)) {
    return value.map((one) => plainSchema(document, one));
  }
  const isSchema = /^(?:items|additionalProperties|not)$/.test(keyword) && isObject(value);
  return isSchema ? plainSchema(document, value) : value;
}

function oneSpelling(schema: JsonObject): JsonObject {
  const { nullable, allOf, ...rest } = joinedTypes(schema);
  let plain: JsonObject = rest;
  if (Array.isArray(allOf)) plain = joined(plain, allOf);
  if (plain["type"] === undefined && "properties" in plain) plain["type"] = "object";
  const { type } = plain;
  if (nullable === true && typeof type === "string") plain["type"] = [type, "null"];
  if (listAt(plain, "required").length === 0) Reflect.deleteProperty(plain, "required");
  for (const bound of ["minimum", "maximum"] as const) exclusive(plain, bound);
  return plain;
}

/** OpenAPI 3.0 marks a bound as exclusive; 3.1 has a bound of its own for it. */
function exclusive(schema: JsonObject, bound: "minimum" | "maximum"): void {
  const keyword = bound === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
  const limit = schema[bound];
  if (schema[keyword] === true && limit !== undefined) {
    schema[keyword] = limit;
    Reflect.deleteProperty(schema, bound);
  } else if (schema[keyword] === false) Reflect.deleteProperty(schema, keyword);
}

/** A choice between plain types is a list of types. */
function joinedTypes(schema: JsonObject): JsonObject {
  for (const choice of ["anyOf", "oneOf"]) {
    const types = listAt(schema, choice).map((one) => (isObject(one) ? one["type"] : undefined));
    if (types.length === 0 || schema["type"] !== undefined) continue;
    const isPlain = types.every((type) => typeof type === "string" && !/object|array/.test(type));
    if (!isPlain) continue;
    const { [choice]: _, ...rest } = schema;
    return { ...rest, type: types.map(String).sort() };
  }
  return schema;
}

/** Objects that all hold at once are one object, unless they contradict each other. */
function joined(schema: JsonObject, parts: readonly Json[]): JsonObject {
  const all = [schema, ...parts.filter(isObject)];
  const rest = all.map(({ properties, required, type, [OURS]: _, ...others }) => others);
  const isSimple = rest.every((others) => Object.keys(others).length === 0);
  if (!isSimple) return { ...schema, allOf: [...parts] };
  const required = new Set(all.flatMap((one) => listAt(one, "required").map(String)));
  const properties = Object.assign(
    {},
    ...all.map((one) => objectAt(one, "properties")),
  ) as JsonObject;
  return {
    ...(OURS in schema && { [OURS]: true }),
    ...{ type: "object", properties, required: [...required].sort() },
  };
}
