import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { JsonObject } from "../generate/json.js";
import { ROOT, type Spec } from "../specs.js";
import { generatorOptions } from "./client-languages.js";
import { runGenerator } from "./generator.js";

/** Where a client is put unless told otherwise, relative to the repository. */
export function clientFolder(language: string, spec: Spec): string {
  return join(".cache/clients", language, spec.id);
}

/**
 * Generates a client of an API in another language, from its document with the corrections.
 *
 * @throws {Error} with what openapi-generator said when it cannot.
 */
export function generateClient(language: string, spec: Spec, output: string): void {
  const input = join(ROOT, ".cache/clients/documents", `${spec.id}.json`);
  mkdirSync(dirname(input), { recursive: true });
  writeFileSync(input, JSON.stringify(clientDocument(spec)));
  rmSync(output, { recursive: true, force: true });
  const args = ["generate", "-g", language, "-i", input, "-o", output];
  const { isGood, output: told } = runGenerator(...args, ...generatorOptions(language, spec));
  if (!isGood)
    throw new Error(`openapi-generator made no ${language} client of ${spec.id}:\n${told}`);
}

/**
 * The document without its webhooks, which are no calls: for Python openapi-generator writes a method for
 * each all the same, and one with a syntax error. What they carry is still among the schemas, so that a
 * client can read it.
 */
export function clientDocument({ generated }: Spec): JsonObject {
  const text = readFileSync(join(ROOT, generated, "openapi.json"), "utf8");
  const { webhooks: _, "x-generated": __, ...document } = JSON.parse(text) as JsonObject;
  return document;
}
