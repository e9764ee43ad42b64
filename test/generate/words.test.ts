import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../scripts/generate/json.js";
import { applyWords, withoutWords } from "../../scripts/generate/words.js";

/** One operation with a parameter, and one schema with one field that is called as a keyword is. */
function facts(): JsonObject {
  const parameters = [{ name: "id", in: "path", schema: { type: "string" } }];
  return {
    paths: { "/bills/{id}": { get: { operationId: "getBill", parameters } } },
    components: { schemas: { Bill: { properties: { description: { type: "string" } } } } },
  };
}

const BILL = {
  target: "$.components.schemas.Bill",
  update: { description: "A bill.", properties: { description: { description: "Its text." } } },
};
const GET = {
  target: "$.paths['/bills/{id}'].get",
  update: { summary: "Read a bill", description: "Reads one." },
};
const ID = {
  target: "$.paths['/bills/{id}'].get.parameters[?@.name == 'id']",
  update: { description: "Its id." },
};

const applied = (...actions: JsonObject[]) => applyWords(facts(), { overlay: "1.0.0", actions });

describe("words", () => {
  test("are put where they belong, and change no fact", () => {
    expect(applied(BILL, GET, ID)).toEqual({
      paths: {
        "/bills/{id}": {
          get: {
            ...{ operationId: "getBill", summary: "Read a bill", description: "Reads one." },
            parameters: [
              { name: "id", in: "path", schema: { type: "string" }, description: "Its id." },
            ],
          },
        },
      },
      components: {
        schemas: {
          Bill: {
            description: "A bill.",
            properties: { description: { type: "string", description: "Its text." } },
          },
        },
      },
    });
  });

  test("that are missing are all named", () => {
    expect(withoutWords(facts())).toEqual([
      "GET /bills/{id}",
      "GET /bills/{id} id",
      "Bill",
      "Bill.description",
    ]);
    expect(() => applied(BILL, GET)).toThrow(/^no words for GET \/bills\/\{id\} id$/u);
  });

  test.each<[string, JsonObject, string]>([
    ["a limit", { maxLength: 3 }, "maxLength at $.components.schemas.Bill"],
    ["a type", { type: "object" }, "type at $.components.schemas.Bill"],
    ["a required list", { required: ["a"] }, "required at $.components.schemas.Bill"],
    [
      "a field that is not there",
      { properties: { total: { description: "Owed." } } },
      "total at $.components.schemas.Bill.properties",
    ],
  ])("may not say %s", (_, update, where) => {
    const action = { target: "$.components.schemas.Bill", update };

    expect(() => applied(action)).toThrow(`words for nothing, or no words: ${where}`);
  });
});
