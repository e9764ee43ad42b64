import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clientDocument } from "../generate/client-document.js";
import type { JsonObject } from "../generate/json.js";
import { ROOT, type Spec } from "../specs.js";
import { generatorConfig, REFUSED } from "./client-languages.js";
import { runGenerator } from "./generator.js";

/** A client to be made. */
export interface ClientJob {
  readonly language: string;
  readonly spec: Spec;
  /** The folder that it is put into; what was there is removed. */
  readonly output: string;
}

const WORK = join(ROOT, ".cache/clients");

/** Where a client is put unless told otherwise. */
export function clientFolder(language: string, spec: Spec): string {
  return join(WORK, language, spec.id);
}

/**
 * Generates clients, each of one API in one language, from the documents that the package ships for generators. One
 * start of openapi-generator makes all of them.
 *
 * @throws {Error} before anything is made, when a language's clients are known not to work; or with what
 *   openapi-generator said when it cannot make one of them.
 */
export function generateClients(jobs: readonly ClientJob[]): void {
  for (const { language } of jobs) {
    const why = REFUSED[language];
    if (why !== undefined) throw new Error(`${language}: not generated, because ${why}`);
  }
  const [documents, configs] = [join(WORK, "documents"), join(WORK, "configs")];
  for (const folder of [documents, configs]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const files = jobs.map(({ language, spec, output }) => {
    const input = join(documents, `${spec.id}.client.json`);
    writeFileSync(input, JSON.stringify(clientDocumentOf(spec)));
    rmSync(output, { recursive: true, force: true });
    const file = join(configs, `${language}.${spec.id}.json`);
    writeFileSync(file, JSON.stringify(generatorConfig(language, spec, { input, output })));
    return file;
  });
  const { isGood, output } = runGenerator("batch", ...files);
  if (!isGood) throw new Error(`openapi-generator did not make every client:\n${output}`);
}

/** The document of an API, with its corrections, as generators of clients need it. */
export function clientDocumentOf({ generated }: Spec): JsonObject {
  const text = readFileSync(join(ROOT, generated, "openapi.json"), "utf8");
  return clientDocument(JSON.parse(text) as JsonObject);
}
