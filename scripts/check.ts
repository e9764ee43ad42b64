import { spawnSync } from "node:child_process";

/** One thing that must hold, and what to run when it does not. */
interface Step {
  readonly name: string;
  readonly command: string;
  readonly remedy: string;
}

const STEPS: readonly Step[] = [
  { name: "format", command: "npm run --silent format:check", remedy: "npm run format" },
  {
    name: "lint",
    command: "npm run --silent lint",
    remedy: "npm run lint -- --fix, or mend it by hand",
  },
  { name: "types", command: "npm run --silent types", remedy: "mend the types named above" },
  { name: "generated", command: "npm run --silent generate:check", remedy: "npm run generate" },
  { name: "docs", command: "tsx scripts/check-docs.ts", remedy: "mend the comments named above" },
  {
    name: "spelling",
    command: "tsx scripts/check-spelling.ts",
    remedy: "mend the words named above; a word of ours goes into site/words.txt or words-es.txt",
  },
  { name: "build", command: "npm run --silent build", remedy: "mend what the bundler names above" },
  {
    name: "package",
    command: "tsx scripts/check-package.ts",
    remedy: "mend what is named above; a limit is only raised with a reason in its commit",
  },
];

const isGood = main(process.argv.slice(2));
process.exitCode = isGood ? 0 : 1;

/** Runs the named steps, or all, in order, and stops at the first that fails. */
function main(wanted: readonly string[]): boolean {
  const names = STEPS.map(({ name }) => name);
  if (wanted.includes("--list")) {
    console.log(names.join("\n"));
    return true;
  }
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`check: there is no step ${unknown.join(", ")}; there are ${names.join(", ")}`);
    return false;
  }
  const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const allPassed = steps.every(passes);
  if (allPassed && steps.length > 1) console.log(`check: all ${steps.length} steps passed`);
  return allPassed;
}

function passes({ name, command, remedy }: Step): boolean {
  const started = performance.now();
  // A shell finds the programs of node_modules/.bin, which npm puts on its path.
  const { status, signal } = spawnSync(command, { shell: true, stdio: "inherit" });
  const took = `${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`;
  if (status === 0) {
    console.log(`check: ok      ${took}`);
    return true;
  }
  const ended = signal ? `was ended by ${signal}` : `exited with ${String(status)}`;
  console.error(`check: FAILED  ${took}: \`${command}\` ${ended}`);
  console.error(`check: to mend it: ${remedy}`);
  return false;
}
