import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * How the files of a folder differ from those that would be generated: the first difference in a
 * sentence, or `undefined`.
 */
export async function driftOf(
  root: string,
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const names = await readdir(join(root, folder)).catch(() => []);
  const extra = names.map((name) => `${folder}/${name}`).find((path) => !files.has(path));
  if (extra !== undefined) return `${extra} is not generated`;
  for (const [path, expected] of files) {
    const actual = await readFile(join(root, path), "utf8").catch(() => undefined);
    if (actual === undefined) return `${path} is missing`;
    if (actual !== expected) return firstDifference(path, actual, expected);
  }
  return undefined;
}

function firstDifference(path: string, actual: string, expected: string): string {
  const have = actual.split("\n");
  const want = expected.split("\n");
  const index = want.findIndex((line, at) => line !== have[at]);
  const at = index === -1 ? want.length : index;
  return [
    `${path}:${at + 1} differs from what would be generated`,
    `  have: ${shown(have[at], want[at])}`,
    `  want: ${shown(want[at], have[at])}`,
  ].join("\n");
}

/** The part of a line around its first difference: a bundle is one line of many thousand characters. */
function shown(line: string | undefined, other: string | undefined): string {
  if (line === undefined) return "(no such line)";
  let at = 0;
  while (at < line.length && line[at] === other?.[at]) at++;
  const start = Math.max(0, at - 40);
  return JSON.stringify(line.slice(start, at + 60));
}
