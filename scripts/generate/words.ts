import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from "./json.js";
import { applyOverlay, nodesAt } from "./overlay.js";

/** What a words overlay may write. Everything else of a document is a fact, and facts are not words. */
export const WORDS: ReadonlySet<string> = new Set([
  ...["summary", "description", "tags", "license", "operationId", "x-khipu-operation-id"],
  ...["x-ts-name", "x-ts-type", "x-ts-doc", "x-ts-hidden", "x-ts-fields"],
  ...["x-ts-params", "x-ts-params-doc", "x-cli", "x-error-codes", "x-not-wrapped"],
]);

const METHODS = ["get", "put", "post", "delete", "patch"];

/**
 * Applies our words and names to a corrected document.
 *
 * @throws {Error} when an action says more than words, speaks of what the document does not have, or when
 *   something of the document is left without words: the message lists all of it.
 */
export function applyWords(document: JsonObject, words: JsonObject): JsonObject {
  const actions = listAt(words, "actions").map((action) => {
    const target = textAt(action, "target") ?? "";
    const update = objectAt(action, "update");
    for (const node of nodesAt(document, target)) checkWords(update, node, target);
    return { description: "words", target, update };
  });
  const worded = applyOverlay(document, { ...words, actions });
  const speechless = withoutWords(worded);
  if (speechless.length > 0) throw new Error(`no words for ${speechless.join(", ")}`);
  return worded;
}

/** Refuses an update that would add to a document something else than words. */
function checkWords(update: JsonObject, node: Json | undefined, at: string): void {
  for (const [key, value] of Object.entries(update)) {
    // A field may be called `description`; then what is said of it is a mapping.
    if (WORDS.has(key) && !isField(node, key)) continue;
    const below = isObject(node) ? node[key] : undefined;
    if (!isObject(below) || !isObject(value)) {
      throw new Error(`words for nothing, or no words: ${key} at ${at}`);
    }
    checkWords(value, below, `${at}.${key}`);
  }
}

function isField(node: Json | undefined, key: string): boolean {
  return isObject(node) && isObject(node[key]);
}

/** What has no `description`: operations (which need a `summary` too), parameters, schemas and fields. */
export function withoutWords(document: JsonObject): string[] {
  const components = document["components"];
  const parameters = Object.entries(objectAt(components, "parameters"));
  return [
    ...["paths", "webhooks"].flatMap((under) => silentOperations(objectAt(document, under))),
    ...parameters.filter(([, one]) => isSilent(one)).map(([name]) => `the parameter ${name}`),
    ...Object.entries(objectAt(components, "schemas")).flatMap(silentSchema),
  ];
}

function silentOperations(items: JsonObject): string[] {
  return Object.entries(items).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = isObject(item) ? item[method] : undefined;
      if (!isObject(operation)) return [];
      const name = `${method.toUpperCase()} ${path}`;
      const silent = listAt(operation, "parameters").filter(isSilent);
      return [
        ...(isSilent(operation) || textAt(operation, "summary") === undefined ? [name] : []),
        ...silent.map((parameter) => `${name} ${textAt(parameter, "name") ?? ""}`),
      ];
    }),
  );
}

function silentSchema([name, schema]: [string, Json]): string[] {
  const parts = [schema, ...listAt(schema, "allOf")];
  const fields = parts.flatMap((part) => Object.entries(objectAt(part, "properties")));
  const silent = fields.filter(([, field]) => isSilent(field));
  return [...(isSilent(schema) ? [name] : []), ...silent.map(([field]) => `${name}.${field}`)];
}

/** A reference without words of its own is silent too; `false` (not allowed) needs none. */
function isSilent(node: Json): boolean {
  return isObject(node) && textAt(node, "description") === undefined && !isSharedParameter(node);
}

function isSharedParameter(node: JsonObject): boolean {
  return textAt(node, "$ref")?.startsWith("#/components/parameters/") ?? false;
}
