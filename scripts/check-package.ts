import { existsSync } from "node:fs";
import { join } from "node:path";
import { commandLineStart, tryAgents, tryCommandLine } from "./package/command-line.js";
import { consumers, tryConsumer, tryEntries } from "./package/consumers.js";
import { contentProblems } from "./package/content.js";
import { startupProblems } from "./package/graph.js";
import {
  closeLab,
  type Installed,
  installedPath,
  type Lab,
  openLab,
  program,
} from "./package/lab.js";
import { run } from "./package/run.js";
import { type Measure, measures } from "./package/sizes.js";
import { ROOT } from "./specs.js";

let failures = 0;

await main();

async function main(): Promise<void> {
  if (!existsSync(join(ROOT, "dist/index.mjs"))) {
    console.error("package: there is no dist: run npm run build first");
    process.exitCode = 1;
    return;
  }
  const lab = openLab();
  try {
    await checkAll(lab);
  } finally {
    closeLab(lab);
  }
  if (failures > 0) process.exitCode = 1;
}

async function checkAll(lab: Lab): Promise<void> {
  for (const each of lab.packages) await checkPackage(lab, each);
  await check("the main entry opens two files and needs nothing else", () =>
    none(startupProblems(installedPath(lab.folder))),
  );
  await check("every entry can be imported and required", () => tryEntries(lab));
  for (const name of consumers(lab)) {
    await check(`the consumer ${name} compiles and runs`, () => tryConsumer(lab, name));
  }
  await check("the command line starts a simulator and calls it", () => tryCommandLine(lab));
  await check("the command line serves an agent", () => tryAgents(lab));
  await check("its sizes and its start can be measured", async () => {
    const all = [...(await measures(lab)), ...commandLineStart(lab)];
    for (const measure of all) await check(sentence(measure), () => hold(measure));
  });
}

async function checkPackage({ folder }: Lab, { name, tarball, path }: Installed): Promise<void> {
  await check(`publint finds nothing in ${name}`, () =>
    run(folder, program("publint"), "run", tarball, "--strict"),
  );
  await check(`attw finds nothing in ${name}`, () =>
    run(folder, program("attw"), tarball, "--no-emoji"),
  );
  await check(`${name} has what a package needs, and nothing that must not be published`, () =>
    none(contentProblems(path)),
  );
}

async function check(name: string, act: () => unknown): Promise<void> {
  try {
    await act();
    console.log(`package: ok      ${name}`);
  } catch (error) {
    failures += 1;
    console.error(`package: FAILED  ${name}`);
    console.error(error instanceof Error ? error.message : String(error));
  }
}

function none(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function sentence({ what, value, limit, unit }: Measure): string {
  return `${what}: ${value} of at most ${limit} ${unit}`;
}

function hold({ value, limit }: Measure): void {
  if (!(value <= limit)) throw new Error(`that is ${value - limit} too many`);
}
