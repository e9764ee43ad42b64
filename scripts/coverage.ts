/**
 * `npm run docs:coverage`: writes docs/coverage.md. With `--check` it only says how the page differs.
 * Exits with 1 when something of a document is carried by nothing of the facade.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { authorizationProblems } from "./inspect/coverage.js";
import { readCarriers } from "./spec/carriers.js";
import { coveragePage } from "./spec/coverage-page.js";
import { coverageOf } from "./spec/coverage-rows.js";
import { ROOT, SPECS } from "./specs.js";

const PAGE = "docs/coverage.md";

const carriers = readCarriers(ROOT);
const parts = SPECS.map((spec) => [spec, coverageOf(spec, ROOT, carriers)] as const);
const problems = parts.flatMap(([, coverage]) => coverage.problems);
problems.push(...SPECS.flatMap(authorizationProblems));
const page = coveragePage(parts);

if (process.argv.includes("--check")) {
  if (readFileSync(join(ROOT, PAGE), "utf8") !== page) {
    problems.push(
      `${PAGE} is not what the documents and the facade make; run: npm run docs:coverage`,
    );
  }
} else {
  mkdirSync(join(ROOT, "docs"), { recursive: true });
  writeFileSync(join(ROOT, PAGE), page);
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
