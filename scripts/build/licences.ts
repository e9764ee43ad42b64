import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rolldown } from "tsdown";
import type { Package } from "../packages.js";
import { ROOT } from "../specs.js";

const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
/** What the generated validators hold of other packages, as `scripts/generate` bundles it. */
const IN_VALIDATORS = ["ajv", "fast-deep-equal"];

/** Which packages are in the code of which of ours. */
const bundledIn = new Map<Package, Set<string>>();

/** Notes which packages end up in the code that is shipped. */
export function noteLicences(into: Package): Rolldown.Plugin {
  const bundled = bundledIn.get(into) ?? new Set();
  bundledIn.set(into, bundled);
  return {
    name: "note-licences",
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        for (const id of Object.keys(chunk.modules)) noteModule(bundled, id);
      }
    },
  };
}

function noteModule(bundled: Set<string>, id: string): void {
  const name = PACKAGE.exec(id)?.[1];
  if (name !== undefined) bundled.add(name);
  if (/\/generated\/.*\/validators\.js$/.test(id)) IN_VALIDATORS.forEach((one) => bundled.add(one));
}

/** Writes the licences of all that is bundled, if anything is; each asks for that. */
export function writeLicences(into: Package): void {
  const names = [...(bundledIn.get(into) ?? [])].sort();
  if (names.length === 0) return;
  const texts = names.map((name) => `${name}\n\n${licenceOf(name)}\n`);
  writeFileSync(join(into.dist, "LICENSES.txt"), texts.join(`\n${"-".repeat(72)}\n\n`));
}

function licenceOf(name: string): string {
  const home = join(ROOT, "node_modules", name);
  const file = existsSync(home) && readdirSync(home).find((path) => /^licen[cs]e/i.test(path));
  if (!file) throw new Error(`${name} is bundled, and its licence cannot be found`);
  return readFileSync(join(home, file), "utf8").trim();
}
