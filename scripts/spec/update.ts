import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type JsonObject, textAt } from "../generate/json.js";
import { type Carriers, readCarriers } from "./carriers.js";
import { withEntry } from "./changelog.js";
import { comparable } from "./comparable.js";
import { identify, type Known, knownDocuments } from "./identify.js";
import { LOCK, lockSpec, readLock } from "./lock.js";
import { problemOf } from "./unusable.js";
import { render } from "../generate/render.js";
import type { Spec } from "../specs.js";
import { type GivenDocument, readGiven } from "./read-document.js";
import { type IdleAction, replayOverlay } from "./replay-overlay.js";
import { type Level, levelOf, type Row, rowsOf } from "./report.js";
import { makeScratch, type Scratch } from "./scratch.js";
import { takeOver } from "./take-over.js";
import { UNTRANSLATED } from "./merge-schema.js";
import { changesBetween } from "./verdict.js";
import { rewritten, withoutEntries } from "./write-yaml.js";

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
  /** What carries what, for who has read it already. */
  readonly carriers?: Carriers;
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
  /** What has to be written in English, as `schema.field`. */
  readonly untranslated: readonly string[];
  readonly steps: readonly Step[];
  /** The files of the tree that changed; none when a step failed. */
  readonly written: readonly string[];
  /** The day on which these very bytes were taken over, if they were: then there was nothing to do. */
  readonly alreadyTaken?: string;
}

/** Where what is told apart from the steps' results is collected. */
interface Work {
  readonly root: string;
  readonly known: Known;
  readonly given: GivenDocument;
  readonly rows: readonly Row[];
  readonly level: Level;
  readonly today: string;
}

/** Steps that a person can make good after them; the others leave nothing that could be worked with. */
const CHECKS: ReadonlySet<string> = new Set(["coverage", "types", "tests"]);

/** Takes a new version of a document over: in a copy of the tree first, and into the tree if it holds. */
export async function update(
  root: string,
  source: string,
  options: UpdateOptions,
): Promise<Update> {
  const clock = stopwatch();
  const given = await readGiven(source);
  const theirs = comparable(given.content);
  const known = identify(theirs, await knownDocuments(root), options.api);
  const { publishedSha256, taken } = readLock(root)[known.spec.id] ?? {};
  if (publishedSha256 === given.sha256 && taken !== undefined) {
    const nothing = { rows: [], idle: [], untranslated: [], steps: [], written: [] };
    return { ...nothing, known, given, level: "none", alreadyTaken: taken };
  }
  const changes = await changesBetween(known, theirs);
  const rows =
    changes.length > 0 ? rowsOf(changes, known, options.carriers ?? readCarriers(root)) : [];
  const compared = clock("compare");
  const level = levelOf(changes);
  const scratch = await makeScratch(root);
  try {
    const work: Work = { root: scratch.root, known, given, rows, level, today: options.today };
    const { idle, untranslated } = write(work);
    const steps = [
      compared,
      clock("take over"),
      ...(await runSteps(scratch, known, options, clock)),
    ];
    const failed = steps.filter(({ problem }) => problem !== undefined);
    const isTaken =
      failed.length === 0 || (options.accept && failed.every(({ name }) => CHECKS.has(name)));
    const written = isTaken ? await scratch.moveIn(filesOf(scratch.root, known)) : [];
    return { known, given, level, rows, idle, untranslated, steps, written };
  } finally {
    await scratch.remove();
  }
}

/** Writes document, overlay, lock and changelog into the copy. */
function write({
  root,
  known,
  given,
  rows,
  level,
  today,
}: Work): Pick<Update, "idle" | "untranslated"> {
  const { spec, loaded } = known;
  const next = takeOver(loaded.published, given.content);
  edit(root, spec.document, (text) => rewritten(text, loaded.published, next));
  let idle: IdleAction[] = [];
  edit(root, spec.corrections, (text) => {
    // The overlay was read as a mapping when the documents were loaded.
    idle = replayOverlay(next, parse(text) as JsonObject);
    return withoutEntries(
      text,
      "actions",
      idle.map(({ index }) => index),
    );
  });
  const version = textAt(next["info"], "version") ?? "";
  const { sha256 } = given;
  lockSpec(root, spec, { version, taken: today, how: "downloaded", publishedSha256: sha256 });
  if (rows.length > 0) {
    edit(root, "CHANGELOG.md", (text) => withEntry(text, { spec, version, level, rows, idle }));
  }
  return { idle, untranslated: untranslatedIn(next) };
}

function edit(root: string, path: string, change: (text: string) => string): void {
  const file = join(root, path);
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

async function runSteps(
  scratch: Scratch,
  { spec }: Known,
  { skipChecks }: UpdateOptions,
  clock: Clock,
): Promise<Step[]> {
  const tsx = "node_modules/tsx/dist/cli.mjs";
  const checks: readonly Command[] = [
    ["coverage", tsx, "scripts/coverage.ts"],
    ["types", "node_modules/typescript/bin/tsc", "-p", "tsconfig.json"],
    ["tests", "--experimental-vm-modules", "--no-warnings", "node_modules/jest/bin/jest.js"],
  ];
  const generated = clock("generate", await generate(scratch.root, spec));
  if (generated.problem !== undefined || skipChecks) return [generated];
  const steps = [generated];
  for (const [name, ...args] of checks) {
    const { isGood, output } = await scratch.run(process.execPath, ...args);
    steps.push(clock(name, isGood ? undefined : output.trim()));
  }
  return steps;
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
  return [spec.document, spec.corrections, ...others, ...generated];
}

/** Where something stands that came in without English words of ours. */
function untranslatedIn(document: JsonObject): string[] {
  const found: string[] = [];
  const walk = (node: unknown, path: readonly string[]): void => {
    if (typeof node !== "object" || node === null) return;
    if (UNTRANSLATED in node) found.push(path.join("."));
    for (const [key, value] of Object.entries(node)) walk(value, [...path, key]);
  };
  walk(document, []);
  return found;
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
