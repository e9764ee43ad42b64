import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rolldown } from "tsdown";
import { ROOT } from "../specs.js";

const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
/** What the generated validators hold of other packages, as `scripts/generate` bundles it. */
const IN_VALIDATORS = ["ajv", "fast-deep-equal"];

const bundled = new Set<string>();

/** Notes which packages end up in the code that is shipped. */
export const noteLicences: Rolldown.Plugin = {
  name: "note-licences",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      for (const id of Object.keys(chunk.modules)) noteModule(id);
    }
  },
};

function noteModule(id: string): void {
  const name = PACKAGE.exec(id)?.[1];
  if (name !== undefined) bundled.add(name);
  if (/\/generated\/.*\/validators\.js$/.test(id)) IN_VALIDATORS.forEach((one) => bundled.add(one));
}

/** Writes the licences of all that is bundled; each asks for that. */
export function writeLicences(folder: string): void {
  const texts = [...bundled].sort().map((name) => `${name}\n\n${licenceOf(name)}\n`);
  writeFileSync(join(folder, "LICENSES.txt"), texts.join(`\n${"-".repeat(72)}\n\n`));
}

function licenceOf(name: string): string {
  const home = join(ROOT, "node_modules", name);
  const file = existsSync(home) && readdirSync(home).find((path) => /^licen[cs]e/i.test(path));
  if (!file) throw new Error(`${name} is bundled, and its licence cannot be found`);
  return readFileSync(join(home, file), "utf8").trim();
}
