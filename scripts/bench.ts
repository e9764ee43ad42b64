/**
 * Everything of ours beside the same of its peers, in one run: `npm run bench`. `--quick` takes fewer rounds, and
 * `--markdown` writes docs/benchmarks.md, its Spanish twin and its chart.
 */
import { existsSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import * as prettier from "prettier";
import { chartOf } from "../bench/chart.js";
import * as measured from "../bench/measured.js";
import { pageOf } from "../bench/page.js";
import { installPeers, PEER_VERSIONS, peers } from "../bench/peers.js";
import { asText, type Table } from "../bench/tables.js";
import { closeLab, type Lab, openLab } from "./package/lab.js";
import { run } from "./package/run.js";
import { SDK } from "./packages.js";
import { ROOT } from "./specs.js";

const isQuick = process.argv.includes("--quick");
const isPage = process.argv.includes("--markdown");

if (!existsSync(join(SDK.dist, "index.mjs"))) throw new Error("no dist: run npm run build first");
installPeers();
const lab = openLab();
try {
  const tables = await measureAll(lab);
  if (isPage) await writePage(tables);
} finally {
  closeLab(lab);
}
if (!isQuick && !isPage) {
  process.stdout.write(run(ROOT, "npx", "tsx", "--expose-gc", "bench/simulator.ts"));
}

/** Prints each table as soon as it is there. */
async function measureAll(lab: Lab): Promise<Table[]> {
  const all = peers(lab);
  const tables: Table[] = [];
  const tell = (...some: Table[]) => {
    for (const table of some) console.log(`\n${asText(table)}`);
    tables.push(...some);
  };
  tell(...(await measured.sizes(all)));
  tell(measured.installs(all));
  tell(measured.startup(all, isQuick ? 5 : 25));
  tell(await measured.calls(all, isQuick ? 3 : 15));
  tell(await measured.pythonCalls(isQuick ? 3 : 15));
  tell(...(await measured.verifying(lab, isQuick ? 3 : 15)));
  tell(measured.types(all));
  tell(measured.commandLine(lab));
  return tables;
}

async function writePage(tables: readonly Table[]): Promise<void> {
  const { length: cores, 0: first } = cpus();
  const circumstances = {
    node: process.versions.node,
    machine: `${first?.model ?? "?"} x ${cores}`,
    date: new Date().toISOString().slice(0, 10),
    packages: PEER_VERSIONS,
  };
  for (const language of ["en", "es"] as const) {
    const file = join(ROOT, `docs/benchmarks${language === "en" ? "" : `.${language}`}.md`);
    const options = { ...(await prettier.resolveConfig(file)), filepath: file };
    const page = pageOf(tables, circumstances, language);
    writeFileSync(file, await prettier.format(page, options));
  }
  writeFileSync(join(ROOT, "docs/images/benchmarks.svg"), chartOf(tables));
}
