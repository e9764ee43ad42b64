import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type JsonObject, listAt, objectAt } from "../../scripts/generate/json.js";
import { withEntry } from "../../scripts/spec/changelog.js";
import { replayOverlay } from "../../scripts/spec/replay-overlay.js";
import { takeOver } from "../../scripts/spec/take-over.js";
import { rewritten, withoutEntries } from "../../scripts/spec/write-yaml.js";
import { ROOT, SPECS } from "../../scripts/specs.js";
import { khipusWay, operationAt, schemaOf } from "./khipus-way.js";

const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");
const TEXT = textOf("openapi/instant-payments.v3.yaml");
const ours = () => parse(TEXT) as JsonObject;

/** The lines that taking a changed document over takes out (`-`) and puts in (`+`). */
function linesOf(change: (document: JsonObject) => void): string[] {
  const theirs = khipusWay("instant-payments.v3");
  change(theirs);
  const before = TEXT.split("\n");
  const after = rewritten(TEXT, ours(), takeOver(ours(), theirs)).split("\n");
  const only = (lines: readonly string[], others: readonly string[], sign: string) =>
    lines.filter((line) => !others.includes(line)).map((line) => `${sign} ${line.trim()}`);
  return [...only(before, after, "-"), ...only(after, before, "+")];
}

describe("taking a document over", () => {
  test.each(["instant-payments.v3", "automatic-payments.v1", "instant-payments.v2"])(
    "changes no byte of %s when only Khipu's way of writing differs",
    (id) => {
      const text = textOf(`openapi/${id}.yaml`);
      const before = parse(text) as JsonObject;

      expect(rewritten(text, before, takeOver(before, khipusWay(id)))).toBe(text);
    },
  );

  test("keeps our words of a field whose limit changed", () => {
    const lines = linesOf((document) => {
      objectAt(objectAt(schemaOf(document, "PaymentCreate"), "properties"), "bank_id")[
        "maxLength"
      ] = 9;
    });

    expect(lines).toEqual(["+ maxLength: 9"]);
  });

  test("gives a place its own schema when what it shared changed there alone", () => {
    const next = takeOver(
      ours(),
      (() => {
        const theirs = khipusWay("instant-payments.v3");
        objectAt(schemaOf(theirs, "Payment"), "properties")["amount"] = { type: "string" };
        return theirs;
      })(),
    );
    const schemas = objectAt(next["components"], "schemas");

    expect(schemas["Amount"]).toMatchObject({ type: "number", format: "double" });
    expect(objectAt(objectAt(schemas, "Payment"), "properties")["amount"]).toEqual({
      type: "string",
      description: "Amount charged.",
      example: 1000,
    });
  });

  test("refers to a schema of ours where a new operation has the same", () => {
    const theirs = khipusWay("instant-payments.v3");
    const answers = objectAt(operationAt(theirs, "/v3/payments/{id}", "delete"), "responses");
    objectAt(theirs, "paths")["/v3/payments/{id}/cancel"] = {
      post: { operationId: "cancel", summary: "Cancela.", responses: answers },
    };

    const added = operationAt(takeOver(ours(), theirs), "/v3/payments/{id}/cancel", "post");

    expect(added).toMatchObject({ summary: "Cancela.", "x-khipu-untranslated": true });
    expect(objectAt(added, "responses")).toMatchObject({
      "200": {
        content: { "application/json": { schema: { $ref: "#/components/schemas/Success" } } },
      },
      "400": { $ref: "#/components/responses/BadRequest" },
    });
  });

  test("takes an operation and the schemas that only it had out", () => {
    const theirs = khipusWay("instant-payments.v3");
    Reflect.deleteProperty(objectAt(theirs, "paths"), "/v3/receivers");

    const next = takeOver(ours(), theirs);

    expect(objectAt(next, "paths")).not.toHaveProperty(["/v3/receivers"]);
    expect(objectAt(next["components"], "schemas")).not.toHaveProperty("ReceiverCreate");
    // In no document of Khipu's, so its absence says nothing.
    expect(objectAt(next, "paths")).toHaveProperty(["/v3/refunds"]);
  });
});

describe("an overlay", () => {
  test.each(SPECS)("of $document all applies today", ({ document, corrections }) => {
    const published = parse(textOf(document)) as JsonObject;

    expect(replayOverlay(published, parse(textOf(corrections)) as JsonObject)).toEqual([]);
  });

  test("has an action named that Khipu's own mending left with nothing to do", () => {
    const theirs = khipusWay("instant-payments.v3");
    const path = "/v3/merchants/{id}/paymentMethods";
    const [id] = listAt(operationAt(theirs, path, "get"), "parameters");
    (id as JsonObject)["schema"] = { type: "integer", format: "int64" };
    const overlay = parse(
      textOf("openapi/overlays/instant-payments.v3.corrections.yaml"),
    ) as JsonObject;

    expect(replayOverlay(takeOver(ours(), theirs), overlay)).toEqual([
      {
        index: expect.any(Number),
        target: `$.paths['${path}'].get.parameters[?@.name == 'id'].schema`,
        reason: expect.stringMatching(/^Published as `number`, but it is the number that payments/),
        problem: "changes nothing any more",
      },
    ]);
  });

  test("loses an action without any other line", () => {
    const text = textOf("openapi/overlays/instant-payments.v3.corrections.yaml");
    const { length } = listAt(parse(text) as JsonObject, "actions");

    const shorter = withoutEntries(text, "actions", [length - 1, 1]);

    expect(listAt(parse(shorter) as JsonObject, "actions")).toHaveLength(length - 2);
    expect(shorter.split("\n").filter((line) => !text.split("\n").includes(line))).toEqual([]);
  });
});

describe("the changelog", () => {
  const [spec] = SPECS;
  const entry = { version: "v3.1", level: "minor" as const, rows: [], idle: [] };
  const LINE = "- `openapi/instant-payments.v3.yaml` is now v3.1 (minor).";

  test.each([
    [
      "a new heading",
      "# Changelog\n\n## 1.0.0\n",
      `# Changelog\n\n## Unreleased\n\n${LINE}\n\n## 1.0.0\n`,
    ],
    [
      "the heading that is there",
      "# Changelog\n\n## Unreleased\n\n- More.\n",
      `# Changelog\n\n## Unreleased\n\n${LINE}\n- More.\n`,
    ],
  ])("gets an entry under %s", (_, before, after) => {
    if (spec === undefined) throw new Error("there are no documents");

    expect(withEntry(before, { ...entry, spec })).toBe(after);
  });
});
