import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import ts from "typescript";
import { entryPoints } from "../entries.js";
import { clientDocument } from "../generate/client-document.js";
import type { JsonObject } from "../generate/json.js";
import { isGuide } from "../../src/cli/mcp/docs.js";
import { writeLicences } from "./licences.js";
import { mergeCore } from "./merge.js";
import { exportPlainly } from "./plain-exports.js";
import { type Package, PACKAGES, SDK, SIMULATOR } from "../packages.js";
import { ROOT, SPECS } from "../specs.js";

const SCHEMA = /\/\/#region generated\/[^\n]*schema\.d\.ts\n([\s\S]*?)\/\/#endregion\n/g;

/** A method that a path does not have: openapi-typescript says so of each, and leaving it out says the same. */
const NO_METHOD = /^(?:get|put|post|delete|options|head|patch|trace)\?: never;\n/gm;

/** What shows a method of a class at work: the site and the guides have it, and a shop's server need not install it. */
const METHOD_EXAMPLE = /^( {2,})\* @example\n(?:\1\*(?! @|\/).*\n)*/gm;

/** What the bundler leaves to be done. */
export function finishBuild(): void {
  PACKAGES.forEach(declare);
  exportPlainly(SDK.dist);
  mergeCore(SDK.dist);
  linkSdk();
  PACKAGES.forEach(handOnAll);
  writeDocuments(join(SDK.dist, "openapi"));
  copyFileSync(join(ROOT, "LICENSE"), join(SIMULATOR.folder, "LICENSE"));
  copyGuides(join(SIMULATOR.dist, "docs"));
  PACKAGES.forEach(writeLicences);
}

/** What `khipu mcp` searches. */
function copyGuides(folder: string): void {
  for (const page of readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })) {
    if (!isGuide(page)) continue;
    mkdirSync(dirname(join(folder, page)), { recursive: true });
    copyFileSync(join(ROOT, "docs", page), join(folder, page));
  }
}

/** Its types, for both kinds of module. */
function declare(of: Package): void {
  for (const name of readdirSync(of.dist, { recursive: true, encoding: "utf8" })) {
    if (name.endsWith(".d.mts")) declareForRequire(join(of.dist, name));
  }
  for (const { output } of entryPoints(of)) declareForImport(join(of.dist, output));
}

/** In the repository too, the simulator finds the SDK by its name. */
function linkSdk(): void {
  const modules = join(SIMULATOR.folder, "node_modules");
  mkdirSync(modules, { recursive: true });
  rmSync(join(modules, SDK.name), { force: true });
  symlinkSync(relative(modules, SDK.folder), join(modules, SDK.name), "junction");
}

function handOnAll(of: Package): void {
  const once = entryPoints(of).filter(({ isBuiltOnce }) => isBuiltOnce);
  for (const { output } of once) handOn(join(of.dist, output));
}

/** An ES module that hands on what a CommonJS one exports, by name. */
function handOn(output: string): void {
  const names = Object.keys(createRequire(import.meta.url)(`${output}.cjs`) as object);
  const text = `export { ${names.join(", ")} } from "./${basename(output)}.cjs";\n`;
  writeFileSync(`${output}.mjs`, text);
}

/** The declarations themselves are those of CommonJS modules, which both kinds of module may load. */
function declareForRequire(path: string): void {
  const text = readFileSync(path, "utf8")
    .replaceAll(SCHEMA, (_, schema: string) => compact(schema))
    .replaceAll(METHOD_EXAMPLE, "")
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
  writeFileSync(`${output}.d.mts`, `export * from "./${basename(output)}.cjs";\n`);
}

/** The comments of the generated types are those of the documents. */
function compact(schema: string): string {
  const ast = ts.createSourceFile("schema.d.cts", schema, ts.ScriptTarget.ES2022);
  const printed = ts.createPrinter({ removeComments: true }).printFile(ast);
  return printed.replaceAll(/^ +/gm, "").replaceAll(NO_METHOD, "");
}

/** The documents with their corrections, and as generators of clients need them, without the white space. */
function writeDocuments(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { id, generated } of SPECS) {
    const text = readFileSync(join(ROOT, generated, "openapi.json"), "utf8");
    const document = JSON.parse(text) as JsonObject;
    const files = { [`${id}.json`]: document, [`${id}.client.json`]: clientDocument(document) };
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), `${JSON.stringify(content)}\n`);
    }
  }
}
