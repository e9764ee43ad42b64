import ts from "typescript";
import { lineOf, type Source } from "./source-files.js";

/** Where the classes are whose methods users call. */
const FACADE = /^src\/(khipu|resources\/|v2\/|openpay\/)/;

/** Exported declarations, and public methods of the facade's classes, that no TSDoc comment explains. */
export function undocumented(source: Source): string[] {
  return source.ast.statements
    .filter(isExported)
    .flatMap((statement) => [
      ...problemOf(source, statement, nameOf(source, statement)),
      ...(ts.isClassDeclaration(statement) && FACADE.test(source.path)
        ? membersOf(source, statement)
        : []),
    ]);
}

function membersOf(source: Source, owner: ts.ClassDeclaration): string[] {
  const explained = new Set<string>();
  return owner.members.filter(ts.isMethodDeclaration).flatMap((method) => {
    const name = method.name.getText(source.ast);
    const isHidden = ts.isPrivateIdentifier(method.name) || explained.has(name);
    explained.add(name);
    return isHidden ? [] : problemOf(source, method, `${owner.name?.text ?? ""}.${name}`);
  });
}

/** Declarations only: what `export { a } from` hands on is explained where it is declared. */
function isExported(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  const isExport = ts
    .getModifiers(statement)
    ?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return isExport === true && !isLaterOverload(statement);
}

/** The first of several overloads speaks for all. */
function isLaterOverload(statement: ts.Statement): boolean {
  if (!ts.isFunctionDeclaration(statement)) return false;
  const siblings = (statement.parent as ts.SourceFile).statements.filter(ts.isFunctionDeclaration);
  const first = siblings.find(({ name }) => name?.text === statement.name?.text);
  return first !== statement;
}

function nameOf(source: Source, statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations
      .map(({ name }) => name.getText(source.ast))
      .join(", ");
  }
  return (statement as ts.DeclarationStatement).name?.getText(source.ast) ?? "default";
}

function problemOf(source: Source, node: ts.Node, name: string): string[] {
  const at = `${source.path}:${lineOf(source, node)}`;
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  if (!comment) return [`${at}: ${name} has no comment`];
  const text = ts.getTextOfJSDocComment(comment.comment)?.trim() ?? "";
  const isInternal = comment.tags?.some(({ tagName }) => tagName.text === "internal");
  // A constructor needs no more than what it throws.
  const hasTags = (comment.tags?.length ?? 0) > 0;
  if (text === "" && !(isInternal ?? false) && !hasTags)
    return [`${at}: ${name} has an empty comment`];
  return /^this (method|function|class|interface)/i.test(text)
    ? [
        `${at}: the comment of ${name} should begin with what it does, not with "${text.slice(0, 15)}"`,
      ]
    : [];
}
