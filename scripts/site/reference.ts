import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { type Entry, entryPoints } from "../entries.js";
import { run } from "../package/run.js";
import { ROOT } from "../specs.js";
import type { Page } from "./guides.js";
import { SITE } from "./tools.js";

/** Where TypeDoc writes to. */
const WRITTEN = join(SITE, ".cache/reference");

/**
 * What TypeDoc makes of the TSDoc of every entry: a page for each export. An export without a comment, a type that is
 * used and not exported, and a link that leads nowhere are errors.
 */
export function referencePages(): Page[] {
  rmSync(WRITTEN, { recursive: true, force: true });
  mkdirSync(WRITTEN, { recursive: true });
  const options = join(SITE, ".cache/typedoc.json");
  const entries = entryPoints();
  writeFileSync(
    options,
    JSON.stringify({
      extends: ["../typedoc.json"],
      entryPoints: entries.map(({ source }) => join(ROOT, source)),
      basePath: ROOT,
      out: WRITTEN,
      moduleNames: Object.fromEntries(entries.map((entry) => [moduleOf(entry), entry.name])),
    }),
  );
  run(SITE, "npx", "typedoc", "--options", options);
  return readdirSync(WRITTEN, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => ({
      path: posix.join("reference", name),
      text: readFileSync(join(WRITTEN, name), "utf8"),
    }));
}

/** The name that TypeDoc takes from a source's path. */
function moduleOf({ source }: Entry): string {
  return source.replace(/(?:\/index)?\.ts$/, "");
}
