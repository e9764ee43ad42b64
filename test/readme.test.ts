import { beforeAll, describe, expect, test } from "@jest/globals";
import { FRAMEWORKS } from "../src/cli/init/project.js";
import { routeOf } from "../src/cli/init/route.js";
import { project } from "./cli/support/templates.js";
import { examplesInComments, GIVEN } from "./support/examples.js";
import { documents, type Fence, fencesOf, isProgram } from "./support/fences.js";
import { compile, skeleton } from "./support/snippets.js";

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

/** What `khipu init` writes, for every framework and language. */
const routes = FRAMEWORKS.flatMap((framework) =>
  (["en", "es"] as const).map((language): Fence => {
    const { code } = routeOf(project({ framework }), language);
    // A runtime's own way to write the name of a package.
    const portable = code.replaceAll("npm:khipu-sdk", "khipu-sdk");
    return { at: `khipu init ${framework} ${language}`, language: "ts", code: portable };
  }),
);
const RUNTIMES = "declare const Deno: { env: { get(name: string): string | undefined } };";

const IMPORTS_TOTAL = 'import { total } from "./total.ts";\nconst wrong: string = total;';

/** What the compiler has to tell, compiled with all that it has nothing to tell of. */
const MISTAKES: readonly Omit<Fence, "language">[] = [
  { at: "no-export.md:1", code: 'import { Nothing } from "khipu-sdk";' },
  { at: "wrong-type.md:1", code: 'import { isPaid } from "khipu-sdk";\nisPaid(1);' },
  { at: "shared.md:1", code: "export const shared = 1;" },
  { at: "not-shared.md:1", code: "console.log(shared);" },
  { at: "files-a.md:1", code: "export const total = 5900;", file: "total.ts" },
  { at: "files-a.md:9", code: IMPORTS_TOTAL, file: "shop.ts" },
  { at: "files-b.md:1", code: IMPORTS_TOTAL, file: "shop.ts" },
];
const examples = examplesInComments();
const NO_FIELD: Fence = {
  ...{ at: "no-field.ts:1", language: "ts" },
  code: "await khipu.payments.get({ id: 1 });",
};

let complaints: readonly string[] = [];
let complaintsOfExamples: readonly string[] = [];

/** What is said of these, and of nothing else: one compilation costs as much as all of its snippets. */
function complaintsOf(some: readonly Omit<Fence, "language">[]): string[] {
  const isOfSome = (line: string) => some.some(({ at }) => line.startsWith(`${at}, line`));
  return [...complaints, ...complaintsOfExamples].filter(isOfSome);
}

beforeAll(() => {
  const mistakes = MISTAKES.map((mistake): Fence => ({ ...mistake, language: "ts" }));
  const beside = { "apps.d.ts": APPS, "runtimes.d.ts": RUNTIMES };
  complaints = compile([...snippets, ...routes, ...mistakes], "docs", beside);
});

beforeAll(() => {
  complaintsOfExamples = compile([...examples, NO_FIELD], "docs", { "given.d.ts": GIVEN });
});

describe("the documents", () => {
  test("have snippets", () => {
    expect(snippets.length).toBeGreaterThan(5);
  });

  test("say of every fence what it holds", () => {
    const unknown = fences.filter((fence) => !isProgram(fence) && !OTHERS.includes(fence.language));

    expect(unknown.map(({ at, language }) => `${at}: ${language || "no language"}`)).toEqual([]);
  });

  test("have snippets that compile, each by itself", () => {
    expect(complaintsOf(snippets)).toEqual([]);
  });

  test.each(documents().filter((path) => path.endsWith(".es.md")))(
    "%s has the same snippets as its English twin",
    (spanish) => {
      const english = spanish.replace(/\.es\.md$/, ".md");

      expect(skeletonsOf(spanish)).toEqual(skeletonsOf(english));
    },
  );
});

describe("the routes that khipu init writes", () => {
  test("compile, for every framework and language", () => {
    // The framework's own package is not here: test/frameworks compiles with those that are.
    const own = complaintsOf(routes).filter((line) => !line.includes("@nestjs/common"));

    expect(routes.length).toBe(2 * FRAMEWORKS.length);
    expect(own).toEqual([]);
  });
});

describe("the compiler of snippets", () => {
  test("tells what is wrong with each, and lets the named files of a document import each other alone", () => {
    expect(complaintsOf(MISTAKES)).toEqual([
      expect.stringMatching(/^no-export.md:1, line 1: .*no exported member/),
      expect.stringMatching(/^wrong-type.md:1, line 2: .*not assignable/),
      expect.stringMatching(/^not-shared.md:1, line 1: Cannot find name 'shared'/),
      expect.stringMatching(/^files-a.md:9, line 2: .*not assignable/),
      expect.stringMatching(/^files-b.md:1, line 1: Cannot find module/),
    ]);
  });

  test("says nothing of anything else", () => {
    const known = [...snippets, ...routes, ...MISTAKES, ...examples, NO_FIELD];

    expect(complaintsOf(known)).toHaveLength(complaints.length + complaintsOfExamples.length);
  });

  test("tells snippets apart by their code, not by their words", () => {
    expect(skeleton('pay("rent"); // monthly')).toBe(skeleton('pay("renta"); // al mes'));
    expect(skeleton('pay("rent")')).not.toBe(skeleton('repay("rent")'));
    expect(skeleton("/** Pays. */ pay(`of ${a} to`); b")).toBe(skeleton("pay(`de ${a} a`); b"));
    expect(skeleton("pay(`of ${a}`); b")).not.toBe(skeleton("pay(`of ${a}`); c"));
  });
});

describe("the examples in comments", () => {
  test("are many", () => {
    expect(examples.length).toBeGreaterThan(50);
  });

  test("compile", () => {
    expect(complaintsOf(examples)).toEqual([]);
  });

  test("would not, with a field that nobody takes", () => {
    expect(complaintsOf([NO_FIELD])).toEqual([expect.stringMatching(/^no-field.ts:1, line 1: /)]);
  });
});

function skeletonsOf(path: string): string[] {
  return fencesOf(path)
    .filter(isProgram)
    .map(({ code }) => skeleton(code));
}
