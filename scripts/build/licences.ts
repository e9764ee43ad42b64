import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rolldown } from "tsdown";
import type { Package } from "../packages.js";
import { ROOT } from "../specs.js";

const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
/** Where the licences are written. */
const FILE = "LICENSES.txt";
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

/** Between two licences. */
const RULE = `\n${"-".repeat(72)}\n\n`;

/** Writes the licences of all that is bundled; each asks for that. */
export function writeLicences(into: Package): void {
  const names = [...(bundledIn.get(into) ?? [])].sort();
  const texts = names.map((name) => `${name}@${versionOf(name)}\n\n${licenceOf(name)}\n`);
  writeFileSync(join(into.dist, FILE), texts.join(RULE));
}

/** What is bundled into a package that was built, as `name@version`. */
export function bundledPackages({ dist }: Package): string[] {
  const texts = readFileSync(join(dist, FILE), "utf8").split(RULE);
  return texts.map((text) => text.slice(0, text.indexOf("\n")));
}

function versionOf(name: string): string {
  const manifest = readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

function licenceOf(name: string): string {
  const home = join(ROOT, "node_modules", name);
  const file = existsSync(home) && readdirSync(home).find((path) => /^licen[cs]e/i.test(path));
  if (!file) throw new Error(`${name} is bundled, and its licence cannot be found`);
  return readFileSync(join(home, file), "utf8").trim();
}
