import { describe, expect, test } from "@jest/globals";
import { examplesInComments, GIVEN } from "./support/examples.js";
import {
  compile,
  documents,
  type Fence,
  fencesOf,
  isProgram,
  skeleton,
} from "./support/snippets.js";

/** Languages of fences that are not programs. Other names would pass by the compiler. */
const OTHERS = [
  "sh",
  "json",
  "jsonc",
  "yaml",
  "prisma",
  "toml",
  "sql",
  "html",
  "http",
  "text",
  "diff",
  "mermaid",
  "dart",
];

/** As much of Khipu's packages for apps as the guides use, as their READMEs tell it. */
const APPS = `
  interface Start { operationId: string; options?: { locale?: string } }
  declare module "react-native-khipu" {
    export function startOperation(start: Start): Promise<unknown>;
  }
  declare module "capacitor-khipu" {
    export const Khipu: { startOperation(start: Start): Promise<unknown> };
  }
  type Ended = (result: unknown) => void;
  interface Window { Khipu: { startOperation(start: Start, ok: Ended, failed: Ended): void } }
`;

const fences = documents().flatMap(fencesOf);
const snippets = fences.filter(isProgram);

describe("the documents", () => {
  test("have snippets", () => {
    expect(snippets.length).toBeGreaterThan(5);
  });

  test("say of every fence what it holds", () => {
    const unknown = fences.filter((fence) => !isProgram(fence) && !OTHERS.includes(fence.language));

    expect(unknown.map(({ at, language }) => `${at}: ${language || "no language"}`)).toEqual([]);
  });

  test("have snippets that compile, each by itself", () => {
    expect(compile(snippets, "docs", { "apps.d.ts": APPS })).toEqual([]);
  });

  test.each(documents().filter((path) => path.endsWith(".es.md")))(
    "%s has the same snippets as its English twin",
    (spanish) => {
      const english = spanish.replace(/\.es\.md$/, ".md");

      expect(skeletonsOf(spanish)).toEqual(skeletonsOf(english));
    },
  );
});

describe("the compiler of snippets", () => {
  test.each<[string, string, RegExp]>([
    ["a name that the package lacks", 'import { Nothing } from "khipu-sdk";', /no exported member/],
    ["a wrong type", 'import { isPaid } from "khipu-sdk";\nisPaid(1);', /line 2: .*not assignable/],
    ["what another snippet declares", "console.log(shared);", /Cannot find name 'shared'/],
  ])("tells %s", (_, code, message) => {
    const other: Fence = { at: "b.md:1", language: "ts", code: "export const shared = 1;" };

    expect(compile([{ at: "a.md:1", language: "ts", code }, other])).toEqual([
      expect.stringMatching(message),
    ]);
  });

  test("lets the named files of a document import each other, and nobody else's", () => {
    const shop = 'import { total } from "./total.ts";\nconst wrong: string = total;';
    const files: Fence[] = [
      { at: "docs/a.md:1", language: "ts", code: "export const total = 5900;", file: "total.ts" },
      { at: "docs/a.md:9", language: "ts", code: shop, file: "shop.ts" },
      { at: "docs/b.md:1", language: "ts", code: shop, file: "shop.ts" },
    ];

    expect(compile(files)).toEqual([
      expect.stringMatching(/^docs\/a.md:9, line 2: .*not assignable/),
      expect.stringMatching(/^docs\/b.md:1, line 1: Cannot find module/),
    ]);
  });

  test("tells snippets apart by their code, not by their words", () => {
    expect(skeleton('pay("rent"); // monthly')).toBe(skeleton('pay("renta"); // al mes'));
    expect(skeleton('pay("rent")')).not.toBe(skeleton('repay("rent")'));
    expect(skeleton("/** Pays. */ pay(`of ${a} to`); b")).toBe(skeleton("pay(`de ${a} a`); b"));
    expect(skeleton("pay(`of ${a}`); b")).not.toBe(skeleton("pay(`of ${a}`); c"));
  });
});

const examples = examplesInComments();

describe("the examples in comments", () => {
  test("are many", () => {
    expect(examples.length).toBeGreaterThan(50);
  });

  test("compile", () => {
    expect(compile(examples, "docs", { "given.d.ts": GIVEN })).toEqual([]);
  });

  test("would not, with a field that nobody takes", () => {
    const wrong = { at: "a.ts:1", language: "ts", code: "await khipu.payments.get({ id: 1 });" };

    expect(compile([wrong], "docs", { "given.d.ts": GIVEN })).toEqual([
      expect.stringMatching(/^a.ts:1, line 1: /),
    ]);
  });
});

function skeletonsOf(path: string): string[] {
  return fencesOf(path)
    .filter(isProgram)
    .map(({ code }) => skeleton(code));
}
