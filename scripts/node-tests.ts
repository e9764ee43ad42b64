/**
 * Runs test files of `node:test`, each by itself, and prints a line for each test as this repository counts them.
 *
 *   tsx scripts/node-tests.ts NAME FOLDER FILE...
 *
 * Like jest here, it gives what fails two more chances, and says so: these tests have real sockets, real timers and a
 * machine that others use too. What fails three times in a row is wrong.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { ROOT } from "./specs.js";

const ATTEMPTS = 3;
/** A file whose test failed may never end: what it had open is open still. */
const FILE_TIMEOUT_MS = 5 * 60_000;

/** Which files, and how. */
export interface NodeTests {
  /** What every line begins with. */
  readonly name: string;
  readonly folder: string;
  /** Relative to the folder. */
  readonly files: readonly string[];
  /** @defaultValue the Node that runs this */
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** @returns the exit code: 0 when every test passed. */
export async function runNodeTests(tests: NodeTests): Promise<number> {
  let failed = 0;
  for (const file of tests.files) {
    if (!(await passes(tests, file))) failed += 1;
  }
  return failed > 0 ? 1 : 0;
}

async function passes(tests: NodeTests, file: string): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { code, said } = await runFile(tests, file);
    if (code === null) console.log(`${tests.name}: ${file} had to be stopped`);
    const isGood = code === 0 && said.includes(`${tests.name}: ok  `);
    if (isGood || attempt === ATTEMPTS) {
      process.stdout.write(said);
      // Nothing that proved nothing passes for good.
      if (!isGood && !said.includes(": FAILED")) console.log(`${tests.name}: FAILED  ${file}`);
      return isGood;
    }
    // In other words, or they would be counted.
    console.log(said.replaceAll(/^[\w-]+: (ok|FAILED) +/gm, `  attempt ${attempt}, $1: `));
    console.log(`${tests.name}: ${file} is run again`);
  }
  return false;
}

async function runFile({ name, folder, node = process.execPath, env }: NodeTests, file: string) {
  const reporter = `--test-reporter=${pathToFileURL(join(ROOT, "scripts/test-reporter.mjs")).href}`;
  const flags = ["--no-warnings", "--import", "tsx", "--test", reporter];
  const child = spawn(node, [...flags, "--test-reporter-destination=stdout", file], {
    cwd: folder,
    env: { ...process.env, ...env, REPORT_AS: name },
    stdio: ["ignore", "pipe", "inherit"],
    timeout: FILE_TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  const [said, [code]] = await Promise.all([
    text(child.stdout),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  return { code, said };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [name = "tests", folder = ".", ...files] = process.argv.slice(2);
  process.exitCode = await runNodeTests({ name, folder, files });
}
