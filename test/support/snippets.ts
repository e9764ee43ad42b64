import { basename, dirname, join } from "node:path";
import ts from "typescript";
import { ROOT } from "../../scripts/specs.js";
import type { Fence } from "./fences.js";
import { SOURCES } from "./sources.js";

/** The files of the disk, which every compilation reads alike. */
const PARSED = new Map<string, ts.SourceFile>();

/**
 * What the compiler says of snippets, each a module of its own, with the package's sources in its place. Those that
 * are named files of a document find each other, in a folder of the document's own.
 *
 * @param folder Where they are taken to be, which decides what packages they find.
 * @param beside The files that they may import from there, by name.
 * @param changes What the compiler is told otherwise than of this repository's own code.
 */
export function compile(
  fences: readonly Fence[],
  folder = "docs",
  beside: Readonly<Record<string, string>> = {},
  changes: ts.CompilerOptions = {},
): string[] {
  const place = (name: string) => join(ROOT, folder, name);
  const others = Object.entries(beside).map(
    ([name, code]) => [place(name), { at: name, language: "ts", code }] as const,
  );
  const files = new Map<string, Fence>([
    ...fences.map((fence, index) => [place(placeOf(fence, index)), fence] as const),
    ...others,
  ]);
  const options = { ...compilerOptions(folder), ...changes };
  const host = ts.createCompilerHost(options);
  // Comments are for people; those of JavaScript that say types are read all the same.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;
  const real = { ...host };
  // `export {}`: a snippet without an import is a module all the same, and may await.
  const virtual = (path: string) => {
    const fence = files.get(path);
    // Declarations are for all.
    return path.endsWith(".d.ts") ? fence?.code : fence && `${fence.code}\nexport {};\n`;
  };
  host.fileExists = (path) => files.has(path) || real.fileExists(path);
  // The compiler looks for a file only in a folder that is there.
  const folders = new Set([...files.keys()].map((path) => dirname(path)));
  host.directoryExists = (path) => folders.has(path) || ts.sys.directoryExists(path);
  host.readFile = (path) => virtual(path) ?? real.readFile(path);
  host.getSourceFile = (path, target) => {
    const text = virtual(path);
    if (text !== undefined) return ts.createSourceFile(path, text, target);
    const read = PARSED.get(path) ?? real.getSourceFile(path, target);
    if (read !== undefined) PARSED.set(path, read);
    return read;
  };
  const program = ts.createProgram({ rootNames: [...files.keys()], options, host });
  return [...files].flatMap(([path, { at }]) => {
    const source = program.getSourceFile(path);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(({ messageText, start = 0 }) => {
      const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
      return `${at}, line ${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  });
}

function placeOf({ at, file, language }: Fence, index: number): string {
  if (file === undefined) return `snippet-${index}.${language === "js" ? "mjs" : "ts"}`;
  const [document = ""] = at.split(".md:");
  return join(basename(document), file);
}

const TEXTS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead,
  ts.SyntaxKind.TemplateMiddle,
  ts.SyntaxKind.TemplateTail,
]);

/** A snippet without its comments and the words in its strings: what must be the same in each language. */
export function skeleton(code: string): string {
  const source = ts.createSourceFile("snippet.ts", code, ts.ScriptTarget.ES2022);
  const tokensOf = (node: ts.Node): string[] => {
    if (TEXTS.has(node.kind)) return ['"…"'];
    if (ts.isJSDoc(node)) return [];
    const children = node.getChildren(source);
    return children.length > 0 ? children.flatMap(tokensOf) : [node.getText(source)];
  };
  return tokensOf(source).join(" ");
}

function compilerOptions(folder: string): ts.CompilerOptions {
  const file = join(ROOT, "tsconfig.json");
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  return {
    ...options,
    // Snippets of the browser entry need a document.
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    // Those of NestJS decorate parameters.
    experimentalDecorators: true,
    // The named files of a guide import each other as Node runs them.
    allowImportingTsExtensions: true,
    allowJs: true,
    checkJs: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    // `@/` is where a project of Next.js begins; its bundler needs no endings, and the compiler does.
    paths: {
      ...options.paths,
      "@/*": [join(ROOT, folder, "*.ts")],
      ...SOURCES,
    },
  };
}
