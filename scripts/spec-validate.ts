/**
 * `npm run spec:validate`: a second opinion on every document, as published and with its corrections, from
 * openapi-generator, whose parser shares no code with the one that generates `generated/`.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isObject, type JsonObject, objectAt } from "./generate/json.js";
import { parsePublished } from "./generate/published.js";
import { ensureGenerator, runGenerator } from "./spec/generator.js";
import { ROOT, SPECS } from "./specs.js";

/** A schema that only a webhook refers to counts as unused. */
const NO_FAULT =
  /^\s*(?:Validating spec.*|No validation issues detected\.|Warnings:\s*|- Unused model: \w+|\[info\].*|)$/u;

ensureGenerator();
for (const { id, document, generated } of SPECS) {
  const input = join(ROOT, ".cache/validate", `${id}.json`);
  mkdirSync(dirname(input), { recursive: true });
  writeFileSync(input, JSON.stringify(withSentences(document)));
  validate(document, input);
  const corrected = `${generated}/openapi.json`;
  validate(corrected, join(ROOT, corrected));
}

/** A document as published. OpenAPI asks for a sentence about every answer, and our transcriptions have none. */
function withSentences(path: string): JsonObject {
  const document = parsePublished(readFileSync(join(ROOT, path), "utf8"));
  const items = [objectAt(document, "paths"), objectAt(document, "webhooks")]
    .flatMap((folder) => Object.values(folder))
    .filter(isObject);
  const operations = items.flatMap((item) => Object.values(item)).filter(isObject);
  const shared = objectAt(document, "components");
  const answers = [shared, ...operations].flatMap((at) => Object.values(objectAt(at, "responses")));
  for (const answer of answers.filter(isObject)) {
    if (answer["$ref"] === undefined) answer["description"] ??= "An answer.";
  }
  return document;
}

function validate(path: string, input: string): void {
  const { isGood, output } = runGenerator("validate", "-i", input);
  const faults = output.split("\n").filter((line) => !NO_FAULT.test(line));
  if (isGood && faults.length === 0) {
    console.log(`spec-validate: ok      ${path}`);
    return;
  }
  console.error(`spec-validate: FAILED  ${path}`);
  console.error(faults.join("\n"));
  process.exitCode = 1;
}
