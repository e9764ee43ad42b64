import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { UsageError } from "../cli-error.js";
import type { Context } from "../context.js";
import { findApiKey, readText, webhookSecretOf } from "../credentials.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { Desk } from "../listen/desk.js";
import { forward } from "../listen/forward.js";
import { findRecorded } from "../listen/recording.js";
import { openListener } from "../listen/server.js";
import { portOf, webUrl } from "../listen/target.js";
import { untilAborted } from "../listen/until-aborted.js";
import { plain } from "../style.js";

/** Options of `khipu webhooks listen`. */
export interface ListenCommandOptions extends GlobalOptions {
  readonly forwardTo?: string;
  readonly port: string;
  readonly host: string;
  readonly path?: string;
  readonly forwardInvalid?: boolean;
  readonly printBody?: boolean;
  readonly save?: string;
  readonly replay?: string;
  readonly from?: string;
  readonly secretFile?: string;
}

/** Receives notifications, verifies, prints and forwards them; or forwards a saved one again. */
export async function run(context: Context, options: ListenCommandOptions): Promise<number> {
  const forwardTo =
    options.forwardTo === undefined ? undefined : webUrl("--forward-to", options.forwardTo);
  if (options.replay !== undefined || options.from !== undefined) {
    return replaySaved(context, options, forwardTo);
  }
  const port = portOf("--port", options.port);
  const { path, secretFile } = options;
  if (path !== undefined && !path.startsWith("/")) {
    throw new UsageError({ en: "--path begins with /", es: "--path empieza con /" });
  }
  const desk = new Desk(context, {
    secret: await webhookSecretOf(context, secretFile === undefined ? {} : { secretFile }),
    apiKey: (await findApiKey(context, options))?.value,
    forwardTo,
    forwardsInvalid: options.forwardInvalid === true,
    saveTo: options.save === undefined ? undefined : resolve(context.cwd, options.save),
    printsBody: options.printBody === true,
  });
  const listener = await openListener({
    host: options.host,
    port,
    path,
    onRequest: (request) => desk.receive(request),
  });
  introduce(context, listener.url, forwardTo);
  const typed = takeCommands(context, desk);
  try {
    await Promise.race([untilAborted(context.signal), typed.quit]);
  } finally {
    typed.end();
    await listener.close();
  }
  return EXIT.ok;
}

function introduce(context: Context, url: string, forwardTo: string | undefined): void {
  const { bold, dim } = context.style;
  context.printJson({ event: "listening", url, forwardTo });
  context.print(`${context.say({ en: "Listening at", es: "Escuchando en" })} ${bold(url)}`);
  if (forwardTo !== undefined) {
    context.print(`${context.say({ en: "Forwarding to", es: "Reenviando a" })} ${bold(forwardTo)}`);
  }
  if (!context.isTty.stdin || context.isJson) return;
  const keys = context.say({
    en: "3 + Enter forwards notification 3 again, q + Enter ends",
    es: "3 + Enter reenvía la notificación 3 otra vez, q + Enter termina",
  });
  context.print(dim(keys));
}

interface Typed {
  /** Resolves when the person wants to end. */
  readonly quit: Promise<void>;
  end(): void;
}

/** Lines of a person at the terminal. What is piped in is nobody's. */
function takeCommands(context: Context, desk: Desk): Typed {
  if (!context.isTty.stdin) {
    return { quit: new Promise(() => undefined), end: () => undefined };
  }
  const lines = createInterface({ input: context.stdin, terminal: false });
  const quit = new Promise<void>((resolve) => {
    lines.on("line", (line) => {
      const [, number] = /^\s*(?:r\s*)?#?(\d{1,9})\s*$/i.exec(line) ?? [];
      if (number !== undefined) void desk.replay(Number(number));
      else if (/^\s*q\s*$/i.test(line)) resolve();
      else if (line.trim() !== "") {
        context.note(context.say({ en: "a number, or q", es: "un número, o q" }));
      }
    });
  });
  return { quit, end: () => lines.close() };
}

async function replaySaved(
  context: Context,
  { replay = "", from }: ListenCommandOptions,
  forwardTo: string | undefined,
): Promise<number> {
  if (!/^\d{1,9}$/.test(replay) || from === undefined || forwardTo === undefined) {
    throw new UsageError({
      en: "a replay needs all three: --replay NUMBER --from FILE --forward-to URL",
      es: "una repetición necesita los tres: --replay NÚMERO --from ARCHIVO --forward-to URL",
    });
  }
  const received = findRecorded(await readText(context, from), Number(replay));
  const forwarded = await forward(forwardTo, received, context.signal);
  context.signal.throwIfAborted();
  const { status, error, durationMs, answer } = forwarded;
  const isTaken = error === undefined && status !== undefined && status >= 200 && status < 300;
  context.printJson({ event: "replay", number: received.number, forwarded });
  const { green, red, dim } = context.style;
  const outcome = (isTaken ? green : red)(plain(error ?? status));
  context.print(`#${received.number} → ${outcome} ${dim(`${durationMs} ms`)}`);
  if (answer !== undefined) context.print(`  ${plain(answer)}`);
  return isTaken ? EXIT.ok : EXIT.failed;
}
