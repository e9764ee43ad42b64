/**
 * Changes the sources in thousands of small ways and looks whether a test notices: `npm run test:mutation`, or
 * `npm run test:mutation -- http --mutate src/http/retry.ts` for some of one folder.
 *
 * Those that change nothing are listed in `mutation/equivalent.ts`, and count neither way.
 *
 * What is given after the folders goes to Stryker. The stores' tests run against real servers. Each folder's report is
 * kept in `.cache/mutation`, for people alone: what an earlier run found may be untrue by now, as where what tests share
 * has changed, and is found anew.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FOLDERS, patternsOf, type Proof } from "./mutation/folders.js";
import { EQUIVALENT } from "./mutation/equivalent.js";
import { lineOf, outcomeOf, type Report } from "./mutation/report.js";
import { compileDrivers, installDrivers } from "./services/drivers.js";
import { runWith, withServices } from "./services.js";
import { ROOT } from "./specs.js";

/** The least share of changes that tests must notice, in every folder. */
const LEAST_SCORE = 0.95;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const firstOption = args.findIndex((arg) => arg.startsWith("-"));
  const wanted = firstOption < 0 ? args : args.slice(0, firstOption);
  const options = firstOption < 0 ? [] : args.slice(firstOption);
  const folders = Object.entries(FOLDERS).filter(
    ([folder]) => wanted.length === 0 || wanted.includes(folder),
  );
  if (folders.length < wanted.length) {
    console.error(`mutation: the folders are ${Object.keys(FOLDERS).join(", ")}`);
    return 2;
  }
  let code = 0;
  for (const [folder, proof] of folders) {
    if (!(await isGoodEnough(folder, proof, options))) code = 1;
  }
  return code;
}

async function isGoodEnough(
  folder: string,
  proof: Proof,
  options: readonly string[],
): Promise<boolean> {
  const stryker = ["stryker", "run", "scripts/mutation/stryker.config.mjs", ...options];
  const tests = JSON.stringify(patternsOf(proof));
  const mutate = (env: Readonly<Record<string, string>>): Promise<number> =>
    runWith({ ...env, MUTATED_FOLDER: folder, MUTATION_TESTS: tests }, "npx", stryker, ROOT);
  const needsServers = proof.services !== undefined;
  if (needsServers) {
    installDrivers();
    compileDrivers();
  }
  const status = needsServers ? await withServices(mutate) : await mutate({});
  const path = join(ROOT, `.cache/mutation/${folder}/report.json`);
  if (status !== 0 || !existsSync(path)) {
    console.log(`mutation: FAILED  src/${folder}: Stryker exited with ${status}`);
    return false;
  }
  const report = JSON.parse(readFileSync(path, "utf8")) as Report;
  const { survivors, stale, noticed, all, listed, score } = outcomeOf(report, EQUIVALENT);
  for (const survivor of survivors) console.log(`mutation: survived  ${lineOf(survivor)}`);
  for (const { path, code, change } of stale) {
    console.log(`mutation: FAILED  ${path}: ${code} -> ${change} is listed, and does not survive`);
  }
  const isGood = score >= LEAST_SCORE && stale.length === 0;
  const percent = `${(100 * score).toFixed(1)} %, ${noticed} of ${all}, and ${listed} that change nothing`;
  console.log(`mutation: ${isGood ? "ok    " : "FAILED"}  src/${folder}: ${percent}`);
  return isGood;
}
