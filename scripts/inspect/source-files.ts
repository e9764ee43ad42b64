import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import ts from "typescript";
import { ROOT } from "../specs.js";

/** Files that are built on the facade, not part of it. */
export const ON_TOP = /^src\/(simulator|cli|browser)\//;

/** A source file, and where it is, relative to the repository. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Parsed when it is asked for. */
  readonly ast: ts.SourceFile;
}

/** One import, export from, `import()` or `import("...")` type of a file. */
export interface Import {
  readonly specifier: string;
  /** The file it reaches, relative to the repository; undefined for a package. */
  readonly target?: string;
  /** Whether it vanishes when the types do. */
  readonly isType: boolean;
}

/** Every TypeScript file under the given folders that are there, in alphabetical order. */
export function sourcesIn(...folders: readonly string[]): Source[] {
  const there = folders.filter((folder) => existsSync(join(ROOT, folder)));
  return there.flatMap((folder) => filesIn(folder)).map(read);
}

/** Every import of a file, of whatever form. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  visit(source.ast, (node) => {
    const hit = importAt(node);
    if (hit) found.push(withTarget(source, hit));
  });
  return found;
}

/** Calls `look` with a node and everything below it. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => {
    visit(child, look);
  });
}

/** How many lines are not blank. */
export function lineCount(text: string): number {
  return text.split("\n").filter((line) => line.trim() !== "").length;
}

/** The line, counted from 1, at which a node begins. */
export function lineOf({ ast }: Source, node: ts.Node): number {
  return ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1;
}

/** What is installed, hidden, or made by an example for itself. */
const NOT_OURS = /(^|\/)(node_modules$|\.[^/]*$)|^examples\/[^/]+\/(generated|dist)$/;

function filesIn(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.test(path) ? [] : filesIn(path);
    return entry.name.endsWith(".ts") ? [path] : [];
  });
}

function read(path: string): Source {
  const text = readFileSync(join(ROOT, path), "utf8");
  let ast: ts.SourceFile | undefined;
  return {
    path,
    text,
    get ast() {
      return (ast ??= ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true));
    },
  };
}

function importAt(node: ts.Node): Omit<Import, "target"> | undefined {
  if (ts.isImportDeclaration(node)) {
    return literal(
      node.moduleSpecifier,
      node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
    );
  }
  if (ts.isExportDeclaration(node)) return literal(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return literal(node.argument.literal, true);
  }
  const isCall = ts.isCallExpression(node);
  if (isCall && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return literal(node.arguments[0], false);
  }
  if (isCall && ts.isIdentifier(node.expression) && node.expression.text === "require") {
    return literal(node.arguments[0], false);
  }
  return undefined;
}

function literal(node: ts.Node | undefined, isType: boolean): Omit<Import, "target"> | undefined {
  return node && ts.isStringLiteralLike(node) ? { specifier: node.text, isType } : undefined;
}

function withTarget(source: Source, { specifier, isType }: Omit<Import, "target">): Import {
  if (specifier === "#crypto") return { specifier, isType, target: "src/crypto/node.ts" };
  if (!specifier.startsWith(".")) return { specifier, isType };
  const path = posix.join(dirname(source.path), specifier).replace(/\.js$/, ".ts");
  return { specifier, isType, target: path };
}
