import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { textAt } from "../generate/json.js";
import { render } from "../generate/render.js";
import type { Spec } from "../specs.js";
import { withEntry } from "./changelog.js";
import { changesBetween } from "./compare.js";
import { identify, type Known } from "./identify.js";
import { LOCK, lockSpec, readLock } from "./lock.js";
import type { IdleAction } from "./move-overlay.js";
import { comparable } from "./operations.js";
import { type GivenDocument, readGiven } from "./read-document.js";
import { type Level, levelOf, type Row, rowsOf } from "./report.js";
import { makeScratch, type Scratch } from "./scratch.js";
import { takeOver } from "./take-over.js";
import { readFacade } from "./touches.js";
import { problemOf } from "./unusable.js";

/** How far an update may go. */
export interface UpdateOptions {
  /** Which document it is, if that cannot be told from its operations. */
  readonly api?: string | undefined;
  /** Leaves the result in the tree although types or tests say that a person has to mend something. */
  readonly accept: boolean;
  /** Leaves out everything after generating: what a person would have to mend is then not known. */
  readonly skipChecks: boolean;
  /** The day of the update, as `2026-11-23`. */
  readonly today: string;
}

/** One step: what it was, how long it took, and what it said when it failed. */
export interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly problem: string | undefined;
}

/** What an update did. */
export interface Update {
  readonly known: Known;
  readonly given: GivenDocument;
  readonly level: Level;
  readonly rows: readonly Row[];
  readonly idle: readonly IdleAction[];
  /** Where words of ours are wanted, as JSONPaths. */
  readonly wordless: readonly string[];
  readonly steps: readonly Step[];
  /** The files of the tree that changed; none when a step failed. */
  readonly written: readonly string[];
  /** The day on which these very bytes were taken over, if they were: then there was nothing to do. */
  readonly alreadyTaken?: string;
}

/** Steps that a person can make good after them; the others leave nothing that could be worked with. */
const CHECKS: ReadonlySet<string> = new Set(["coverage", "types", "tests"]);

/**
 * The tests that compare something by hand with the documents. The rest of the suite is about code that no
 * document changes, or about the generator itself, and runs for the pull request.
 */
const TESTS = [
  ...["test/openapi", "test/coverage.test.ts", "test/public-api.test.ts"],
  "test/simulator/operations.test.ts",
];

/**
 * Takes a new version of a document over, in a copy of the tree first, and into the tree if it holds. The
 * published bytes become our document; our overlays are fitted to it.
 */
export async function update(
  root: string,
  source: string,
  options: UpdateOptions,
): Promise<Update> {
  const clock = stopwatch();
  const given = await readGiven(source);
  const theirs = comparable(given.content);
  const known = await identify(root, theirs, options.api);
  const locked = readLock(root)[known.spec.id];
  const found = { known, given, rows: [], idle: [], wordless: [], steps: [], written: [] };
  if (locked?.how === "downloaded" && locked.documentSha256 === given.sha256) {
    return { ...found, level: "none", alreadyTaken: locked.taken };
  }
  const facade = readFacade(root, known.spec);
  const isAwaited = (value: string) => facade.awaiting(value).length > 0;
  const changes = changesBetween(known, theirs, isAwaited);
  const told = { level: levelOf(changes), rows: rowsOf(changes, known, facade) };
  const compared = clock("compare");
  const scratch = await makeScratch(root);
  try {
    const taken = write(scratch.root, { ...found, ...told }, options.today);
    const steps = [
      compared,
      clock("take over"),
      ...(await runSteps(scratch, known, options, clock)),
    ];
    const failed = steps.filter(({ problem }) => problem !== undefined);
    const isTaken =
      failed.length === 0 || (options.accept && failed.every(({ name }) => CHECKS.has(name)));
    const written = isTaken ? await scratch.moveIn(filesOf(scratch.root, known)) : [];
    return { ...found, ...told, ...taken, steps, written };
  } finally {
    await scratch.remove();
  }
}

/** Writes document, overlays, lock and changelog into the copy. */
function write(root: string, update: Update, today: string): Pick<Update, "idle" | "wordless"> {
  const { known, given, level, rows } = update;
  const { spec, loaded } = known;
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const overlays = { corrections: read(spec.corrections), words: read(spec.words) };
  const { corrections, words, idle, wordless } = takeOver(
    loaded.published,
    given.content,
    overlays,
  );
  writeFileSync(join(root, spec.document), given.bytes);
  writeFileSync(join(root, spec.corrections), corrections);
  writeFileSync(join(root, spec.words), words);
  const version = textAt(given.content["info"], "version") ?? "";
  lockSpec(root, spec, { version, taken: today, how: "downloaded" });
  if (rows.length > 0) {
    const changelog = withEntry(read("CHANGELOG.md"), { spec, version, level, rows, idle });
    writeFileSync(join(root, "CHANGELOG.md"), changelog);
  }
  return { idle, wordless };
}

async function runSteps(
  scratch: Scratch,
  { spec }: Known,
  { skipChecks }: UpdateOptions,
  clock: Clock,
): Promise<Step[]> {
  const tsx = "node_modules/tsx/dist/cli.mjs";
  const jest = "node_modules/jest/bin/jest.js";
  const generated = clock("generate", await generate(scratch.root, spec));
  if (generated.problem !== undefined || skipChecks) return [generated];
  const run = async ([name, ...args]: Command): Promise<Step> => {
    const timed = stopwatch();
    const { isGood, output } = await scratch.run(process.execPath, ...args);
    return timed(name, isGood ? undefined : output.trim());
  };
  // The tests compare the page that this step writes.
  const coverage = await run(["coverage", tsx, "scripts/coverage.ts"]);
  const others: readonly Command[] = [
    ["types", "node_modules/typescript/bin/tsc", "-p", "tsconfig.json"],
    ["tests", "--experimental-vm-modules", "--no-warnings", jest, ...TESTS],
  ];
  return [generated, coverage, ...(await Promise.all(others.map(run)))];
}

/** Generates what is made of one document, and says what went wrong. */
async function generate(root: string, spec: Spec): Promise<string | undefined> {
  try {
    for (const [path, text] of await render(spec, root)) writeFileSync(join(root, path), text);
    return undefined;
  } catch (error) {
    return problemOf(error);
  }
}

/** Every file that taking a document over can change. */
function filesOf(root: string, { spec }: Known): string[] {
  const generated = readdirSync(join(root, spec.generated)).map(
    (name) => `${spec.generated}/${name}`,
  );
  const others = [LOCK, "CHANGELOG.md", "docs/coverage.md"].filter((path) =>
    existsSync(join(root, path)),
  );
  return [spec.document, spec.corrections, spec.words, ...others, ...generated];
}

type Command = readonly [name: string, ...args: string[]];

type Clock = (name: string, problem?: string) => Step;

/** Measures from one step's end to the next's. */
function stopwatch(): Clock {
  let last = performance.now();
  return (name, problem) => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return { name, seconds, problem };
  };
}
