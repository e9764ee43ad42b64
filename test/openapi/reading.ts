import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LoadedSpec, loadSpec } from "../../scripts/generate/document.js";
import { isObject, type Json, type JsonObject, objectAt } from "../../scripts/generate/json.js";
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

/** The schemas of a document, by name. */
export function schemasOf(document: JsonObject): JsonObject {
  return objectAt(document["components"], "schemas");
}
