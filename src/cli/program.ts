import { Command, Option } from "commander";
import { VERSION } from "../version.js";
import { Registrar } from "./command.js";
import type { Context } from "./context.js";
import { speak } from "./help.js";
import { registerCompletion } from "./register/completion.js";
import { registerDiagnosis } from "./register/diagnosis.js";
import { registerMcp } from "./register/mcp.js";
import { registerPayments } from "./register/payments.js";
import { registerRefunds } from "./register/refunds.js";
import { registerReceivers } from "./register/receivers.js";
import { registerSimulator } from "./register/simulator.js";
import { registerSubscriptions } from "./register/subscriptions.js";
import { registerWebhooks } from "./register/webhooks.js";
import { usageErrorOf } from "./usage.js";

const LANGUAGES = ["es", "en"];

/**
 * Parses a command line and runs its command.
 *
 * @throws UsageError for a command line that makes no sense, and whatever the command throws.
 */
export async function runProgram(argv: readonly string[], context: Context): Promise<number> {
  const registrar = new Registrar(context, argv);
  try {
    await programOf(context, registrar).parseAsync(argv, { from: "user" });
  } catch (error) {
    const usage = usageErrorOf(error);
    if (typeof usage === "number") return usage;
    throw usage ?? error;
  }
  return registrar.exitCode;
}

function programOf(context: Context, registrar: Registrar): Command {
  const say = registrar.say.bind(registrar);
  const program = new Command("khipu")
    .description(say({ en: "Khipu from the command line", es: "Khipu desde la línea de comandos" }))
    .exitOverride()
    .configureOutput({
      // Help that was asked for is a result; complaints are told by errors.ts.
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      outputError: () => undefined,
    })
    .version(VERSION, "-V, --version", say({ en: "print the version", es: "muestra la versión" }));
  speak(program, context);
  addGlobalOptions(program, registrar);
  registerPayments(program, registrar);
  registerRefunds(program, registrar);
  registerSubscriptions(program, registrar);
  registerReceivers(program, registrar);
  registerSimulator(program, registrar);
  registerWebhooks(program, registrar);
  registerDiagnosis(program, registrar);
  registerMcp(program, registrar);
  registerCompletion(program, registrar, () => programOf(context, new Registrar(context)));
  return program;
}

function addGlobalOptions(program: Command, registrar: Registrar): void {
  const say = registrar.say.bind(registrar);
  program
    .option(
      "--json",
      say({
        en: "print JSON and nothing else on standard output",
        es: "escribe JSON y nada más en la salida estándar",
      }),
    )
    .addOption(
      new Option("--lang <language>", say({ en: "the language", es: "el idioma" })).choices(
        LANGUAGES,
      ),
    )
    .option(
      "--base-url <url>",
      say({
        en: "where the API is, e.g. a simulator (KHIPU_BASE_URL)",
        es: "dónde está la API, p. ej. un simulador (KHIPU_BASE_URL)",
      }),
    )
    .option(
      "--api-key-file <file>",
      say({
        en: "a file that holds the API key (KHIPU_API_KEY, KHIPU_API_KEY_FILE)",
        es: "un archivo con la llave de la API (KHIPU_API_KEY, KHIPU_API_KEY_FILE)",
      }),
    )
    .option(
      "--env-file <file>",
      say({
        en: "a file with settings; without it .env, where the environment has none of them",
        es: "un archivo con ajustes; sin ella .env, si el entorno no tiene ninguno de ellos",
      }),
    );
}
