import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import {
  type Import,
  importsOf,
  lineCount,
  lineOf,
  type Source,
  sourcesIn,
  visit,
} from "../scripts/inspect/source-files.js";
import { ROOT } from "../scripts/specs.js";

/** A row of `scripts/layers.json`: what one folder or file of `src` may import, and why no more. */
interface Layer {
  readonly imports: readonly string[];
  /** Layers of which only types may be imported. */
  readonly typesOf?: readonly string[];
  readonly packages?: readonly string[];
  /** Nobody imports it but what is on top itself. */
  readonly isTop?: boolean;
  /** `node` when it may use what only Node has. */
  readonly runsOn?: "node" | "browser";
  readonly why: string;
}

const table = JSON.parse(readFileSync(join(ROOT, "scripts/layers.json"), "utf8")) as Record<
  string,
  Layer
>;
const src = sourcesIn("src");
const generated = sourcesIn("generated");
const handwritten = [...src, ...sourcesIn("scripts", "bench", "examples", "test")];

describe("the table of layers", () => {
  test("has a row for every part of src, and no other", () => {
    const parts = new Set(src.map(({ path }) => layerOf(path)));

    expect(Object.keys(table).sort()).toEqual([...parts].sort());
  });

  test("has one direction: nobody is built from what is built from it", () => {
    const reaches = (from: string, seen: string[]): string[] =>
      seen.includes(from)
        ? [[...seen, from].join(" -> ")]
        : allowed(from).flatMap((next) => reaches(next, [...seen, from]));

    expect(Object.keys(table).flatMap((name) => reaches(name, []))).toEqual([]);
  });

  test("lets nobody import what is on top", () => {
    const imported = Object.values(table).flatMap(({ imports, isTop }) => (isTop ? [] : imports));

    expect(imported.filter((name) => table[name]?.isTop)).toEqual([]);
  });
});

describe("imports", () => {
  test.each(src.map((source) => [source.path, source] as const))(
    "of %s are allowed",
    (_, source) => {
      expect(importsOf(source).flatMap((found) => broken(source, found))).toEqual([]);
    },
  );

  test("of generated are its own files, openapi-fetch and a few words for types", () => {
    const words: unknown[] = ["src/shared-types.ts", "src/operation.ts"];
    const isWord = ({ target, isType }: Import) => isType && words.includes(target);
    const others = generated.flatMap((source) =>
      importsOf(source)
        .filter(({ specifier }) => specifier !== "openapi-fetch" && !specifier.startsWith("./"))
        .filter((found) => !isWord(found))
        .map(({ specifier }) => `${source.path} imports ${specifier}`),
    );

    expect(generated.length).toBeGreaterThan(0);
    expect(others).toEqual([]);
  });

  test("never go in a circle from file to file", () => {
    expect(circles(src)).toEqual([]);
  });

  test("never go in a circle in the simulator, not even for a type: its parts do not know the engine", () => {
    const simulator = src.filter(({ path }) => path.startsWith("src/simulator/"));

    expect(simulator.length).toBeGreaterThan(0);
    expect(circles(simulator, (found) => found.target)).toEqual([]);
  });
});

describe("handwritten code", () => {
  test.each([
    ["has at most 250 lines in a file", longFiles],
    ["has at most 40 lines in a function", longFunctions],
    ["never says any", saysAny],
    ["never silences the compiler or the linter", silences],
  ])("%s", (_, problems) => {
    expect(handwritten.flatMap(problems)).toEqual([]);
  });

  test("of src casts at most twice in a thousand lines: each is a claim that nobody checks", () => {
    const lines = src.flatMap(({ text }) => text.split("\n"));

    expect(src.flatMap(casts).length / (lines.length / 1000)).toBeLessThanOrEqual(2);
  });
});

function layerOf(path: string): string {
  const [top, next = ""] = path.split("/");
  return top === "generated" ? "generated" : next.replace(/\.ts$/, "");
}

function allowed(name: string): readonly string[] {
  return table[name]?.imports ?? [];
}

/** The rule that an import breaks, in words; nothing when it breaks none. */
function broken(source: Source, found: Import): string[] {
  const from = layerOf(source.path);
  const { imports = [], typesOf = [], why = "not in the table" } = table[from] ?? {};
  if (found.target === undefined) return brokenByPackage(source, found);
  const to = layerOf(found.target);
  if (to === from || imports.includes(to) || (found.isType && typesOf.includes(to))) return [];
  const what = typesOf.includes(to) ? `more than types of ${to}` : to;
  return [`${source.path}: ${from} must not import ${what} (${found.specifier}): ${why}`];
}

function brokenByPackage(source: Source, { specifier }: Import): string[] {
  const { packages = [], runsOn } = table[layerOf(source.path)] ?? {};
  const says = (rule: string) => [`${source.path} imports ${specifier}: ${rule}`];
  if (/^khipu-(sdk|simulator)(\/|$)/.test(specifier)) {
    return says("a package never imports itself by name");
  }
  if (specifier.startsWith("node:")) {
    const isNode = runsOn === "node" || source.path === "src/crypto/node.ts";
    return isNode ? [] : says("it must also run where there is no Node");
  }
  return packages.includes(specifier)
    ? []
    : says("its row in scripts/layers.json has no such package");
}

/** @param targetOf - Tells where an import leads, if it counts; those of types vanish. */
function circles(
  sources: readonly Source[],
  targetOf: (found: Import) => string | undefined = ({ target, isType }) =>
    isType ? undefined : target,
): string[] {
  const targets = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source).flatMap((found) => targetOf(found) ?? []),
    ]),
  );
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(" -> ")];
    if (done.has(path)) return [];
    const found = (targets.get(path) ?? []).flatMap((next) => walk(next, [...trail, path]));
    done.add(path);
    return found;
  };
  return [...targets.keys()].flatMap((path) => walk(path, []));
}

function longFiles({ path, text }: Source): string[] {
  const lines = lineCount(text);
  return lines > 250 ? [`${path} has ${lines} lines`] : [];
}

function longFunctions(source: Source): string[] {
  // A describe block is as long as its cases.
  if (/(^|\/)test\//.test(source.path)) return [];
  const found: string[] = [];
  visit(source.ast, (node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || !node.body) return;
    const lines = lineCount(node.getText(source.ast));
    if (lines > 40) found.push(`${source.path}:${lineOf(source, node)} has ${lines} lines`);
  });
  return found;
}

function saysAny(source: Source): string[] {
  const found: string[] = [];
  visit(source.ast, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword)
      found.push(`${source.path}:${lineOf(source, node)}`);
  });
  return found;
}

/** `x as T` and `x!`; `as const` claims nothing. Unknown things are looked at by `src/fields.ts`, or by a guard. */
function casts(source: Source): string[] {
  const found: string[] = [];
  visit(source.ast, (node) => {
    const isCast =
      (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) ||
      ts.isNonNullExpression(node);
    if (isCast) found.push(`${source.path}:${lineOf(source, node)}`);
  });
  return found;
}

/** Written so that it does not find itself. */
const SILENCERS = /@ts-(?:ignore|nocheck)|eslint-[d]isable|prettier-[i]gnore/;

function silences({ path, text }: Source): string[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      SILENCERS.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
    );
}
