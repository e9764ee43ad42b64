import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
} from "../../scripts/generate/json.js";
import { ROOT } from "../../scripts/specs.js";

const OURS = "x-khipu-source";

/**
 * A document of ours as Khipu's own tools write it: Spanish words, schemas called after the operations,
 * no type where there are fields, parameters by the operation, no webhooks, and nothing that only we have.
 */
export function khipusWay(id: string): JsonObject {
  const ours = parse(readFileSync(join(ROOT, "openapi", `${id}.yaml`), "utf8")) as JsonObject;
  const { webhooks: _, tags: __, ...document } = rewritten(ours) as JsonObject;
  for (const item of Object.values(objectAt(document, "paths"))) {
    if (isObject(item)) moveParameters(item);
  }
  dropUnused(document);
  document["info"] = { ...objectAt(document, "info"), title: "API Pagos Instantáneos" };
  return document;
}

/** The schema of that document that is ours of the given name. */
export function schemaOf(document: JsonObject, name: string): JsonObject {
  return objectAt(objectAt(document["components"], "schemas"), renamed(name));
}

/** The operation of a document at a path. */
export function operationAt(document: JsonObject, path: string, method: string): JsonObject {
  return objectAt(objectAt(objectAt(document, "paths"), path), method);
}

/** Without the schemas that only the notifications refer to. */
function dropUnused(document: JsonObject): void {
  const schemas = objectAt(document["components"], "schemas");
  for (const name of Object.keys(schemas)) {
    const isUsed = JSON.stringify(document).includes(`schemas/${name}"`);
    if (!isUsed) Reflect.deleteProperty(schemas, name);
  }
}

function moveParameters(item: JsonObject): void {
  const shared = listAt(item, "parameters");
  Reflect.deleteProperty(item, "parameters");
  for (const operation of Object.values(item).filter(isObject)) {
    operation["parameters"] = [...shared, ...listAt(operation, "parameters")];
  }
}

function rewritten(node: Json): Json {
  if (Array.isArray(node)) return node.map(rewritten);
  if (!isObject(node)) return node;
  const entries = Object.entries(node).filter(([, value]) => !isObject(value) || !(OURS in value));
  const kept = entries.filter(([key]) => !key.startsWith("x-") && key !== "example");
  const rewrite = Object.fromEntries(
    kept
      .filter(([key, value]) => !isNeedless(node, key, value))
      .map(([key, value]) => [key === "schemas" ? key : key, spanish(key, value)]),
  );
  return "schemas" in rewrite ? { ...rewrite, schemas: schemasRenamed(rewrite) } : rewrite;
}

function schemasRenamed(components: JsonObject): JsonObject {
  const schemas = Object.entries(objectAt(components, "schemas"));
  return Object.fromEntries(schemas.map(([name, schema]) => [renamed(name), schema]));
}

function isNeedless(node: JsonObject, key: string, value: Json): boolean {
  return key === "type" && value === "object" && "properties" in node;
}

function spanish(key: string, value: Json): Json {
  if (key === "description" && typeof value === "string") return "Texto de Khipu.";
  if (key !== "$ref" || typeof value !== "string") return rewritten(value);
  return value.replace(/schemas\/(\w+)$/, (_, name: string) => `schemas/${renamed(name)}`);
}

/** `PaymentCreate` as `payment-create-2`. */
function renamed(name: string): string {
  return `${name.replaceAll(/(?<!^)([A-Z])/g, "-$1").toLowerCase()}-2`;
}
