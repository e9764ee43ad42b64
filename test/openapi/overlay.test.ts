import { describe, expect, test } from "@jest/globals";
import type { Json, JsonObject } from "../../scripts/generate/json.js";
import { applyOverlay } from "../../scripts/generate/overlay.js";

const DOCUMENT: JsonObject = {
  list: ["a", "b", "c", "d"],
  tags: [{ name: "one" }, { name: "two" }, { name: "three" }],
  fields: {
    plain: { type: "string", enum: ["x"], description: "old" },
    "it's [odd]": { type: "number", "x-mark": true },
  },
};

function apply(...actions: JsonObject[]): JsonObject {
  const described = actions.map((action) => ({ description: "a reason", ...action }));
  return applyOverlay(DOCUMENT, { overlay: "1.0.0", actions: described });
}

describe("an update", () => {
  test.each<{ does: string; target: string; update: Json; at: string; gives: Json }>([
    {
      does: "merges mappings and replaces what is neither mapping nor list",
      target: "$.fields.plain",
      update: { description: "new", format: "email" },
      at: "fields",
      gives: {
        plain: { type: "string", enum: ["x"], description: "new", format: "email" },
        "it's [odd]": { type: "number", "x-mark": true },
      },
    },
    {
      does: "joins the lists within what it merges",
      target: "$",
      update: { list: ["e", "f"] },
      at: "list",
      gives: ["a", "b", "c", "d", "e", "f"],
    },
    {
      does: "appends one entry to a list that it targets",
      target: "$.tags",
      update: { name: "four" },
      at: "tags",
      gives: [{ name: "one" }, { name: "two" }, { name: "three" }, { name: "four" }],
    },
    {
      does: "reaches every match of a filter",
      target: "$.tags[?@.name != 'two']",
      update: { seen: true },
      at: "tags",
      gives: [{ name: "one", seen: true }, { name: "two" }, { name: "three", seen: true }],
    },
    {
      does: "reaches every match of a wildcard, whatever its name",
      target: "$.fields.*",
      update: { type: "boolean" },
      at: "fields",
      gives: {
        plain: { type: "boolean", enum: ["x"], description: "old" },
        "it's [odd]": { type: "boolean", "x-mark": true },
      },
    },
  ])("$does", ({ target, update, at, gives }) => {
    expect(apply({ target, update })).toEqual({ ...DOCUMENT, [at]: gives });
  });

  test("leaves nothing shared between what it writes in several places", () => {
    const corrected = apply(
      { target: "$.fields.*", update: { nested: {} } },
      { target: "$.fields.plain.nested", update: { only: "here" } },
    );

    expect(corrected["fields"]).toMatchObject({
      plain: { nested: { only: "here" } },
      "it's [odd]": { nested: {} },
    });
  });
});

describe("a removal", () => {
  test.each<{ what: string; target: string; at: string; leaves: Json }>([
    { what: "a key", target: "$.fields.plain", at: "fields", leaves: fieldsWithoutPlain() },
    { what: "one entry", target: "$.list[?@ == 'b']", at: "list", leaves: ["a", "c", "d"] },
    {
      what: "several entries of one list",
      target: "$.list[?@ == 'a' || @ == 'b' || @ == 'd']",
      at: "list",
      leaves: ["c"],
    },
    {
      what: "a key that has to be quoted",
      target: "$.fields[\"it's [odd]\"]",
      at: "fields",
      leaves: { plain: { type: "string", enum: ["x"], description: "old" } },
    },
  ])("takes away $what", ({ target, at, leaves }) => {
    expect(apply({ target, remove: true })).toEqual({ ...DOCUMENT, [at]: leaves });
  });

  function fieldsWithoutPlain(): Json {
    return { "it's [odd]": { type: "number", "x-mark": true } };
  }
});

describe("an overlay", () => {
  test("leaves the document itself as it was", () => {
    const before = structuredClone(DOCUMENT);

    apply({ target: "$.list", update: "e" }, { target: "$.tags", remove: true });

    expect(DOCUMENT).toEqual(before);
  });

  test.each<{ problem: string; action: JsonObject; says: string }>([
    {
      problem: "matches nothing",
      action: { target: "$.fields.gone", remove: true },
      says: "action 1 ($.fields.gone) matches nothing",
    },
    {
      problem: "has no reason",
      action: { target: "$.list", remove: true, description: " " },
      says: "action 1 ($.list) gives no reason",
    },
    {
      problem: "targets what is no JSONPath",
      action: { target: "$.list[", remove: true },
      says: "action 1 ($.list[) is no JSONPath",
    },
    { problem: "has no target", action: { remove: true }, says: "action 1 has no target" },
    {
      problem: "does nothing",
      action: { target: "$.list" },
      says: "action 1 ($.list) must either remove or update",
    },
    {
      problem: "both removes and updates",
      action: { target: "$.list", remove: true, update: "e" },
      says: "action 1 ($.list) must either remove or update",
    },
    {
      problem: "updates a text",
      action: { target: "$.list[0]", update: "e" },
      says: "action 1 ($.list[0]) updates neither a mapping nor a list",
    },
    {
      problem: "gives a mapping a text",
      action: { target: "$.fields", update: "e" },
      says: "action 1 ($.fields) updates neither a mapping nor a list",
    },
    {
      problem: "removes everything",
      action: { target: "$", remove: true },
      says: "action 1 ($) would remove the whole document",
    },
  ])("is refused when an action $problem", ({ action, says }) => {
    expect(() => apply(action)).toThrow(says);
  });

  test.each(["1.1.0", undefined])("is refused when it says it is version %s", (overlay) => {
    expect(() => applyOverlay({}, { ...(overlay && { overlay }), actions: [] })).toThrow(
      "not an overlay 1.0.0",
    );
  });
});
