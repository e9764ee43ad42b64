import { describe, expect, test } from "@jest/globals";
import type { Json, JsonObject } from "../../scripts/generate/json.js";
import { renderPublicTypes } from "../../scripts/generate/public-types.js";

const printed = (schemas: JsonObject, paths: JsonObject = {}) =>
  renderPublicTypes({ components: { schemas }, paths });

/** The type of one field, as it is printed. */
function typeOf(field: Json, others: JsonObject = {}): string | undefined {
  const text = printed({ Holder: { properties: { field } }, ...others });
  return /^ {2}field\??: (.*);$/mu.exec(text)?.[1];
}

describe("public types", () => {
  test("are an interface for each schema, with words and limits", () => {
    const Bill = {
      description: "A bill.",
      required: ["bill_id"],
      properties: {
        bill_id: { type: "string", description: "Its id.", minLength: 12, maxLength: 12 },
        total: { type: "number", description: "What is owed.", "x-ts-type": "Amount" },
      },
    };

    expect(printed({ Bill })).toBe(`import type { Amount } from "../../src/shared-types.js";

/** A bill. */
export interface Bill {
  /** Its id. 12 characters. */
  bill_id: string;
  /** What is owed. */
  total?: Amount;
}
`);
  });

  test.each<[string, Json, string]>([
    ["a text", { type: "string" }, "string"],
    ["a whole number", { type: "integer" }, "number"],
    ["a flag", { type: "boolean" }, "boolean"],
    ["what may be null", { type: ["string", "null"] }, "string | null"],
    ["a constant", { const: "a" }, '"a"'],
    ["a closed list", { type: "string", enum: ["a", "b"] }, '"a" | "b"'],
    ["a list that may grow", { type: "string", "x-known-values": ["a"] }, 'Open<"a">'],
    ["a list", { type: "array", items: { type: "string" } }, "string[]"],
    ["a list of choices", { type: "array", items: { enum: ["a", "b"] } }, '("a" | "b")[]'],
    ["a choice", { oneOf: [{ type: "string" }, { type: "number" }] }, "string | number"],
    ["one choice twice", { anyOf: [{ type: "number" }, { type: "integer" }] }, "number"],
    [
      "a mapping",
      { type: "object", additionalProperties: { type: "number" } },
      "Record<string, number>",
    ],
    ["anything", {}, "unknown"],
    ["what must be absent", false, "never"],
  ])("print %s", (_, field, type) => {
    expect(typeOf(field)).toBe(type);
  });

  test("print a reference by the name of what it leads to", () => {
    const field = { $ref: "#/components/schemas/bank-2" };

    expect(typeOf(field, { "bank-2": { "x-ts-name": "Bank", properties: {} } })).toBe("Bank");
    expect(typeOf(field, { "bank-2": { "x-ts-type": "Amount" } })).toBe("Amount");
  });

  test("let a schema hold itself", () => {
    const again = { type: "array", items: { $ref: "#/components/schemas/Node" } };

    expect(printed({ Node: { properties: { again } } })).toContain("  again?: Node[];\n");
  });

  test("extend what is joined by allOf", () => {
    const Sick = {
      allOf: [{ $ref: "#/components/schemas/Base" }, { properties: { fever: { type: "number" } } }],
    };

    expect(printed({ Base: { properties: {} }, Sick })).toContain(
      "export interface Sick extends Base {\n",
    );
  });

  test("give a list of values inside a schema the name that its words say", () => {
    const state = { type: "string", "x-known-values": ["on"], "x-ts-name": "LampState" };

    const text = printed({ Lamp: { properties: { state } } });

    expect(text).toContain("  state?: Open<LampState>;\n");
    expect(text).toContain('export type LampState = "on";\n');
  });

  test("leave out what has no type, and refuse a type that refers to it", () => {
    const Secret = { "x-ts-hidden": "only the plugins have it", properties: {} };
    const Open = { properties: { it: { $ref: "#/components/schemas/Secret" } } };

    expect(printed({ Secret })).toBe("");
    expect(() => printed({ Secret, Open })).toThrow(
      "a public type refers to Secret, which has none (only the plugins have it)",
    );
  });
});
