import { describe, expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";
import { fencesOf } from "../support/fences.js";
import { compile, skeleton } from "../support/snippets.js";

const FOLDER = "docs/frameworks";
const guides = readdirSync(join(ROOT, FOLDER)).map((name) => `${FOLDER}/${name}`);
/** Those of NestJS are files that import each other; the others are each by itself, wherever its guide says. */
const snippets = guides.flatMap(fencesOf).map(({ file, ...fence }) => ({
  ...fence,
  ...(fence.at.includes("/nestjs.") && file && { file }),
}));

/** What the guides import, as docs/handlers.md shows it, and the globals of runtimes that are not here. */
const options = fencesOf("docs/handlers.md")[0]?.code ?? "";
const beside = {
  "khipu-options.ts": options,
  "lib/khipu-options.ts": options,
  "runtimes.ts": `
    type Serve = (request: Request) => Response | Promise<Response>;
    declare global {
      const Bun: { serve(options: { port: number; routes: Record<string, Serve> }): void };
      const Deno: { serve(handle: Serve): void };
    }
  `,
};

describe("the guides of the frameworks", () => {
  test("are there in both languages", () => {
    const english = guides.filter((path) => !path.endsWith(".es.md"));

    expect(english.length).toBeGreaterThan(7);
    expect(guides.filter((path) => path.endsWith(".es.md"))).toEqual(
      english.map((path) => path.replace(/\.md$/, ".es.md")),
    );
  });

  test("hold nothing but TypeScript", () => {
    expect(snippets.filter(({ language }) => language !== "ts")).toEqual([]);
  });

  test("compile with the real frameworks' types", () => {
    // NestJS compiles what it runs, and gives its classes fields in their constructors.
    const changes = { erasableSyntaxOnly: false };

    expect(compile(snippets, "test/frameworks", beside, changes)).toEqual([]);
  });

  test.each(guides.filter((path) => path.endsWith(".es.md")))(
    "%s has the same snippets as its English twin",
    (spanish) => {
      const code = (path: string) => fencesOf(path).map((fence) => skeleton(fence.code));

      expect(code(spanish)).toEqual(code(spanish.replace(/\.es\.md$/, ".md")));
    },
  );
});
