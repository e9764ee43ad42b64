/**
 * `npm run generate:client -- <language> [api] [--output <folder>]`: a client in another language, of one API
 * or of all, from the documents that the package ships for generators. Any generator of openapi-generator's is a
 * language; the last line says what is proved of it.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { provedOf } from "./spec/client-languages.js";
import { clientFolder, generateClients } from "./spec/generate-client.js";
import { ensureGenerator } from "./spec/generator.js";
import { type Spec, SPECS } from "./specs.js";

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
  const jobs = specs.map((spec) => ({ language, spec, output: outputOf(language, spec) }));
  generateClients(jobs);
  for (const { spec, output } of jobs) {
    console.log(`generate-client: ok      ${language} ${spec.id} in ${output}`);
  }
  console.log(`generate-client: ${provedOf(language)}`);

  function outputOf(language: string, spec: Spec): string {
    const { output } = values;
    return output === undefined ? clientFolder(language, spec) : resolve(output, spec.id);
  }
}
