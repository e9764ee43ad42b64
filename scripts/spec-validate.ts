/**
 * `npm run spec:validate`: a second opinion on every document, as published and with its corrections, from
 * openapi-generator, whose parser shares no code with the one that generates `generated/`.
 */
import { ensureGenerator, runGenerator } from "./spec/generator.js";
import { SPECS } from "./specs.js";

/** A schema that only a webhook refers to counts as unused. */
const NO_FAULT = /^\s*(?:Validating spec.*|Warnings:\s*|- Unused model: \w+|\[info\].*|)$/u;

ensureGenerator();
for (const { document, generated } of SPECS) {
  for (const path of [document, `${generated}/openapi.json`]) validate(path);
}

function validate(path: string): void {
  const { isGood, output } = runGenerator("validate", "-i", path);
  const faults = output.split("\n").filter((line) => !NO_FAULT.test(line));
  if (isGood && faults.length === 0) {
    console.log(`spec-validate: ok      ${path}`);
    return;
  }
  console.error(`spec-validate: FAILED  ${path}`);
  console.error(faults.join("\n"));
  process.exitCode = 1;
}
