import { isObject, type Json, type JsonObject, listAt, textAt } from "./json.js";
import { DATA, NAMES } from "./keywords.js";

/** Where a schema stands that `nullable` is said beside. */
const REFERRING = ["$ref", "allOf", "anyOf", "oneOf"] as const;

/**
 * A document of OpenAPI 3.0 as 3.1 says the same, so that everything else knows one spelling: `nullable` as the type
 * `null`, and an exclusive bound as a number. Any other document is as it was.
 */
export function asOpenApi31(document: JsonObject): JsonObject {
  if (textAt(document, "openapi")?.startsWith("3.0.") !== true) return document;
  return { ...(rewritten(document, false) as JsonObject), openapi: "3.1.0" };
}

/** Rewrites what is below a node; under `properties` and its like stand names, which are no keywords. */
function rewritten(node: Json, isNames: boolean): Json {
  if (Array.isArray(node)) return node.map((one) => rewritten(one, false));
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]): [string, Json] => {
    if (isNames) return [key, rewritten(value, false)];
    return [key, DATA.has(key) ? value : rewritten(value, NAMES.has(key) && isObject(value))];
  });
  const copy: JsonObject = Object.fromEntries(entries);
  return isNames ? copy : withNull(withBounds(copy));
}

function withBounds(schema: JsonObject): JsonObject {
  const bounds = [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const;
  const copy = { ...schema };
  for (const [exclusive, bound] of bounds) {
    const limit = copy[bound];
    if (typeof copy[exclusive] !== "boolean") continue;
    const isExclusive = copy[exclusive] && limit !== undefined;
    Reflect.deleteProperty(copy, exclusive);
    if (!isExclusive) continue;
    copy[exclusive] = limit;
    Reflect.deleteProperty(copy, bound);
  }
  return copy;
}

function withNull({ nullable, ...schema }: JsonObject): JsonObject {
  if (nullable === undefined) return schema;
  // A mapping of another kind that has such a key.
  if (typeof nullable !== "boolean") return { nullable, ...schema };
  if (!nullable) return schema;
  if (typeof schema["type"] === "string") return { ...schema, type: [schema["type"], "null"] };
  // Strictly read, `nullable` without a type says nothing; whoever writes it means it.
  const kept = Object.entries(schema);
  const isReferring = ([key]: [string, Json]) => REFERRING.some((one) => one === key);
  const referring = Object.fromEntries(kept.filter(isReferring));
  if (Object.keys(referring).length === 0) return schema;
  const [only, ...more] = listAt(referring, "allOf");
  const isOne = only !== undefined && more.length === 0 && Object.keys(referring).length === 1;
  const others = Object.fromEntries(kept.filter((entry) => !isReferring(entry)));
  return { ...others, anyOf: [isOne ? only : referring, { type: "null" }] };
}
