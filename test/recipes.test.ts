import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checksTypes, recipesIn } from "../scripts/recipes/recipes.js";
import { REHEARSALS } from "../scripts/recipes/rehearsals.js";
import { ROOT } from "../scripts/specs.js";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const recipes = recipesIn(read("CONTRIBUTING.md"));

describe("the recipes of CONTRIBUTING.md", () => {
  test("are found", () => {
    expect(recipes.length).toBeGreaterThan(7);
  });

  test.each(recipes)("$title: $proof checks types", (recipe) => {
    expect(checksTypes(recipe)).toBe(true);
  });

  test("that end in tests alone are told", () => {
    const [alone, whole] = recipesIn(
      "## A\n\n1. Prove it: `npm test -- test/cli`\n\n## B\n\n1. Prove it: `npm run types && npm test`\n",
    ).map(checksTypes);

    expect([alone, whole]).toEqual([false, true]);
    expect(checksTypes({ title: "C", proof: "npm run check -- docs" })).toBe(false);
  });

  test.each(REHEARSALS)("$recipe can be followed: its places are there", ({ recipe, edits }) => {
    expect(recipes.map(({ title }) => title)).toContain(recipe);
    expect(edits.filter(({ path, before }) => !read(path).includes(before))).toEqual([]);
  });
});
