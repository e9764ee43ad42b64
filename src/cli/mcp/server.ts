import {
  type CallToolResult,
  type InputRequiredResult,
  McpServer,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { VERSION } from "../../version.js";
import { explain } from "../errors.js";
import { Confirmation } from "./confirmation.js";
import { EXPLAINING } from "./explaining-tools.js";
import { READING } from "./reading-tools.js";
import { SIMULATING } from "./simulator-tools.js";
import type { Desk, Tool } from "./tool.js";
import { WRITING } from "./writing-tools.js";

/** Which tools a server has. */
export interface Offer {
  /** Whether what changes the account is offered at all. */
  readonly allowWrites: boolean;
}

/** Makes the server that an agent talks to, over any transport. */
export function khipuServer(desk: Desk, { allowWrites }: Offer): McpServer {
  const { simulatorUrl } = desk.account;
  const server = new McpServer(
    { name: "khipu", version: VERSION },
    { instructions: instructionsOf(simulatorUrl, allowWrites) },
  );
  const confirmation = new Confirmation(desk.context);
  const isSimulated = simulatorUrl !== undefined;
  const tools: readonly Tool[] = [
    ...EXPLAINING,
    ...READING,
    ...(isSimulated ? SIMULATING : []),
    ...(isSimulated || allowWrites ? WRITING : []),
  ];
  for (const tool of tools)
    offer(server, tool, (input, ctx) => carryOut(desk, confirmation, tool, input, ctx));
  return server;
}

type CarryOut = (
  input: unknown,
  ctx: ServerContext,
) => Promise<CallToolResult | InputRequiredResult>;

function offer(server: McpServer, tool: Tool, act: CarryOut): void {
  const { name, description, input } = tool;
  const isReading = tool.plan === undefined && tool.actsOnSimulator !== true;
  server.registerTool(
    name,
    {
      description,
      inputSchema: input,
      annotations: {
        readOnlyHint: isReading,
        destructiveHint: tool.plan !== undefined,
        idempotentHint: isReading,
      },
    },
    act,
  );
}

/** Whatever happens ends as an answer: in words, with a remedy, and without a secret. */
async function carryOut(
  desk: Desk,
  confirmation: Confirmation,
  tool: Tool,
  input: unknown,
  ctx: ServerContext,
): Promise<CallToolResult | InputRequiredResult> {
  const { context, account, guard } = desk;
  const { signal } = ctx.mcpReq;
  try {
    if (tool.plan === undefined) return told(desk, await tool.run?.(desk, input, signal));
    const write = await tool.plan(account.client, input, signal);
    guard.check(write);
    const request = JSON.stringify([tool.name, input]);
    const question = guard.asksFirst ? confirmation.ask(write, request, ctx) : undefined;
    return question ?? told(desk, await guard.send(write, context.signal, signal));
  } catch (error) {
    const { message, remedy } = explain(error, context);
    const text = [message, remedy].flatMap((said) => (said ? [context.say(said)] : []));
    return { ...content(desk, text.join("\n→ ")), isError: true };
  }
}

function told(desk: Desk, answer: unknown): CallToolResult {
  return content(desk, JSON.stringify(answer, undefined, 2));
}

function content({ context }: Desk, text: string): CallToolResult {
  return { content: [{ type: "text", text: context.redacted(text) }] };
}

function instructionsOf(simulatorUrl: string | undefined, allowWrites: boolean): string {
  const rules =
    "Deliver nothing unless isPaid is true. After an unknown outcome never repeat a request: read the payment first. Search the docs before writing code with khipu-sdk.";
  if (simulatorUrl !== undefined) {
    return `A simulator of Khipu at ${simulatorUrl}: no money moves. Its dashboard is at the same address. ${rules}`;
  }
  const writes = allowWrites
    ? "Every change is confirmed by a person, through elicitation, and has a ceiling."
    : "It only reads: a person allows changes with khipu mcp --allow-writes --max-amount CLP=50000.";
  return `A real account of Khipu's: money moves. ${writes} ${rules}`;
}
