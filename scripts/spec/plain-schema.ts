import { isObject, type Json, type JsonObject, listAt, pointed, textAt } from "../generate/json.js";

/** Set on what no published document has, so that its absence from a new one is no news. */
export const OURS = "x-khipu-source";

/** Keywords that tell people something, and say nothing about which data is valid. */
const PROSE = /^(?:title|summary|description|examples?|externalDocs|xml|\$comment|x-.*)$/u;

/** What a keyword says that might as well be left out. */
const NOTHING: Readonly<Record<string, readonly string[]>> = {
  ...{ deprecated: ["false"], uniqueItems: ["false"], readOnly: ["false"], writeOnly: ["false"] },
  ...{ nullable: ["false"], exclusiveMinimum: ["false"], exclusiveMaximum: ["false"] },
  ...{ additionalProperties: ["true", "{}"], items: ["true", "{}"], required: ["[]"] },
  ...{ properties: ["{}"], minLength: ["0"], minItems: ["0"], minProperties: ["0"] },
};

/** Keywords under which schemas stand that may be one, and then say what it says. */
const GROUPS = ["allOf", "anyOf", "oneOf"] as const;

/**
 * A schema as far as it is about data: its own reference followed, prose left out, and one spelling for
 * what can be written in several ways. The schemas below it stay as they are written.
 */
export function plainSchema(document: JsonObject, node: Json | undefined): JsonObject {
  if (node === false) return { not: {} };
  if (!isObject(node)) return {};
  const own: JsonObject = {};
  let joined: JsonObject = {};
  const ref = textAt(node, "$ref");
  if (ref !== undefined) joined = plainSchema(document, pointed(document, ref));
  for (const [keyword, value] of Object.entries(node)) {
    if (keyword === "$ref" || (PROSE.test(keyword) && keyword !== OURS)) continue;
    if (NOTHING[keyword]?.includes(JSON.stringify(value)) !== true) own[keyword] = value;
  }
  for (const group of GROUPS) {
    const parts = listAt(own, group);
    if (parts.length === 0 || (group !== "allOf" && parts.length > 1)) continue;
    Reflect.deleteProperty(own, group);
    for (const part of parts) joined = both(joined, plainSchema(document, part));
  }
  return both(joined, oneSpelling(own));
}

/** Whether a schema, or what it refers to, is marked as in no published document. */
export function isOurs(document: JsonObject, node: Json | undefined): boolean {
  return OURS in plainSchema(document, node);
}

function oneSpelling(schema: JsonObject): JsonObject {
  const plain = joinedTypes(withoutNull(schema));
  for (const bound of ["minimum", "maximum"] as const) exclusive(plain, bound);
  if ("const" in plain) {
    plain["enum"] = [plain["const"] ?? null];
    Reflect.deleteProperty(plain, "const");
  }
  const types = new Set(typesOf(plain));
  if (plain["nullable"] === true && types.size > 0) types.add("null");
  Reflect.deleteProperty(plain, "nullable");
  const sorted = [...types].sort();
  if (sorted.length > 0) plain["type"] = sorted;
  return plain;
}

/** The types that a schema allows: as it says, or as its other keywords have it. Nothing when it allows all. */
function typesOf(schema: JsonObject): Json[] {
  const { type } = schema;
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type;
  if ("properties" in schema) return ["object"];
  if ("items" in schema) return ["array"];
  const values = listAt(schema, "enum");
  const isText = values.length > 0 && values.every((value) => typeof value === "string");
  return isText ? ["string"] : [];
}

/** A choice between something and null is that something, or null. */
function withoutNull(schema: JsonObject): JsonObject {
  for (const choice of ["anyOf", "oneOf"]) {
    const parts = listAt(schema, choice);
    const rest = parts.filter((one) => !(isObject(one) && one["type"] === "null"));
    if (rest.length !== 1 || parts.length === rest.length) continue;
    const [only] = rest;
    if (!isObject(only) || "$ref" in only) continue;
    const { [choice]: _, ...others } = schema;
    return { ...others, ...only, nullable: true };
  }
  return { ...schema };
}

/** A choice between plain types is a list of types. */
function joinedTypes(schema: JsonObject): JsonObject {
  for (const choice of ["anyOf", "oneOf"]) {
    const parts = listAt(schema, choice);
    const isPlain = (one: Json) =>
      isObject(one) && Object.keys(one).every((key) => /^(?:type|format)$/.test(key));
    const types = parts.map((one) => textAt(one, "type"));
    const isSimple = types.every((type) => type !== undefined && !/object|array/.test(type));
    if (parts.length === 0 || !parts.every(isPlain) || !isSimple || "type" in schema) continue;
    const { [choice]: _, ...rest } = schema;
    return { ...rest, type: types.map(String) };
  }
  return schema;
}

/** OpenAPI 3.0 marks a bound as exclusive; 3.1 has a bound of its own for it. */
function exclusive(schema: JsonObject, bound: "minimum" | "maximum"): void {
  const keyword = bound === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
  const limit = schema[bound];
  if (schema[keyword] !== true || limit === undefined) return;
  schema[keyword] = limit;
  Reflect.deleteProperty(schema, bound);
}

/** Two schemas that hold at once, as one; where they contradict each other, side by side under `allOf`. */
function both(one: JsonObject, other: JsonObject): JsonObject {
  const joined: JsonObject = { ...one };
  const contradicting: JsonObject = {};
  for (const [keyword, value] of Object.entries(other)) {
    const old = joined[keyword];
    const together = old === undefined ? value : bothOf(keyword, old, value);
    if (together === undefined) contradicting[keyword] = value;
    else joined[keyword] = together;
  }
  if (Object.keys(contradicting).length === 0) return joined;
  return { ...joined, allOf: [...listAt(joined, "allOf"), contradicting] };
}

function bothOf(keyword: string, one: Json, other: Json): Json | undefined {
  if (keyword === OURS || JSON.stringify(one) === JSON.stringify(other)) return one;
  if (keyword === "properties" && isObject(one) && isObject(other)) {
    const shared = Object.entries(other).map(([name, schema]): [string, Json] => {
      const old = Object.hasOwn(one, name) ? one[name] : undefined;
      return [name, old === undefined ? schema : { allOf: [old, schema] }];
    });
    return { ...one, ...Object.fromEntries(shared) };
  }
  if (keyword === "required" && Array.isArray(one) && Array.isArray(other)) {
    return [...new Set([...one, ...other])];
  }
  if (keyword === "allOf" && Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  if (/^(?:type|enum)$/.test(keyword) && Array.isArray(one) && Array.isArray(other)) {
    const shared = one.filter((value) => other.includes(value));
    return shared.length > 0 ? shared : undefined;
  }
  if (typeof one !== "number" || typeof other !== "number") return undefined;
  if (/^(?:max|exclusiveMax)/.test(keyword)) return Math.min(one, other);
  return /^(?:min|exclusiveMin)/.test(keyword) ? Math.max(one, other) : undefined;
}
