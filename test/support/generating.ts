import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT, SPECS } from "../../scripts/specs.js";

const NAMES = [
  "cli-fields.ts",
  "calls.ts",
  "client.ts",
  "openapi.json",
  "operations.ts",
  "schema.ts",
  "types.ts",
  "validators.d.ts",
  "validators.js",
];

/** Every file that is generated, relative to the repository. Requests of 2.0 are signed one by one: no file can hold them. */
export const GENERATED_FILES = SPECS.flatMap(({ id, generated }) => {
  const names = id === "instant-payments.v2" ? NAMES : [...NAMES, "requests.http"];
  return names.map((name) => `${generated}/${name}`);
});

/** Runs the generator that stands in a copy of the repository, or in the repository itself. */
export function generate(root: string, ...flags: readonly string[]) {
  const tsx = join(ROOT, "node_modules/tsx/dist/cli.mjs");
  const { status, stderr } = spawnSync(process.execPath, [tsx, "scripts/generate.ts", ...flags], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, stderr: stderr.trim() };
}
