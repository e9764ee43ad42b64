import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { VERSION } from "../../src/version.js";
import { type Lab } from "./lab.js";
import { run } from "./run.js";
import type { Measure } from "./sizes.js";

const RUNS = 15;

/** The installed `khipu` says its version, and calls the simulator that `khipu-simulator` starts. */
export async function tryCommandLine({ folder }: Lab): Promise<void> {
  const khipu = programIn(folder, "khipu");
  assert.equal(run(folder, khipu, "--version").trim(), VERSION);
  const program = programIn(folder, "khipu-simulator");
  const simulator = spawn(program, ["--json", "--port", "0"], { cwd: folder });
  try {
    const lines = createInterface({ input: simulator.stdout });
    const [line] = (await once(lines, "line")) as [string];
    const { url, apiKey } = JSON.parse(line) as { url: string; apiKey: string };
    const env = { ...process.env, KHIPU_BASE_URL: url, KHIPU_API_KEY: apiKey };
    const said = execFileSync(khipu, ["banks", "--json"], { cwd: folder, env, encoding: "utf8" });
    assert.match(said, /"bank_id":"Bawdf"/);
  } finally {
    simulator.kill("SIGTERM");
  }
  assert.deepEqual(await once(simulator, "exit"), [0, null]);
}

/** The installed `khipu mcp` answers an agent, out of the guides that come with it, and with a simulator of its own. */
export async function tryAgents({ folder }: Lab): Promise<void> {
  const client = new Client({ name: "check", version: VERSION });
  const command = programIn(folder, "khipu");
  await client.connect(new StdioClientTransport({ command, args: ["mcp"], cwd: folder }));
  try {
    const asked = { name: "search_docs", arguments: { query: "refund wallet" } };
    assert.match(JSON.stringify(await client.callTool(asked)), /docs\/refunds\.md/);
    const created = await client.callTool({
      name: "create_payment",
      arguments: { amount: 5900, subject: "Tea" },
    });
    assert.match(JSON.stringify(created), /payment_url/);
  } finally {
    await client.close();
  }
}

/**
 * What decides how soon `khipu --help` answers: the code that it loads, and Node's modules that a Node which only
 * writes has not loaded. `npm run bench` measures the time, which on a busy machine says more about the machine.
 */
export function commandLineStart({ folder }: Lab): Measure[] {
  const idle = loadedBy(folder, "-e", "process.stdout.write('.')");
  const help = loadedBy(folder, programIn(folder, "khipu"), "--help");
  const modules = help.modules - idle.modules;
  return [
    { what: "code that khipu --help loads", value: help.bytes, limit: 137_000, unit: "bytes" },
    { what: "modules of Node that khipu --help loads", value: modules, limit: 2, unit: "modules" },
  ];
}

interface Loaded {
  readonly bytes: number;
  readonly modules: number;
}

/** Writes down at the end what a CommonJS program has loaded. */
const PROBE = `process.on("exit", () => {
  const files = Object.keys(require.cache).filter((file) => file !== __filename);
  const bytes = files.reduce((sum, file) => sum + require("node:fs").statSync(file).size, 0);
  const modules = process.moduleLoadList.filter((name) => name.startsWith("NativeModule ")).length;
  require("node:fs").writeFileSync("loaded.json", JSON.stringify({ bytes, modules }));
});
`;

function loadedBy(folder: string, ...args: readonly string[]): Loaded {
  const probe = join(folder, "probe.cjs");
  writeFileSync(probe, PROBE);
  run(folder, process.execPath, "--require", probe, ...args);
  return JSON.parse(readFileSync(join(folder, "loaded.json"), "utf8")) as Loaded;
}

/** How long `khipu --help` takes beside a Node that does nothing; they take turns, and the least of each counts. */
export function timesOfBareNode({ folder }: Lab): number {
  const least = { khipu: Infinity, node: Infinity };
  for (let turn = 0; turn < RUNS; turn++) {
    least.node = Math.min(least.node, timed(folder, "-e", "0"));
    least.khipu = Math.min(least.khipu, timed(folder, programIn(folder, "khipu"), "--help"));
  }
  return least.khipu / least.node;
}

function timed(folder: string, ...args: readonly string[]): number {
  const start = performance.now();
  run(folder, process.execPath, ...args);
  return performance.now() - start;
}

function programIn(folder: string, name: string): string {
  return join(folder, "node_modules/.bin", name);
}
