import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Spec } from "../specs.js";
import { bannerLines, bannerOf } from "./banner.js";
import { renderCliFields } from "./cli-fields.js";
import { renderCalls } from "./calls.js";
import { renderClient } from "./client.js";
import { loadSpec } from "./document.js";
import { isObject, type Json, type JsonObject, objectAt, textAt } from "./json.js";
import { renderHttpRequests } from "./http-requests.js";
import { renderOperations } from "./operations.js";
import { renderPublicTypes } from "./public-types.js";
import { renderSchema } from "./schema.js";
import { VALIDATOR_TYPES } from "./validator-types.js";
import { renderValidators } from "./validators.js";

/**
 * What is generated for an API: the text of every file, by its path relative to the repository.
 *
 * Depends on nothing but the document, its overlays and the versions of the tools in npm's lock.
 */
export async function render(spec: Spec, root: string): Promise<Map<string, string>> {
  const { corrected, sources } = await loadSpec(spec, root);
  const versionOf = await toolVersions(root);
  const banner = (...tools: readonly string[]) => {
    const using = tools.map((tool) => `${tool} ${versionOf(tool)}`);
    return bannerOf(spec, sources, using.join(", "));
  };
  const commented = (text: string, ...tools: readonly string[]) =>
    `${bannerLines(banner(...tools))}\n${text}`;
  const { openapi, ...rest } = forEverybody(corrected);
  const document = { openapi, "x-generated": { ...banner("yaml", "jsonpathly") }, ...rest };
  const requests = renderHttpRequests(corrected);
  const files = {
    "schema.ts": commented(await renderSchema(corrected), "openapi-typescript"),
    "types.ts": commented(renderPublicTypes(corrected), "yaml"),
    "cli-fields.ts": commented(renderCliFields(corrected), "yaml"),
    "client.ts": commented(renderClient(spec), "openapi-fetch"),
    "calls.ts": commented(renderCalls(spec, corrected), "yaml"),
    "operations.ts": commented(renderOperations(corrected), "yaml"),
    ...(requests !== undefined && { "requests.http": commented(requests, "yaml") }),
    "validators.js": commented(await renderValidators(corrected), "ajv", "esbuild"),
    "validators.d.ts": commented(VALIDATOR_TYPES, "ajv"),
    "openapi.json": `${JSON.stringify(document, null, 2)}\n`,
  };
  return new Map(Object.entries(files).map(([name, text]) => [`${spec.generated}/${name}`, text]));
}

/** A document without what only our own printers read: `x-ts-*` and `x-cli`. */
function forEverybody(document: JsonObject): JsonObject {
  const entries = Object.entries(document).filter(([key]) => !/^x-(?:ts-.*|cli)$/.test(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, without(value)]));
}

function without(node: Json): Json {
  if (Array.isArray(node)) return node.map(without);
  return isObject(node) ? forEverybody(node) : node;
}

/** The versions that npm's lock pins, by the name of the package. */
async function toolVersions(root: string): Promise<(tool: string) => string> {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as JsonObject;
  const packages = objectAt(lock, "packages");
  return (tool) => {
    const version = textAt(packages[`node_modules/${tool}`], "version");
    if (version === undefined) throw new Error(`package-lock.json does not pin ${tool}`);
    return version;
  };
}
