import { describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { isObject, type Json, type JsonObject, listAt } from "../../scripts/generate/json.js";
import { applyOverlay } from "../../scripts/generate/overlay.js";
import { readLock } from "../../scripts/spec/lock.js";
import { ROOT, SPECS } from "../../scripts/specs.js";

const read = (path: string) => parse(readFileSync(join(ROOT, path), "utf8")) as JsonObject;
const yamlFilesIn = (folder: string) =>
  readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".yaml"));

describe("openapi/", () => {
  test("holds the documents and overlays of the table of specs, and no others", () => {
    const overlays = SPECS.flatMap(({ id }) => [`${id}.corrections.yaml`, `${id}.words.yaml`]);

    expect(yamlFilesIn("openapi")).toEqual(SPECS.map(({ id }) => `${id}.yaml`).sort());
    expect(yamlFilesIn("openapi/overlays")).toEqual(overlays.sort());
  });

  test("makes valid OpenAPI 3.1", () => {
    const { status, stderr } = lint(SPECS.map(({ generated }) => `${generated}/openapi.json`));

    expect({ status, problems: stderr.match(/\d+ errors?/gu) }).toEqual({ status: 0, problems: null });
  });

  test("would not pass for valid with a mistake in it", () => {
    expect(lint(["package.json"]).status).not.toBe(0);
  });
});

function lint(files: readonly string[]) {
  return spawnSync(
    process.execPath,
    ["node_modules/@redocly/cli/bin/cli.js", "lint", "--extends=recommended", ...files],
    {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    },
  );
}

describe.each(SPECS)("$document", (spec) => {
  const published = read(spec.document);
  const corrections = read(spec.corrections);

  test("is OpenAPI 3.1.0, and its overlays 1.0.0", () => {
    expect(published["openapi"]).toMatch(/^3\.1\./);
    for (const overlay of [corrections, read(spec.words)]) {
      expect(overlay["overlay"]).toBe("1.0.0");
      expect(overlay["extends"]).toBe(`../${spec.id}.yaml`);
    }
  });

  test("has no sentence of ours, and neither have its corrections", () => {
    const updates = listAt(corrections, "actions").map((action) => isObject(action) && action["update"]);

    // Khipu's own bytes have Khipu's own sentences.
    if (readLock(ROOT)[spec.id]?.how === "transcribed") expect(sentencesIn(published)).toEqual([]);
    expect(sentencesIn(updates.filter((update) => update !== undefined))).toEqual([]);
  });

  test("has no action in its corrections that could be left out", () => {
    const corrected = JSON.stringify(applyOverlay(published, corrections));
    const actions = listAt(corrections, "actions");

    const idle = actions.filter((_, index) => {
      const others = actions.filter((__, other) => other !== index);
      return resultOf(published, { ...corrections, actions: others }) === corrected;
    });

    expect(actions.length).toBeGreaterThan(0);
    expect(idle).toEqual([]);
  });
});

/** Every text that is a summary or a description; a field may have that name too, but is no text. */
function sentencesIn(node: Json): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, Json]) =>
    /^(?:summary|description)$/.test(key) && typeof value === "string" ? [value] : sentencesIn(value),
  );
}

/** What an overlay makes of a document; nothing when one of its actions needs one that was left out. */
function resultOf(document: JsonObject, overlay: JsonObject): string | undefined {
  try {
    return JSON.stringify(applyOverlay(document, overlay));
  } catch {
    return undefined;
  }
}
