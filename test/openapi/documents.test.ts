import { describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type JsonObject, listAt } from "../../scripts/generate/json.js";
import { operationsOf } from "../../scripts/generate/operations-of.js";
import { applyOverlay } from "../../scripts/generate/overlay.js";
import { ROOT, SPECS } from "../../scripts/specs.js";

const read = (path: string) => parse(readFileSync(join(ROOT, path), "utf8")) as JsonObject;
const yamlFilesIn = (folder: string) =>
  readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".yaml"));

describe("openapi/", () => {
  test("holds the documents and overlays of the table of specs, and no others", () => {
    const names = SPECS.map(({ id }) => `${id}.yaml`).sort();

    expect(yamlFilesIn("openapi")).toEqual(names);
    expect(yamlFilesIn("openapi/overlays")).toEqual(names);
  });

  test("is valid OpenAPI 3.1, before and after the corrections", () => {
    const files = SPECS.flatMap(({ document, generated }) => [
      document,
      `${generated}/openapi.json`,
    ]);

    const { status, stderr } = lint(files);

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

describe.each(SPECS)("$document", ({ document, overlay }) => {
  const published = read(document);
  const corrections = read(overlay);

  test("is OpenAPI 3.1.0, and its overlay 1.0.0", () => {
    expect(published["openapi"]).toBe("3.1.0");
    expect(corrections["overlay"]).toBe("1.0.0");
    expect(corrections["extends"]).toBe(`../${document.replace("openapi/", "")}`);
  });

  test("gives no operationId twice", () => {
    const operations = [...operationsOf(published, "paths"), ...operationsOf(published, "webhooks")];
    const ids = operations.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  test("has no action in its overlay that could be left out", () => {
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

/** What an overlay makes of a document; nothing when one of its actions needs one that was left out. */
function resultOf(document: JsonObject, overlay: JsonObject): string | undefined {
  try {
    return JSON.stringify(applyOverlay(document, overlay));
  } catch {
    return undefined;
  }
}
