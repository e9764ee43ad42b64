import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** What is opened when a file is imported: the files themselves, and what they ask of the outside. */
export interface Graph {
  readonly files: readonly string[];
  readonly outside: readonly string[];
}

/** Follows the static imports of a built file. */
export function graphOf(file: string): Graph {
  const files = new Set<string>();
  const outside = new Set<string>();
  const open = (path: string) => {
    if (files.has(path)) return;
    files.add(path);
    for (const { fileName } of ts.preProcessFile(readFileSync(path, "utf8")).importedFiles) {
      if (fileName.startsWith(".")) open(join(dirname(path), fileName));
      else outside.add(fileName);
    }
  };
  open(file);
  return { files: [...files], outside: [...outside] };
}

/** What the main entry loads that it must not: each file costs a millisecond, `node:crypto` three. */
export function startupProblems(installed: string): string[] {
  const { files, outside } = graphOf(join(installed, "dist/index.mjs"));
  const names = files.map((path) => path.slice(installed.length + 1)).join(", ");
  return [
    ...(files.length > 2 ? [`the main entry opens ${files.length} files, not two: ${names}`] : []),
    ...outside.map((name) => `the main entry loads ${name}`),
  ];
}
