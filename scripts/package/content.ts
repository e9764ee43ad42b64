import { readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../specs.js";

/** The bundled declarations of openapi-fetch, which say `any` where ours must not. */
const OPENAPI_FETCH = "dist/openapi-fetch.d.cts";
/** The only declarations that may speak of them: handing openapi-fetch out is what they are for. */
const RAW = "dist/raw.d.cts";
/** What a reader looks for in every package. */
const NEEDED = ["LICENSE", "README.md", "README.es.md"];
/** Texts that no published file may hold. */
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a path of the machine that built it", literally(ROOT)],
  ["a path of the person who built it", literally(`${homedir()}/`)],
  [
    "the address of a registry of packages",
    /\/\/[\w.-]*(?:registr[y]|artifactor[y]|nexu[s])[\w.-]*[/.]/,
  ],
  ["a source map that is not shipped", /[#@] sourceMappin[g]URL=/],
];

/** Letters a line, on average, above which code was minified. Ours has about 30. */
const READABLE_LINE = 80;

/** Every file under a folder, relative to it, with its size. */
export function filesUnder(folder: string, under = ""): { path: string; bytes: number }[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = join(under, entry.name);
    if (entry.isDirectory()) return filesUnder(folder, path);
    return [{ path, bytes: statSync(join(folder, path)).size }];
  });
}

/** What an installed package lacks, or holds that it must not, in sentences. */
export function contentProblems(installed: string): string[] {
  const files = filesUnder(installed);
  const lacks = NEEDED.filter((name) => !files.some(({ path }) => path === name));
  return [
    ...lacks.map((name) => `there is no ${name}`),
    ...files.flatMap(({ path }) => fileProblems(installed, path)),
  ];
}

function fileProblems(installed: string, path: string): string[] {
  const text = readFileSync(join(installed, path), "utf8");
  const found = FORBIDDEN.filter(([, pattern]) => pattern.test(text));
  const problems = found.map(([what]) => `${path} holds ${what}`);
  if (path.endsWith(".cjs") && text.length / text.split("\n").length > READABLE_LINE) {
    problems.push(`${path} is minified: a stack trace of it tells nothing`);
  }
  const isOurs = /\.d\.[mc]?ts$/.test(path) && path !== OPENAPI_FETCH;
  return isOurs ? [...problems, ...typeProblems(path, text)] : problems;
}

function typeProblems(path: string, text: string): string[] {
  const problems: string[] = [];
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const look = (node: ts.Node) => {
    const line = ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1;
    if (node.kind === ts.SyntaxKind.AnyKeyword) problems.push(`${path}:${line} says any`);
    if (ts.isStringLiteral(node) && /\bopenapi-fetch\b/.test(node.text) && path !== RAW) {
      problems.push(`${path}:${line} shows types of openapi-fetch`);
    }
    node.forEachChild(look);
  };
  look(ast);
  if (text.includes("@internal")) problems.push(`${path} shows what is marked @internal`);
  return problems;
}

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
}
