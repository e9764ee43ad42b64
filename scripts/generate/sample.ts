import { isObject, type Json, type JsonObject, listAt, objectAt, resolve, textAt } from "./json.js";

/** Values of a document's own that stand for variables of whoever sends a request. */
const VARIABLE = /^(?:payment|subscription|source)_id$/;

/** Shown wherever it may be sent: one request is complete only with it. */
const AMOUNT = "amount";

/**
 * What a schema takes, with the least that is required: the document's own examples, and where it has none the first
 * value that is allowed. Ids of things that somebody has to make first are variables.
 */
export function sampleOf(document: JsonObject, schema: Json | undefined, name: string): Json {
  const node = flat(document, schema);
  if (VARIABLE.test(name)) return `{{${name === "source_id" ? "token_id" : name}}}`;
  if (node["const"] !== undefined) return node["const"];
  if (node["example"] !== undefined) return node["example"];
  const [first] = listAt(node, "enum");
  if (first !== undefined) return first;
  const elsewhere = exampleOf(document, name, textAt(node, "type") === "string");
  if (elsewhere !== undefined) return elsewhere;
  switch (textAt(node, "type")) {
    case "array":
      return [sampleOf(document, node["items"], name)];
    case "object":
      return objectOf(document, node);
    case "number":
    case "integer":
      return 1000;
    case "boolean":
      return false;
    default:
      return name.endsWith("_url") ? `https://shop.example.com/${name}` : `Example ${name}`;
  }
}

/** What the document gives as an example of a field or a parameter of this name, wherever it does. */
function exampleOf(node: Json, name: string, isText: boolean): Json | undefined {
  if (!isObject(node) && !Array.isArray(node)) return undefined;
  const named =
    isObject(node) && (node["name"] === name ? node : objectAt(node["properties"], name));
  const example = named ? named["example"] : undefined;
  if (example !== undefined && (typeof example === "string") === isText) return example;
  for (const inner of Object.values(node)) {
    const found = exampleOf(inner, name, isText);
    if (found !== undefined) return found;
  }
  return undefined;
}

function objectOf(document: JsonObject, node: JsonObject): JsonObject {
  const properties = objectAt(node, "properties");
  return Object.fromEntries(
    shownFields(node).map((name) => [name, sampleOf(document, properties[name], name)]),
  );
}

/** The fields of an object that a sample has. */
export function shownFields(node: Json | undefined): string[] {
  const required = listAt(node, "required");
  return Object.keys(objectAt(node, "properties")).filter(
    (name) => name === AMOUNT || required.includes(name),
  );
}

/** A schema with what it is made of: of alternatives the first, of parts all. */
function flat(document: JsonObject, schema: Json | undefined): JsonObject {
  const node = resolve(document, schema);
  if (!isObject(node)) return {};
  const [alternative] = listAt(node, "oneOf");
  if (alternative !== undefined) return flat(document, alternative);
  const parts = listAt(node, "allOf").map((part) => flat(document, part));
  if (parts.length === 0) return node;
  return {
    type: "object",
    required: parts.flatMap((part) => listAt(part, "required")),
    properties: Object.assign(
      {},
      ...parts.map((part) => objectAt(part, "properties")),
    ) as JsonObject,
  };
}
