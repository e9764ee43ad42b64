import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import ts from "typescript";
import { entryPoints } from "../entries.js";
import { writeLicences } from "./licences.js";
import { mergeCore } from "./merge.js";
import { ROOT, SPECS } from "../specs.js";

const DIST = join(ROOT, "dist");
const SCHEMA = /\/\/#region generated\/[^\n]*schema\.d\.ts\n([\s\S]*?)\/\/#endregion\n/g;

/** What the bundler leaves to be done in `dist`. */
export function finishBuild(): void {
  for (const name of readdirSync(DIST, { recursive: true, encoding: "utf8" })) {
    const path = join(DIST, name);
    if (path.endsWith(".d.mts")) declareForRequire(path);
  }
  mergeCore(DIST);
  for (const { output, isBuiltOnce } of entryPoints()) {
    declareForImport(output);
    if (isBuiltOnce) handOn(output);
  }
  writeDocuments();
  writeLicences(DIST);
}

/** An ES module that hands on what a CommonJS one exports, by name. */
function handOn(output: string): void {
  const names = Object.keys(createRequire(import.meta.url)(join(DIST, `${output}.cjs`)) as object);
  const text = `export { ${names.join(", ")} } from "./${basename(output)}.cjs";\n`;
  writeFileSync(join(DIST, `${output}.mjs`), text);
}

/** The declarations themselves are those of CommonJS modules, which both kinds of module may load. */
function declareForRequire(path: string): void {
  const text = readFileSync(path, "utf8")
    .replaceAll(SCHEMA, (_, schema: string) => compact(schema))
    .replaceAll(/(from "\.{1,2}\/[^"]*)\.mjs"/g, '$1.cjs"');
  writeFileSync(path.replace(/\.d\.mts$/, ".d.cts"), withoutUnused(text));
  rmSync(path);
}

/** The bundler leaves imports behind of which stripInternal took the last use. */
function withoutUnused(text: string): string {
  return text.replaceAll(/^import \{ (\w+) \} from "[^".][^"]*";\n/gm, (line, name: string) =>
    text.split(new RegExp(`\\b${name}\\b`)).length > 2 ? line : "",
  );
}

/**
 * Types for `import`: an ES module may re-export a CommonJS one. So all declarations are shipped once,
 * and a `Khipu` is the same type in both worlds.
 */
function declareForImport(output: string): void {
  const text = `export * from "./${basename(output)}.cjs";\n`;
  writeFileSync(join(DIST, `${output}.d.mts`), text);
}

/** The comments of the generated types are in the documents, which are shipped too. */
function compact(schema: string): string {
  const ast = ts.createSourceFile("schema.d.cts", schema, ts.ScriptTarget.ES2022);
  const printed = ts.createPrinter({ removeComments: true }).printFile(ast);
  return printed.replaceAll(/^ +/gm, "");
}

/** The documents with their corrections, without the white space. */
function writeDocuments(): void {
  mkdirSync(join(DIST, "openapi"), { recursive: true });
  for (const { id, generated } of SPECS) {
    const document: unknown = JSON.parse(
      readFileSync(join(ROOT, generated, "openapi.json"), "utf8"),
    );
    writeFileSync(join(DIST, "openapi", `${id}.json`), `${JSON.stringify(document)}\n`);
  }
}
