import { resolve } from "node:path";
import { fieldsOf } from "../../fields.js";
import { failureCode } from "../../http/connection.js";
import {
  type PreparedData,
  type Simulator,
  SimulatorError,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator/index.js";
import { envLines } from "../../simulator/env-lines.js";
import { CliError, UsageError } from "../cli-error.js";
import type { Context } from "../context.js";
import { readText } from "../credentials.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { notOpened } from "../listen/server.js";
import { portOf, webUrl } from "../listen/target.js";
import { untilAborted } from "../listen/until-aborted.js";
import { durationsOf } from "../simulator/durations.js";
import { faultOf } from "../simulator/faults.js";
import { printNews } from "../simulator/news.js";

/** Options of `khipu simulator`. */
export interface SimulatorCommandOptions extends GlobalOptions {
  readonly port: string;
  readonly host: string;
  readonly data?: string;
  readonly prepare?: string;
  readonly seed?: string;
  readonly name?: string;
  readonly notifyUrl?: string;
  readonly retryDelays?: string;
  readonly fault?: readonly string[];
  readonly publicUrl?: string;
  readonly quiet?: boolean;
}

/** Runs the simulator until it is interrupted. */
export async function run(context: Context, options: SimulatorCommandOptions): Promise<number> {
  const port = portOf("--port", options.port);
  const simulator = await start(port, {
    ...settingsOf(context, options, port),
    ...(await preparedIn(context, options)),
  });
  try {
    introduce(context, simulator, options);
    const end = options.quiet === true ? undefined : printNews(context, simulator);
    await untilAborted(context.signal);
    end?.();
  } finally {
    await simulator.close();
  }
  return EXIT.ok;
}

function settingsOf(
  context: Context,
  options: SimulatorCommandOptions,
  port: number,
): SimulatorOptions {
  const { host, data, seed, name, notifyUrl, retryDelays, fault = [], publicUrl } = options;
  return {
    port,
    host,
    language: context.language,
    faults: fault.map(faultOf),
    ...(data !== undefined && { dataFile: resolve(context.cwd, data) }),
    ...(seed !== undefined && { seed }),
    ...(publicUrl !== undefined && { publicUrl: webUrl("--public-url", publicUrl) }),
    ...(retryDelays !== undefined && { retryDelaysMs: durationsOf("--retry-delays", retryDelays) }),
    receiver: {
      ...(name !== undefined && { name }),
      // Who names an address here means notifications as they are today.
      ...(notifyUrl !== undefined && {
        notifyUrl: webUrl("--notify-url", notifyUrl),
        notifyApiVersion: "3.0",
      }),
    },
  };
}

/** What the file of `--prepare` holds; the simulator itself looks at what is in it. */
async function preparedIn(
  context: Context,
  { prepare }: SimulatorCommandOptions,
): Promise<Pick<SimulatorOptions, "prepared">> {
  if (prepare === undefined) return {};
  const text = await readText(context, prepare);
  try {
    return { prepared: JSON.parse(text) as PreparedData };
  } catch {
    throw new UsageError({
      en: `--prepare ${prepare} is no JSON`,
      es: `--prepare ${prepare} no es JSON`,
    });
  }
}

async function start(port: number, settings: SimulatorOptions): Promise<Simulator> {
  try {
    return await startSimulator(settings);
  } catch (error) {
    if (fieldsOf(error)["syscall"] === "listen") throw notOpened(error, port);
    if (error instanceof SimulatorError) {
      throw new UsageError({ en: error.message, es: error.message });
    }
    const code = failureCode(error);
    if (code !== undefined) {
      throw new CliError({
        en: `the data file cannot be used (${code})`,
        es: `el archivo de datos no se puede usar (${code})`,
      });
    }
    throw error;
  }
}

function introduce(
  context: Context,
  simulator: Simulator,
  { host, quiet = false }: SimulatorCommandOptions,
): void {
  const { url, apiKey, webhookSecret, receiverId, openpay } = simulator;
  const isExposed = !/^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);
  context.printJson({
    event: "started",
    ...{ url, apiKey, webhookSecret, receiverId, host, isExposed },
    openpay: {
      baseUrl: openpay.baseUrl,
      merchantId: openpay.merchantId,
      privateKey: openpay.privateKey,
    },
  });
  if (isExposed) warn(context, host);
  if (quiet) context.print(url);
  else greet(context, simulator);
}

/** What it is, where it is, and how to reach it. */
function greet(context: Context, simulator: Simulator): void {
  const { url } = simulator;
  const { bold, dim } = context.style;
  context.print(
    bold(
      context.say({
        en: "A simulator of Khipu. It is not Khipu: no money moves, no bank is asked.",
        es: "Un simulador de Khipu. No es Khipu: no se mueve dinero ni se consulta a ningún banco.",
      }),
    ),
  );
  context.print();
  context.fields([
    [context.say({ en: "API", es: "API" }), `${url}/v3`],
    [context.say({ en: "dashboard", es: "panel" }), `${url}/`],
    [
      context.say({ en: "payer's pages", es: "páginas de pago" }),
      `${url}/payment/info/<payment_id>`,
    ],
  ]);
  context.print();
  context.print(dim(context.say({ en: "For your .env:", es: "Para tu .env:" })));
  context.print(envLines(simulator));
  context.print();
  context.print(dim(context.say({ en: "Ctrl-C ends it.", es: "Ctrl-C lo termina." })));
}

function warn(context: Context, host: string): void {
  const { bold, yellow } = context.noteStyle;
  const text = context.say({
    en: `WARNING: listening on ${host}, so other machines can reach it, see its data and move its payments. Nobody is asked for a password. Leave --host out to stay on this machine.`,
    es: `CUIDADO: escucha en ${host}, así que otras máquinas pueden llegar, ver sus datos y mover sus cobros. A nadie se le pide clave. Sin --host queda solo en esta máquina.`,
  });
  context.note(bold(yellow(text)));
}
