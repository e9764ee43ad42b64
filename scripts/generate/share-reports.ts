/** How ajv's code tells of one problem, each time in full: what, and adding it to the list. */
const REPORT =
  /const (err\d+) = \{instancePath(?::([^;]*?))?,schemaPath:[^;]*?,keyword:("[^"]+"),params:(\{[^;]*?\})\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/gsu;

/** The module that {@link shareReports} makes ajv's code import from `report`. */
export const REPORT_MODULE = `export function report(problems, instancePath, keyword, params) {
  const problem = { instancePath, keyword, params };
  if (problems === null) return [problem];
  problems.push(problem);
  return problems;
}`;

/**
 * Makes ajv's code call one function for every problem, which halves it: it has a thousand of them.
 *
 * ajv has no option for that, so this knows how ajv writes; if a newer one writes otherwise, it says so.
 */
export function shareReports(code: string): string {
  const shared = code.replace(
    REPORT,
    (_, __, path: string | undefined, keyword: string, params: string) =>
      `vErrors = report(vErrors, ${path ?? "instancePath"}, ${keyword}, ${params});`,
  );
  if (shared.includes("schemaPath")) throw new Error("ajv writes its problems in another way");
  return `import { report } from "report";${shared}`;
}
