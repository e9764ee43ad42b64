/**
 * Follows recipes of CONTRIBUTING.md in a copy of the repository: the command that each ends in has to pass when it was
 * followed, and to fail when the tree does not compile.
 *
 *   tsx scripts/check-recipes.ts
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checksTypes, type Recipe, recipesIn } from "./recipes/recipes.js";
import { type Edit, type Rehearsal, REHEARSALS } from "./recipes/rehearsals.js";
import { makeScratch, type Outcome, type Scratch } from "./spec/scratch.js";
import { ROOT } from "./specs.js";

const recipes = recipesIn(await readFile(join(ROOT, "CONTRIBUTING.md"), "utf8"));
let failed = 0;
for (const recipe of recipes) {
  tell(checksTypes(recipe), `"${recipe.title}" ends in a command that checks types`);
}
// Side by side: each is in a copy of its own.
await Promise.all(REHEARSALS.map(rehearse));
process.exitCode = failed > 0 ? 1 : 0;

async function rehearse(rehearsal: Rehearsal): Promise<void> {
  const { recipe: title, forgotten } = rehearsal;
  const recipe = recipes.find((one) => one.title === title);
  if (recipe === undefined) {
    tell(false, `"${title}" is in CONTRIBUTING.md`);
    return;
  }
  const followed = await prove(rehearsal, recipe, []);
  tell(followed.isGood, `"${title}" ends green when it is followed`, followed);
  const broken = await prove(rehearsal, recipe, [forgotten]);
  const isTold = !broken.isGood && /error TS\d+/.test(broken.output);
  tell(isTold, `"${title}" ends red when ${forgotten} was forgotten`, broken);
}

/** Follows a recipe but for some files, and runs what it ends in. */
async function prove(
  { edits, commands }: Rehearsal,
  { proof }: Recipe,
  forgotten: readonly string[],
): Promise<Outcome> {
  const scratch = await makeScratch(ROOT);
  try {
    for (const edit of edits) if (!forgotten.includes(edit.path)) await apply(scratch, edit);
    const made = await scratch.run("bash", "-c", commands);
    // Also where the commands have told of it: the proof has to, by itself.
    const proved = await scratch.run("bash", "-c", proof);
    return { isGood: made.isGood && proved.isGood, output: made.output + proved.output };
  } finally {
    await scratch.remove();
  }
}

async function apply({ root }: Scratch, { path, before, add }: Edit): Promise<void> {
  const text = await readFile(join(root, path), "utf8");
  if (!text.includes(before)) throw new Error(`${path} has no ${JSON.stringify(before)}`);
  await writeFile(
    join(root, path),
    text.replace(before, () => add + before),
  );
}

function tell(isGood: boolean, what: string, { output }: Partial<Outcome> = {}): void {
  console.log(`recipes: ${isGood ? "ok    " : "FAILED"}  ${what}`);
  if (isGood) return;
  failed += 1;
  if (output !== undefined) console.log(output.slice(-5_000));
}
