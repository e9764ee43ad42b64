/**
 * `npm run generate:client -- <language> [api] [--output <folder>]`: a client in another language, of one API
 * or of all, from the documents with their corrections. Any generator of openapi-generator's is a language.
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { clientFolder, generateClient } from "./spec/generate-client.js";
import { ensureGenerator } from "./spec/generator.js";
import { ROOT, SPECS } from "./specs.js";

const USAGE = "usage: npm run generate:client -- <language> [api] [--output <folder>]";

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function main(args: readonly string[]): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { output: { type: "string" } },
    allowPositionals: true,
  });
  const [language, api, ...more] = positionals;
  if (language === undefined || more.length > 0) throw new Error(USAGE);
  const specs = SPECS.filter(({ id }) => api === undefined || id === api);
  if (specs.length === 0) {
    throw new Error(
      `no API is called ${String(api)}; there are ${SPECS.map(({ id }) => id).join(", ")}`,
    );
  }
  ensureGenerator();
  for (const spec of specs) {
    const folder =
      values.output === undefined
        ? join(ROOT, clientFolder(language, spec))
        : resolve(values.output, spec.id);
    generateClient(language, spec, folder);
    console.log(`generate-client: ok      ${language} ${spec.id} in ${folder}`);
  }
}
