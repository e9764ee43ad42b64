import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { driftOf } from "./generate/drift.js";
import { render } from "./generate/render.js";
import { ROOT, type Spec, SPECS } from "./specs.js";

/** Writes `generated/`, or with `--check` says how it differs from what would be written. */
async function main(isCheck: boolean): Promise<void> {
  // All are rendered before any is written: a broken document leaves the tree as it was.
  const rendered = await Promise.all(
    SPECS.map(async (spec) => ({ spec, files: await renderNamed(spec) })),
  );
  for (const { spec, files } of rendered) {
    if (isCheck) await check(spec, files);
    else await write(spec, files);
  }
}

async function renderNamed(spec: Spec): Promise<Map<string, string>> {
  try {
    return await render(spec, ROOT);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`nothing can be generated for ${spec.id}: ${problem}`, { cause });
  }
}

async function check({ generated }: Spec, files: ReadonlyMap<string, string>): Promise<void> {
  const drift = await driftOf(ROOT, generated, files);
  if (drift === undefined) return;
  console.error(`${drift}\nrun: npm run generate`);
  process.exitCode = 1;
}

async function write({ generated }: Spec, files: ReadonlyMap<string, string>): Promise<void> {
  const folder = join(ROOT, generated);
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (!files.has(`${generated}/${name}`)) await rm(join(folder, name), { recursive: true });
  }
  for (const [path, text] of files) await writeFile(join(ROOT, path), text);
}

try {
  await main(process.argv.includes("--check"));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
