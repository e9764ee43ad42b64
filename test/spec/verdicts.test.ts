import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import type { JsonObject } from "../../scripts/generate/json.js";
import { changesBetween } from "../../scripts/spec/compare.js";
import { knownDocument } from "../../scripts/spec/identify.js";
import { comparable } from "../../scripts/spec/operations.js";
import { levelOf } from "../../scripts/spec/report.js";
import { readFacade } from "../../scripts/spec/touches.js";
import { ROOT, SPECS } from "../../scripts/specs.js";
import { BREAKING } from "./cases/breaking.js";
import type { Case } from "./cases/case.js";
import { HARMLESS } from "./cases/harmless.js";
import { SILENT } from "./cases/silent.js";

const [SPEC] = SPECS;
if (SPEC === undefined) throw new Error("there are no documents");
const published = parse(readFileSync(join(ROOT, SPEC.document), "utf8")) as JsonObject;
const known = await knownDocument(ROOT, SPEC);
const facade = readFacade(ROOT, SPEC);

function levelAfter({ change }: Case): string {
  const document = structuredClone(published);
  change(document);
  if (isDeepStrictEqual(document, published)) throw new Error("the case changes nothing");
  const isAwaited = (value: string) => facade.awaiting(value).length > 0;
  return levelOf(changesBetween(known, comparable(document), isAwaited));
}

describe("spec:diff", () => {
  test.each(SILENT)("says nothing of $title", (one) => {
    expect(levelAfter(one)).toBe("none");
  });

  test.each(HARMLESS)("says that nothing breaks by $title", (one) => {
    expect(levelAfter(one)).toBe("minor");
  });

  test.each(BREAKING)("says that it breaks: $title", (one) => {
    expect(levelAfter(one)).toBe("major");
  });
});
