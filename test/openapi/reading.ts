import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LoadedSpec, loadSpec } from "../../scripts/generate/document.js";
import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  resolve,
  textAt,
} from "../../scripts/generate/json.js";
import { operationsOf } from "../../scripts/generate/operations-of.js";
import { ROOT, SPECS } from "../../scripts/specs.js";

/** Reads a document of `openapi/` by its name, with and without its corrections. */
export function readDocument(id: string): Promise<LoadedSpec> {
  const spec = SPECS.find((one) => one.id === id);
  if (spec === undefined) throw new Error(`no document is called ${id}`);
  return loadSpec(spec, ROOT);
}

/** Reads a file of `test/fixtures/`: JSON parsed, a form as the mapping of its texts. */
export async function readFixture(path: string): Promise<JsonObject> {
  const text = await readFile(join(ROOT, "test/fixtures", path), "utf8");
  if (path.endsWith(".form")) return Object.fromEntries(new URLSearchParams(text));
  // What JSON.parse answers is JSON.
  const body = JSON.parse(text) as Json;
  if (!isObject(body)) throw new Error(`${path} is not a mapping`);
  return body;
}

/** The lines of a table, without its margins and in alphabetical order. */
export function rows(table: string): string[] {
  const lines = table.trim().split("\n");
  return lines.map((line) => line.trim()).sort();
}

/** The schemas of a document, by name. */
export function schemasOf(document: JsonObject): JsonObject {
  return objectAt(document["components"], "schemas");
}

/** One row per operation: `id METHOD /path | parameters | body | answer on statuses`. */
export function operationRows(document: JsonObject, under: "paths" | "webhooks"): string[] {
  const operations = operationsOf(document, under).map((operation) => {
    const { id, method, path, parameters, body, response } = operation;
    const node = objectAt(objectAt(objectAt(document, under), path), method.toLowerCase());
    const sent = [
      ...parameters.map((one) => `${one.in} ${fieldRow(document, one.name, one)}`),
      ...(body ? [`${body.mediaType} ${typeOf(document, body.schema)}${body.required ? "" : "?"}`] : []),
    ];
    const answer = response ? typeOf(document, response) : "nothing";
    const statuses = Object.keys(objectAt(node, "responses")).join(" ");
    return [`${id} ${method} ${path}`, ...sent, `${answer} on ${statuses}`].join(" | ");
  });
  return operations.sort();
}

/** One row per field: `name: type, required, and every rule there is about it`. */
export function fieldRows(document: JsonObject, schema: string): string[] {
  const node = schemasOf(document)[schema];
  const required = listAt(node, "required");
  const properties = objectAt(node, "properties");
  for (const name of required) {
    if (typeof name !== "string" || !(name in properties)) {
      throw new Error(`${schema} requires a field that it does not define: ${JSON.stringify(name)}`);
    }
  }
  const fields = Object.keys(properties).map((name) => {
    const field = { schema: objectAt(properties, name), required: required.includes(name) };
    return fieldRow(document, name, field);
  });
  return fields.sort();
}

/** One row for everything that an overlay takes away (`-`) or adds (`+`). */
export function correctionsOf({ published, corrected }: LoadedSpec): string[] {
  const before = allRows(published);
  const after = allRows(corrected);
  const gone = before.filter((row) => !after.includes(row)).map((row) => `- ${row}`);
  const come = after.filter((row) => !before.includes(row)).map((row) => `+ ${row}`);
  return [...gone, ...come].sort();
}

function allRows(document: JsonObject): string[] {
  const responses = objectAt(document["components"], "responses");
  return [
    ...operationRows(document, "paths"),
    ...operationRows(document, "webhooks"),
    ...Object.keys(schemasOf(document)).flatMap((schema) =>
      fieldRows(document, schema).map((row) => `${schema}.${row}`),
    ),
    ...Object.keys(responses).map((name) => `${name}: ${answerOf(document, responses[name])}`),
  ];
}

function answerOf(document: JsonObject, response: Json | undefined): string {
  const { schema } = objectAt(objectAt(response, "content"), "application/json");
  return schema === undefined ? "nothing" : typeOf(document, schema);
}

/** What a row says in words of its own, or leaves out. Any other keyword is a rule, and is shown. */
const SHOWN = new Set(["$ref", "type", "format", "items", "description", "example"]);

interface Field {
  readonly schema: JsonObject;
  readonly required: boolean;
}

function fieldRow(document: JsonObject, name: string, { schema, required }: Field): string {
  const rules = Object.entries(schema)
    .filter(([keyword]) => !SHOWN.has(keyword))
    .map(([keyword, value]) => `${keyword} ${JSON.stringify(value)}`);
  const type = typeOf(document, schema);
  return [`${name}: ${type}`, ...(required ? ["required"] : []), ...rules].join(", ");
}

/** The name of the schema referred to, or its type where it is as plain as an amount. */
function typeOf(document: JsonObject, node: Json): string {
  const target = resolve(document, node);
  if (!isObject(target)) throw new Error("not a schema");
  const name = textAt(node, "$ref")?.split("/").pop();
  if (name !== undefined && "properties" in target) return name;
  const variants = listAt(target, "anyOf");
  if (variants.length > 0) return variants.map((one) => typeOf(document, one)).join(" or ");
  if (target["type"] === "array") return `array of ${typeOf(document, objectAt(target, "items"))}`;
  const type = textAt(target, "type") ?? "anything";
  const format = textAt(target, "format");
  return format === undefined ? type : `${type}(${format})`;
}
