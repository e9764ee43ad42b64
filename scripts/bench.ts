import { existsSync } from "node:fs";
import { join } from "node:path";
import { measureCalls } from "../bench/calls.js";
import { installPeers, type Peer, peers } from "../bench/peers.js";
import { measureStartup } from "../bench/startup.js";
import { commandLineStart } from "./package/command-line.js";
import { closeLab, openLab } from "./package/lab.js";
import { run } from "./package/run.js";
import { bundledSize, typesAdded } from "./package/sizes.js";
import { ROOT } from "./specs.js";

/** What is held against the design: everything of ours beside the same of its peers, in one run. */
async function main(): Promise<void> {
  const isQuick = process.argv.includes("--quick");
  if (!existsSync(join(ROOT, "dist/index.mjs")))
    throw new Error("no dist: run npm run build first");
  installPeers();
  const lab = openLab();
  try {
    const all = peers(lab);
    await printSizes(all);
    printStartup(all, isQuick ? 5 : 25);
    printCalls(await measureCalls(all, isQuick ? 3 : 15));
    printTypes(all);
    const { what, value, unit } = commandLineStart(lab);
    title("the command line", unit);
    row(what, String(value));
  } finally {
    closeLab(lab);
  }
  if (isQuick) return;
  for (const file of ["bench/webhooks.bench.ts", "bench/simulator.ts"]) {
    process.stdout.write(run(ROOT, "npx", "tsx", "--expose-gc", file));
  }
}

async function printSizes(all: readonly Peer[]): Promise<void> {
  title("bundle, minified, gzip -9 (bytes)", "Node", "elsewhere");
  for (const { name, folder, oneCall, verify } of all) {
    if (oneCall) row(`${name}, one call`, ...(await sizes(folder, oneCall)));
    if (verify) row(`${name}, verify`, ...(await sizes(folder, verify)));
  }
}

async function sizes(folder: string, program: string): Promise<string[]> {
  const size = (platform: "node" | "browser") =>
    bundledSize(folder, program, platform).then(String, () => "fails");
  return [await size("node"), await size("browser")];
}

function printStartup(all: readonly Peer[], runs: number): void {
  title(`fresh process, least of ${runs} (ms)`, "require", "import", "new");
  for (const [{ name }, least] of measureStartup(all, runs)) {
    row(name, ...[least.require, least.import, least.construct].map(milliseconds));
  }
}

function printCalls(best: ReadonlyMap<string, number>): void {
  title("one read of 1 KB, transport mocked (us)", "a call", "over bare");
  const [bare = NaN] = best.values();
  for (const [name, us] of best) row(name, us.toFixed(1), `+${(us - bare).toFixed(1)}`);
}

function printTypes(all: readonly Peer[]): void {
  title("one call, type-checked", "types");
  for (const { name, folder, typed } of all) {
    if (typed) row(name, `+${typesAdded(folder, typed)}`);
  }
}

function milliseconds(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "-" : value.toFixed(2);
}

function title(what: string, ...columns: readonly string[]): void {
  console.log("");
  row(what, ...columns);
}

function row(what: string, ...columns: readonly string[]): void {
  console.log(what.padEnd(44) + columns.map((text) => text.padStart(11)).join(""));
}

await main();
