import { describe, expect, test } from "@jest/globals";
import { renderCliFields } from "../../scripts/generate/cli-fields.js";
import type { JsonObject } from "../../scripts/generate/json.js";

const told = (en: string, es: string) => ({ "x-cli": { en, es } });

const rendered = (properties: JsonObject) =>
  renderCliFields({ components: { schemas: { BillParams: { required: ["total"], properties } } } });

describe("the command line's fields", () => {
  test("are told in both languages, with their kind", () => {
    const text = rendered({
      total: { type: "number", "x-ts-type": "Amount", ...told("what is owed", "lo adeudado") },
      paper: { type: "boolean", ...told("on paper", "en papel") },
      body: { type: "string", "x-cli": { en: "text", es: "texto", default: "-" } },
      internal: { type: "string", "x-cli": false },
    });

    expect(text.slice(text.indexOf("/** The fields of"))).toBe(
      `/** The fields of \`BillParams\`. */
export const billFields = {
  total: {"about":{"en":"what is owed","es":"lo adeudado"},"kind":"amount","isRequired":true},
  paper: {"about":{"en":"on paper","es":"en papel"},"kind":"flag","isRequired":false},
  body: {"about":{"en":"text","es":"texto"},"kind":"text","isRequired":false,"byDefault":"-"},
} as const satisfies Readonly<Record<string, CliField>>;
`,
    );
  });

  test("are none of a request that the command line does not take", () => {
    expect(rendered({ total: { type: "number" } })).not.toContain("billFields");
  });

  test.each<[string, JsonObject]>([
    ["nothing", {}],
    ["one language", { "x-cli": { en: "total" } }],
  ])("refuse a field that is told in %s beside one that is told", (_, total) => {
    const properties = { paper: { type: "boolean", ...told("on paper", "en papel") }, total };

    expect(() => rendered(properties)).toThrow(
      "BillParams.total has no x-cli words in both languages",
    );
  });
});
