import { parse } from "yaml";
import { isObject, type Json, type JsonObject, listAt } from "./json.js";
import { DATA, NAMES } from "./keywords.js";
import { asOpenApi31 } from "./openapi-31.js";

/** What is said to people. */
const PROSE = new Set(["summary", "description", "tags", "license", "externalDocs"]);

/** Reads a published document as OpenAPI 3.1: YAML with merge keys, or JSON. YAML without tags has no values but JSON's. */
export function parsePublished(text: string): JsonObject {
  const content = parse(text, { merge: true, maxAliasCount: 10_000 }) as Json;
  if (!isObject(content)) throw new Error("not a mapping");
  return asOpenApi31(content);
}

/** The facts of a document without the sentences that it was published with: ours stand in the words overlay. */
export function withoutProse(node: JsonObject): JsonObject {
  return bare(node, false) as JsonObject;
}

function bare(node: Json, isNames: boolean): Json {
  if (Array.isArray(node)) return node.map((one) => bare(one, false));
  if (!isObject(node)) return node;
  const entries = Object.entries(node).flatMap(([key, value]): [string, Json][] => {
    if (isNames) return [[key, bare(value, false)]];
    if (PROSE.has(key)) return [];
    return [[key, DATA.has(key) ? value : bare(value, NAMES.has(key) && isObject(value))]];
  });
  return Object.fromEntries(entries);
}

/**
 * A corrected document in which every list of known values begins with those that are published: what is
 * published later must not wait for somebody to add it to the correction.
 */
export function withPublishedValues(
  corrected: JsonObject,
  published: Json | undefined,
): JsonObject {
  return joined(corrected, published) as JsonObject;
}

function joined(node: Json, published: Json | undefined): Json {
  if (Array.isArray(node)) {
    const others = Array.isArray(published) && published.length === node.length ? published : [];
    return node.map((one, index) => joined(one, others[index]));
  }
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]): [string, Json] => {
    if (key === "x-known-values" && Array.isArray(value)) {
      return [key, [...new Set([...listAt(published, "enum"), ...value])]];
    }
    return [
      key,
      joined(
        value,
        isObject(published) && Object.hasOwn(published, key) ? published[key] : undefined,
      ),
    ];
  });
  return Object.fromEntries(entries);
}
