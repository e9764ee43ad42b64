import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { afterEach } from "@jest/globals";
import { Context } from "../../../src/cli/context.js";
import type { Account } from "../../../src/cli/mcp/account.js";
import { ceilingsOf } from "../../../src/cli/mcp/ceilings.js";
import { DocsIndex } from "../../../src/cli/mcp/docs.js";
import { Guard } from "../../../src/cli/mcp/guard.js";
import { khipuServer } from "../../../src/cli/mcp/server.js";

/** What a person answers when asked; without one the client has nobody to ask. */
export type Answer = (question: string) => { action: "accept" | "decline"; confirm?: boolean };

/** How an agent's client is. */
export interface Setting {
  readonly account: Account;
  readonly ceilings?: readonly string[];
  readonly answer?: Answer | undefined;
  /** Which protocol it speaks: that of 2025 or that of 2026. */
  readonly protocol?: "legacy" | "auto";
  readonly lang?: string;
}

/** What a tool answered. */
export interface Told {
  readonly isError: boolean;
  readonly text: string;
}

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Connects the official client to the server within this process. */
export async function agentOf(setting: Setting) {
  const { account, ceilings, answer, protocol = "auto", lang = "en" } = setting;
  const context = new Context(
    { ...process, env: {}, cwd: ".", signal: new AbortController().signal },
    { lang },
  );
  const isSimulated = account.simulatorUrl !== undefined;
  const desk = {
    ...{ context, account, docs: () => new DocsIndex() },
    guard: new Guard(isSimulated ? undefined : ceilingsOf(ceilings ?? [])),
  };
  const [near, far] = InMemoryTransport.createLinkedPair();
  const allowWrites = ceilings !== undefined;
  const server = serveStdio(() => khipuServer(desk, { allowWrites }), { transport: far });
  const client = new Client(
    { name: "test", version: "1" },
    {
      capabilities: answer === undefined ? {} : { elicitation: {} },
      versionNegotiation: { mode: protocol },
    },
  );
  if (answer !== undefined) {
    client.setRequestHandler("elicitation/create", ({ params }) => {
      const { action, confirm } = answer(params.message);
      return { action, ...(confirm !== undefined && { content: { confirm } }) };
    });
  }
  await client.connect(near);
  closing.push(async () => {
    await client.close();
    await server.close();
  });
  return { client, context, call: calling(client) };
}

function calling(client: Client) {
  return async (name: string, input: Record<string, unknown> = {}): Promise<Told> => {
    const { content, isError = false } = await client.callTool({ name, arguments: input });
    const text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
    return { isError, text };
  };
}
