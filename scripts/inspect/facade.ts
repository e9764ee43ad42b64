import ts from "typescript";
import { lineOf, ON_TOP, type Source, sourcesIn, visit } from "./source-files.js";

/** A method of the facade that makes requests, or says in its comment that it does. */
export interface FacadeMethod {
  /** `Payments.create`. */
  readonly name: string;
  /** File and line. */
  readonly at: string;
  /** What its `@see operation` tags name. */
  readonly tags: readonly Tag[];
  /** What it hands to the transport itself. */
  readonly calls: readonly Call[];
  /** The operations that its tags must name: its own, and those of its class's methods that it calls. */
  readonly makes: readonly string[];
  /** The operations that its tags may name: those of every facade method with a name that it calls, too. */
  readonly reaches: readonly string[];
}

/** An operation of a document, as a comment names it. */
export interface Tag {
  readonly operation: string;
  /** Relative to the repository. */
  readonly document: string;
}

/** A call that a method makes: a generated constant, and the folder of the document that it is from. */
export interface Call {
  readonly operation: string;
  /** Relative to the repository. */
  readonly generated: string;
}

interface Found extends Pick<FacadeMethod, "name" | "at" | "tags" | "calls"> {
  readonly short: string;
  readonly owner: string;
  /** Names called on `this`. */
  readonly own: ReadonlySet<string>;
  /** Names called on anything. */
  readonly named: ReadonlySet<string>;
}

const TAG = /@see operation `([^`]*)` in (\S+)/g;
const CONSTANTS = /^(?:\.\.\/)+(generated\/[^/]+)\/calls\.js$/;

/** Every method of the facade with a tag or a call. */
export function facadeMethods(): FacadeMethod[] {
  // What is on top makes no calls to an API of its own.
  const sources = sourcesIn("src").filter(({ path }) => !ON_TOP.test(path));
  const found = sources.flatMap(methodsOf);
  const all = found.map((method): FacadeMethod => {
    const { name, at, calls } = method;
    const tags = method.short.startsWith("#") ? tagsOfCallers(found, method) : method.tags;
    const makes = operationsOf(method, (from) => sameClass(found, from));
    const reaches = operationsOf(method, (from) =>
      found.filter(({ short }) => from.named.has(short)),
    );
    return { name, at, tags, calls, makes, reaches };
  });
  return all.filter(({ tags, makes }) => tags.length + makes.length > 0);
}

/** A private method has no comment of its own to be read: those that call it speak for it. */
function tagsOfCallers(all: readonly Found[], method: Found): Tag[] {
  const callers = all.filter(({ owner, own }) => owner === method.owner && own.has(method.short));
  const operations = method.calls.map(({ operation }) => operation);
  return callers.flatMap(({ tags }) => tags).filter((tag) => operations.includes(tag.operation));
}

function sameClass(all: readonly Found[], from: Found): Found[] {
  return all.filter(({ owner, short }) => owner === from.owner && from.own.has(short));
}

/** What a method calls, and what those call that it calls in turn. */
function operationsOf(
  method: Found,
  next: (method: Found) => readonly Found[],
  seen = new Set<Found>(),
): string[] {
  if (seen.has(method)) return [];
  seen.add(method);
  const own = method.calls.map(({ operation }) => operation);
  return [...own, ...next(method).flatMap((inner) => operationsOf(inner, next, seen))];
}

function methodsOf(source: Source): Found[] {
  const constants = constantsOf(source);
  return source.ast.statements.filter(ts.isClassDeclaration).flatMap((owner) =>
    owner.members.filter(ts.isMethodDeclaration).flatMap((method) => {
      if (!method.body) return [];
      const className = owner.name?.text ?? "";
      const short = method.name.getText(source.ast);
      const calls = callsIn(method.body, constants);
      return {
        name: `${className}.${short}`,
        at: `${source.path}:${lineOf(source, method)}`,
        ...{ short, calls, owner: `${source.path}#${className}`, tags: tagsOf(source, method) },
        own: namesCalled(method.body, true),
        named: namesCalled(method.body, false),
      };
    }),
  );
}

function tagsOf(source: Source, node: ts.Node): Tag[] {
  const comment = source.text.slice(node.getFullStart(), node.getStart(source.ast));
  return [...comment.matchAll(TAG)].map(([, operation = "", document = ""]) => ({
    operation,
    document,
  }));
}

/** The operations that a file imports, each with the folder of its document. */
function constantsOf({ ast }: Source): ReadonlyMap<string, string> {
  const constants = new Map<string, string>();
  for (const { moduleSpecifier, importClause } of ast.statements.filter(ts.isImportDeclaration)) {
    const from = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
    const folder = CONSTANTS.exec(from)?.[1];
    const named = importClause?.namedBindings;
    if (folder === undefined || !named || !ts.isNamedImports(named)) continue;
    for (const { name } of named.elements) constants.set(name.text, folder);
  }
  return constants;
}

function callsIn(body: ts.Node, constants: ReadonlyMap<string, string>): Call[] {
  const calls: Call[] = [];
  visit(body, (node) => {
    if (!ts.isCallExpression(node) || calledName(node) !== "call") return;
    const [operation] = node.arguments;
    if (!operation || !ts.isIdentifier(operation)) return;
    const generated = constants.get(operation.text);
    if (generated !== undefined) calls.push({ operation: operation.text, generated });
  });
  return calls;
}

function namesCalled(body: ts.Node, onThis: boolean): ReadonlySet<string> {
  const names = new Set<string>();
  visit(body, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const isThis = node.expression.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (isThis || !onThis) names.add(node.expression.name.text);
  });
  return names;
}

function calledName({ expression }: ts.CallExpression): string | undefined {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}
