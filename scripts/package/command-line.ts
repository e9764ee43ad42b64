import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
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

/** How long `khipu --help` takes beside a Node that does nothing; they take turns, and the least of each counts. */
export function commandLineStart({ folder }: Lab): Measure {
  const least = { khipu: Infinity, node: Infinity };
  for (let turn = 0; turn < RUNS; turn++) {
    least.node = Math.min(least.node, timed(folder, "-e", "0"));
    least.khipu = Math.min(least.khipu, timed(folder, programIn(folder, "khipu"), "--help"));
  }
  const value = Number((least.khipu / least.node).toFixed(2));
  return { what: "khipu --help, beside a bare node", value, limit: 1.5, unit: "times" };
}

function timed(folder: string, ...args: readonly string[]): number {
  const start = performance.now();
  run(folder, process.execPath, ...args);
  return performance.now() - start;
}

function programIn(folder: string, name: string): string {
  return join(folder, "node_modules/.bin", name);
}
