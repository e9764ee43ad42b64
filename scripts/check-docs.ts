import { undocumented } from "./inspect/comments.js";
import { coverageProblems, tagProblems } from "./inspect/coverage.js";
import { facadeMethods } from "./inspect/facade.js";
import { sourcesIn } from "./inspect/source-files.js";
import { SPECS } from "./specs.js";

const methods = facadeMethods();
const problems = [
  ...sourcesIn("src").flatMap(undocumented),
  ...methods.flatMap(tagProblems),
  ...SPECS.flatMap((spec) => coverageProblems(spec, methods)),
];

for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(`docs: ${problems.length} comments do not say what the code does`);
  process.exitCode = 1;
}
