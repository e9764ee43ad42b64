import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";

// Without a compiler, which costs everybody who loads it a second.

/** A fenced block of a Markdown file. */
export interface Fence {
  /** `README.md:31`. */
  readonly at: string;
  readonly language: string;
  readonly code: string;
  /** The file that it is, where the line before it ends in its name and a colon: `` `shop.ts`: ``. */
  readonly file?: string;
}

/** What the documents hold that is a program. */
export const isProgram = ({ language }: Fence) => language === "ts" || language === "js";

const FENCE = /^( *)(`{3,})([^\n`]*)\n([\s\S]*?)^\1\2 *$/gm;

/**
 * Every document that a reader may copy from: the READMEs, `docs`, `examples` and `packages`. Those of the frameworks are
 * compiled where the frameworks are installed, in `test/frameworks`.
 */
export function documents(): string[] {
  const readmes = ["README.md", "README.es.md"];
  // What is built into a package is a copy.
  const others = ["docs", "examples", "packages"]
    .flatMap(markdownIn)
    .filter((path) => !path.includes("/dist/"));
  return [...readmes, ...others.filter((path) => !path.startsWith("docs/frameworks/"))];
}

/** The fenced blocks of a document, in order. */
export function fencesOf(path: string): Fence[] {
  const text = readFileSync(join(ROOT, path), "utf8");
  return [...text.matchAll(FENCE)].map(
    ([, indent = "", , language = "", code = ""], index, all) => {
      const before = text.slice(0, all[index]?.index);
      const [, file] = /`([^`\s]+\.(?:ts|mjs))`[^`\n]*:\s*$/.exec(before) ?? [];
      return {
        at: `${path}:${before.split("\n").length}`,
        language: language.trim(),
        code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
        ...(file !== undefined && { file }),
      };
    },
  );
}

function markdownIn(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : markdownIn(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}
