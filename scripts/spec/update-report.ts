import { markdownOf, tableOf } from "./report.js";
import type { Step, Update } from "./update.js";

/** What a person reads after an update. */
export function reportOf(update: Update): string {
  const { known, given, rows, level, idle, wordless, steps, written } = update;
  return [
    `${known.spec.document} from ${given.source}`,
    "",
    tableOf(rows, level),
    "",
    ...steps.map(stepLine),
    ...section(
      "actions of the overlay that no longer apply, and were taken out",
      idle.map(idleLine),
    ),
    ...section("to be put into words (look for `not described yet`)", wordless),
    ...section("what a person has to mend", steps.flatMap(problemLines)),
    ...section("written", written),
    "",
    written.length > 0 ? `taken over: ${level}` : "nothing was written",
  ].join("\n");
}

/** The same for a pull request. */
export function markdownReportOf({ known, rows, level, idle, wordless, steps }: Update): string {
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", `#### ${title}`, "", ...lines.map((line) => `- ${line}`)];
  const problems = steps.filter(({ problem }) => problem !== undefined).map(stepLine);
  return [
    `### ${known.spec.id}: ${level}`,
    "",
    markdownOf(rows),
    ...list("Corrections that no longer apply", idle.map(idleLine)),
    ...list(
      "To be put into words",
      wordless.map((path) => `\`${path}\``),
    ),
    ...list("What a person has to mend", problems),
    "",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function idleLine({ target, problem, reason }: Update["idle"][number]): string {
  return `${target} ${problem}. It was there because: ${reason}`;
}

function stepLine({ name, seconds, problem }: Step): string {
  const outcome = problem === undefined ? "ok    " : "FAILED";
  return `spec:update: ${outcome}  ${name} (${seconds.toFixed(1)} s)`;
}

/** Lines that name a type or a test; the rest is for who runs the step alone. */
const TELLING = /^(?:\S+\(\d+,\d+\): error |\s+● |FAIL |Tests: )/u;
const MOST = 30;

function problemLines({ name, problem }: Step): string[] {
  if (problem === undefined) return [];
  const lines = problem.split("\n");
  const telling = [
    ...new Set(lines.filter((line) => TELLING.test(line)).map((line) => line.trim())),
  ];
  const shown = (telling.length > 0 ? telling : lines).slice(0, MOST);
  return shown.map((line) => `${name}: ${line}`);
}
