/** What a parsed YAML or JSON document consists of. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A mapping of a document. */
export interface JsonObject {
  [key: string]: Json;
}

/** Whether a node is a mapping. */
export function isObject(node: Json | undefined): node is JsonObject {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

/** The mapping under a key, or an empty one. */
export function objectAt(node: Json | undefined, key: string): JsonObject {
  const found = isObject(node) ? node[key] : undefined;
  return isObject(found) ? found : {};
}

/** The list under a key, or an empty one. */
export function listAt(node: Json | undefined, key: string): Json[] {
  const found = isObject(node) ? node[key] : undefined;
  return Array.isArray(found) ? found : [];
}

/** The text under a key, if there is one. */
export function textAt(node: Json | undefined, key: string): string | undefined {
  const found = isObject(node) ? node[key] : undefined;
  return typeof found === "string" ? found : undefined;
}

/** Follows `$ref`s within the document, as far as they go. A loop of references is an error. */
export function resolve(document: JsonObject, node: Json | undefined): Json | undefined {
  const seen = new Set<string>();
  let current = node;
  for (;;) {
    const ref = textAt(current, "$ref");
    if (ref === undefined) return current;
    if (seen.has(ref)) throw new Error(`references that only lead to each other: ${ref}`);
    seen.add(ref);
    current = pointed(document, ref);
  }
}

/** What a `$ref` within the document points to. */
export function pointed(document: JsonObject, ref: string): Json {
  if (!ref.startsWith("#/")) throw new Error(`a reference out of the document: ${ref}`);
  let node: Json | undefined = document;
  for (const part of ref.slice(2).split("/")) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    node = Array.isArray(node) ? node[Number(key)] : isObject(node) ? node[key] : undefined;
  }
  if (node === undefined) throw new Error(`a reference to nothing: ${ref}`);
  return node;
}
