import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import type { JsonObject } from "./json.js";

/**
 * The types of a document: `paths`, `webhooks`, `components`, `operations`.
 *
 * A string or number with `x-known-values` becomes an open union, which completes the known values and
 * takes any other.
 */
export async function renderSchema(document: JsonObject): Promise<string> {
  // A parsed document is what its schema says; openapi-typescript lints it itself.
  const input = structuredClone(document) as unknown as OpenAPI3;
  const nodes = await openapiTS(input, {
    // Otherwise a property with a default becomes required in what we send.
    defaultNonNullable: false,
    alphabetize: false,
    silent: true,
    transform: (schema) => openUnion((schema as { "x-known-values"?: unknown })["x-known-values"]),
  });
  return astToString(nodes);
}

function openUnion(known: unknown): ts.TypeNode | undefined {
  if (!Array.isArray(known)) return undefined;
  const { factory } = ts;
  const isNumber = known.every((value) => typeof value === "number");
  const literals = known.map((value) =>
    factory.createLiteralTypeNode(
      isNumber
        ? factory.createNumericLiteral(Number(value))
        : factory.createStringLiteral(String(value)),
    ),
  );
  const kind = isNumber ? ts.SyntaxKind.NumberKeyword : ts.SyntaxKind.StringKeyword;
  const any = factory.createKeywordTypeNode(kind);
  // Intersected with {} so that the compiler does not fold the known values into `string`.
  const open = factory.createIntersectionTypeNode([any, factory.createTypeLiteralNode([])]);
  return factory.createUnionTypeNode([...literals, factory.createParenthesizedType(open)]);
}
