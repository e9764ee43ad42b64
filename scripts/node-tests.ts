/**
 * Runs test files of `node:test`, each by itself, and prints a line for each test as this repository counts them.
 *
 *   tsx scripts/node-tests.ts NAME FOLDER FILE...
 *
 * Each runs once: a test that passes at the second try has a race in it, or what it tests has one.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { ROOT } from "./specs.js";

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
  const { code, said } = await runFile(tests, file);
  process.stdout.write(said);
  if (code === null) console.log(`${tests.name}: ${file} had to be stopped`);
  const isGood = code === 0 && said.includes(`${tests.name}: ok  `);
  // A file that proved nothing has failed, too.
  if (!isGood && !said.includes(": FAILED")) console.log(`${tests.name}: FAILED  ${file}`);
  return isGood;
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
