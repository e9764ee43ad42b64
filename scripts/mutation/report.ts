/** As much of Stryker's report as is read here. */
export interface Report {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>
  >;
}

interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

const NOTICED: ReadonlySet<string> = new Set(["Killed", "Timeout", "RuntimeError", "CompileError"]);
const UNNOTICED: ReadonlySet<string> = new Set(["Survived", "NoCoverage"]);

/** How many changes were noticed, of how many. */
export function scoreOf({ files }: Report): { noticed: number; all: number; score: number } {
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map((one) => one.status));
  const noticed = statuses.filter((status) => NOTICED.has(status)).length;
  const all = noticed + statuses.filter((status) => UNNOTICED.has(status)).length;
  // A run that changed nothing proved nothing.
  return { noticed, all, score: all === 0 ? 0 : noticed / all };
}

/** The changes that nobody noticed, a line for each. */
export function listSurvivors({ files }: Report): string[] {
  return Object.entries(files).flatMap(([path, { source, mutants }]) =>
    mutants
      .filter(({ status }) => UNNOTICED.has(status))
      .map(({ mutatorName, replacement = "", location }) => {
        const line = source.split("\n")[location.start.line - 1]?.trim() ?? "";
        const change = replacement.replaceAll(/\s+/g, " ");
        return `${path}:${location.start.line}:${location.start.column} ${mutatorName}: ${line} -> ${change}`;
      }),
  );
}
