import type { Readable, Writable } from "node:stream";
import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { UsageError } from "../cli-error.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { type Account, openAccount } from "../mcp/account.js";
import { type Ceilings, ceilingsOf } from "../mcp/ceilings.js";
import { DocsIndex } from "../mcp/docs.js";
import { Guard } from "../mcp/guard.js";
import { khipuServer } from "../mcp/server.js";

interface Options extends GlobalOptions {
  readonly allowWrites?: boolean;
  readonly maxAmount?: readonly string[];
}

/** Serves an agent over standard input and output, until either end closes. */
export async function run(context: Context, options: Options): Promise<number> {
  const { allowWrites = false, maxAmount = [] } = options;
  const ceilings = ceilingsOf(maxAmount);
  checkTogether(allowWrites, ceilings);
  const account = await openAccount(context, options);
  try {
    introduce(context, account, allowWrites);
    await serve(context, account, { allowWrites, ceilings });
  } finally {
    await account.close();
  }
  return EXIT.ok;
}

/** Without a ceiling everything would be above it, and a ceiling by itself allows nothing. */
function checkTogether(allowWrites: boolean, ceilings: Ceilings): void {
  if (allowWrites === ceilings.size > 0) return;
  throw new UsageError(
    {
      en: "--allow-writes and --max-amount go together",
      es: "--allow-writes y --max-amount van juntos",
    },
    {
      en: "Write khipu mcp --allow-writes --max-amount CLP=50000.",
      es: "Escribe khipu mcp --allow-writes --max-amount CLP=50000.",
    },
  );
}

async function serve(
  context: Context,
  account: Account,
  { allowWrites, ceilings }: { readonly allowWrites: boolean; readonly ceilings: Ceilings },
): Promise<void> {
  const guard = new Guard(account.simulatorUrl === undefined ? ceilings : undefined);
  let index: DocsIndex | undefined;
  const docs = () => (index ??= new DocsIndex());
  const transport = new StdioServerTransport(
    // What the process has, and tests hand in.
    context.stdin as Readable,
    context.stdout as Writable,
  );
  const ended = new Promise<void>((resolve) => {
    context.stdin.once("end", resolve).once("close", resolve);
    context.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const desk = { context, account, guard, docs };
  const handle = serveStdio(() => khipuServer(desk, { allowWrites }), { transport });
  await ended;
  await handle.close();
}

function introduce(context: Context, { simulatorUrl }: Account, allowWrites: boolean): void {
  if (simulatorUrl !== undefined) {
    context.note(
      context.say({
        en: `for agents: a simulator at ${simulatorUrl}`,
        es: `para agentes: un simulador en ${simulatorUrl}`,
      }),
    );
    return;
  }
  context.note(
    allowWrites
      ? context.say({
          en: "for agents: a real account, and they may change it, each time after asking",
          es: "para agentes: una cuenta real, y pueden cambiarla, cada vez tras preguntar",
        })
      : context.say({
          en: "for agents: a real account, only to read",
          es: "para agentes: una cuenta real, solo para leer",
        }),
  );
}
