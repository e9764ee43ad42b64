import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../scripts/generate/json.js";
import { docComment, limitsOf } from "../../scripts/generate/type-docs.js";

describe("the limits of a schema", () => {
  test.each<[JsonObject, readonly string[]]>([
    [{ maxLength: 4096 }, ["At most 4,096 characters."]],
    [{ minLength: 1 }, ["At least 1 characters."]],
    [{ minLength: 2, maxLength: 5 }, ["2 to 5 characters."]],
    [{ minLength: 12, maxLength: 12 }, ["12 characters."]],
    [{ minimum: 1, maximum: 5000000 }, ["At least 1.", "At most 5,000,000."]],
    [{ exclusiveMinimum: 0 }, ["More than 0."]],
    [{ minItems: 0, maxItems: 3 }, ["At most 3 entries."]],
    [{ minItems: 1 }, ["At least 1 entry."]],
    [{ pattern: "^a*/b$" }, ["Matches `^a*\\/b$`."]],
    [{ format: "date-time" }, ["ISO 8601."]],
    [{ format: "date" }, ["`YYYY-MM-DD`."]],
    [{ format: "int64" }, []],
    [{ type: "string" }, []],
  ])("%j are said as %j", (schema, said) => {
    expect(limitsOf(schema)).toEqual(said);
  });
});

describe("a doc comment", () => {
  test("fits on a line when it can", () => {
    expect(docComment({ description: "Its name." }, { maxLength: 9 }, "  ")).toBe(
      "  /** Its name. At most 9 characters. */\n",
    );
  });

  test("has its words, then what only users of the types need, then limits, then tags", () => {
    const node = { description: "A day.\n\nIn Chile.", "x-ts-doc": "Never a Date." };
    const schema = { format: "date", default: "2026-01-01", deprecated: true };

    expect(docComment(node, schema, "")).toBe(`/**
 * A day.
 *
 * In Chile. Never a Date. \`YYYY-MM-DD\`.
 * @defaultValue \`"2026-01-01"\`
 * @deprecated
 */
`);
  });

  test("is wrapped, and cannot be ended by its own words", () => {
    const text = docComment({ description: `${"word ".repeat(30)}*/ end` }, undefined, "  ");

    expect(text.match(/\*\//gu)).toHaveLength(1);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });
});
