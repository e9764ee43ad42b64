import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterEach, describe, expect, test } from "@jest/globals";
import { fileURLToPath } from "node:url";
import { bundleOf } from "../support/bundle.js";
import { useRealSockets } from "../support/raw-server.js";
import { khipu } from "./support/cli.js";
import { simulated } from "./support/simulated.js";

useRealSockets();

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PROGRAM = await bundleOf(`${ROOT}src/cli/index.ts`);
const open: Client[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.close()));
});

/** Starts `khipu mcp` as an agent's program does. */
async function started(env: Record<string, string>, ...argv: string[]) {
  const client = new Client({ name: "test", version: "1" });
  const args = [PROGRAM, "mcp", ...argv];
  const PATH = process.env["PATH"] ?? "";
  const transport = new StdioClientTransport({
    ...{ command: process.execPath, args, cwd: ROOT, env: { PATH, ...env }, stderr: "pipe" },
  });
  let written = "";
  transport.stderr?.on("data", (chunk: Buffer) => (written += chunk.toString()));
  open.push(client);
  await client.connect(transport);
  return { client, stderr: () => written };
}

describe("khipu mcp over stdio", () => {
  test("starts a simulator of its own when no account is set", async () => {
    const { client, stderr } = await started({});

    const { content } = await client.callTool({
      name: "create_payment",
      arguments: { amount: 5900, subject: "Tea" },
    });

    expect(JSON.stringify(content)).toContain("payment_url");
    expect(client.getInstructions()).toMatch(/A simulator of Khipu at http:\/\/127\.0\.0\.1:\d+/);
    expect(stderr()).toMatch(/^for agents: a simulator at http/);
  });

  test("knows a simulator that runs elsewhere", async () => {
    const { simulator, env } = await simulated();
    const { client } = await started(env);

    expect(client.getInstructions()).toContain(`A simulator of Khipu at ${simulator.url}`);
  });

  test.each([
    [["mcp", "--allow-writes"], "--allow-writes and --max-amount go together"],
    [["mcp", "--max-amount", "CLP=1000"], "--allow-writes and --max-amount go together"],
    [
      ["mcp", "--allow-writes", "--max-amount", "1000"],
      "--max-amount takes a currency and an amount",
    ],
    [["mcp", "--allow-writes", "--max-amount", "CLP=5.000"], "can mean two amounts"],
    [["mcp", "--allow-writes", "--max-amount", "XXX=5"], "the currency must be one of"],
    [
      ["mcp", "--allow-writes", "--max-amount", "CLP=5", "--max-amount", "CLP=6"],
      "each currency once",
    ],
    [["mcp", "--base-url", "http://127.0.0.1:1"], "KHIPU_API_KEY is not set"],
  ])("%j is refused in words", async (argv, told) => {
    const { code, stderr } = await khipu(argv);

    expect(code).toBe(2);
    expect(stderr).toContain(told);
  });
});
