import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { undocumented } from "../scripts/inspect/comments.js";
import {
  ALSO_CALLED_BY,
  authorizationProblems,
  coverageProblems,
  documentOperations,
  HANDLED_BY,
  tagProblems,
} from "../scripts/inspect/coverage.js";
import { facadeMethods } from "../scripts/inspect/facade.js";
import { ROOT, SPECS } from "../scripts/specs.js";
import { sourcesIn } from "../scripts/inspect/source-files.js";

const methods = facadeMethods();

describe.each(SPECS)("$document", (spec) => {
  test("has every operation wrapped once", () => {
    expect(documentOperations(spec, "paths").length).toBeGreaterThan(0);
    expect(coverageProblems(spec, methods)).toEqual([]);
  });

  test("is authorized by what its client sends", () => {
    expect(authorizationProblems(spec)).toEqual([]);
  });

  test("has somebody who takes each of its webhooks", async () => {
    const handlers = HANDLED_BY[spec.document] ?? {};
    const ids = documentOperations(spec, "webhooks").map(({ id }) => id);

    expect(Object.keys(handlers).sort()).toEqual([...ids].sort());
    for (const handler of Object.values(handlers)) {
      const [path = "", name = ""] = handler.split("#");
      const module = (await import(ROOT + path)) as Record<string, unknown>;
      expect(module[name]).toBeInstanceOf(Function);
    }
  });
});

test.each(methods)("$name calls what its comment names", (method) => {
  expect(tagProblems(method)).toEqual([]);
});

test("every method that makes a request has an example", () => {
  const without = methods.filter(({ at }) => !/@example|@internal/.test(commentAbove(at)));

  expect(without.map(({ at, name }) => `${at}: ${name}`)).toEqual([]);
});

test("every export of src says what it is for", () => {
  expect(sourcesIn("src").flatMap(undocumented)).toEqual([]);
});

test("every exception has a reason, and is one", () => {
  const strangers = Object.keys(ALSO_CALLED_BY).filter(
    (name) => !methods.some((method) => method.name === name),
  );

  const reasons = Object.values(ALSO_CALLED_BY);

  expect(reasons.filter((text) => text.length < 20)).toEqual([]);
  expect(strangers).toEqual([]);
});

/** The comment that ends where a method begins. */
function commentAbove(at: string): string {
  const [path = "", line = ""] = at.split(":");
  const above = readFileSync(join(ROOT, path), "utf8")
    .split("\n")
    .slice(0, Number(line))
    .join("\n");
  return above.slice(above.lastIndexOf("/**"));
}
