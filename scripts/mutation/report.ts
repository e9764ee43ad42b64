import type { Equivalent } from "./equivalent.js";

/** As much of Stryker's report as is read here. */
export interface Report {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>
  >;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  /** Of an error, what went wrong. */
  readonly statusReason?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

/** A change that no test noticed. */
export interface Survivor {
  readonly path: string;
  readonly place: Place;
  /** The text of the line on which it begins. */
  readonly line: string;
  readonly code: string;
  readonly change: string;
  /** Why the tests did not run, where they did not. */
  readonly problem: string;
}

const NOTICED: ReadonlySet<string> = new Set(["Killed", "Timeout"]);
/** With an error the tests did not run to their end: nothing is proved, and the change is told with the error. */
const UNNOTICED: ReadonlySet<string> = new Set(["Survived", "NoCoverage", "RuntimeError"]);

/** What a run came to, with the changes that are known to change nothing left out. */
export interface Outcome {
  readonly noticed: number;
  /** Of how many. */
  readonly all: number;
  /** How many more were left out. */
  readonly listed: number;
  readonly score: number;
  readonly survivors: readonly Survivor[];
  /** The entries of the list, of files that were changed in this run, that did not survive or are not there. */
  readonly stale: readonly Equivalent[];
}

/** Reads a report by the list of changes that change nothing. */
export function outcomeOf({ files }: Report, equivalent: readonly Equivalent[]): Outcome {
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const noticed = mutants.filter(({ status }) => NOTICED.has(status)).length;
  const unnoticed = Object.entries(files).flatMap(survivorsIn);
  const survivors = unnoticed.filter((one) => !equivalent.some((entry) => lists(entry, one)));
  const stale = equivalent.filter(
    (entry) => entry.path in files && !unnoticed.some((one) => lists(entry, one)),
  );
  const all = noticed + survivors.length;
  // A run that changed nothing proved nothing.
  const score = all === 0 ? 0 : noticed / all;
  return { noticed, all, listed: unnoticed.length - survivors.length, score, survivors, stale };
}

function lists({ path, code, change, on = "" }: Equivalent, one: Survivor): boolean {
  return path === one.path && code === one.code && change === one.change && one.line.includes(on);
}

/** A survivor as one line. */
export function lineOf({ path, place, code, change, problem }: Survivor): string {
  return `${path}:${place.line}:${place.column} ${code} -> ${change}${problem && `: ${problem}`}`;
}

function survivorsIn([path, { source, mutants }]: [string, Report["files"][string]]): Survivor[] {
  return mutants
    .filter(({ status }) => UNNOTICED.has(status))
    .map(({ replacement = "", status, statusReason = "", location: { start, end } }) => ({
      path,
      place: start,
      line: source.split("\n")[start.line - 1] ?? "",
      code: inOneLine(source.slice(offsetOf(source, start), offsetOf(source, end))),
      change: inOneLine(replacement),
      problem: status === "RuntimeError" ? statusReason : "",
    }));
}

/** Lines and columns are counted from one. */
function offsetOf(source: string, { line, column }: Place): number {
  const before = source.split("\n").slice(0, line - 1);
  return before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
}

function inOneLine(code: string): string {
  return code.replaceAll(/\s+/gu, " ").trim();
}
