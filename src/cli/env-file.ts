import * as util from "node:util";
import { UsageError } from "./cli-error.js";
import type { Context } from "./context.js";
import { readText } from "./credentials.js";
import type { GlobalOptions } from "./global-options.js";
import type { Env } from "./io.js";

/** The file that is read where the command is run. */
const DEFAULT_FILE = ".env";
/** What of a file is taken: the rest is another program's. */
const OURS = /^(?:KHIPU|OPENPAY)_/;

/**
 * Takes Khipu's settings from `--env-file`, or from `.env` where the command is run, and says so. What the environment
 * sets already stays.
 *
 * `.env` counts only where the environment has none of these settings. Otherwise a folder that somebody else has written
 * could send a key of the environment to an address of its own.
 *
 * @throws CliError when the file of `--env-file` cannot be read.
 */
export async function takeEnvFile(context: Context, { envFile }: GlobalOptions): Promise<void> {
  if (envFile === undefined && Object.keys(context.env).some((name) => OURS.test(name))) return;
  const text =
    envFile === undefined ? await defaultFile(context) : await readText(context, envFile);
  if (text === undefined) return;
  const taken = Object.entries(parse(text)).filter(
    ([name, value]) => OURS.test(name) && value && context.env[name] === undefined,
  );
  if (taken.length === 0) return;
  context.addSettings(Object.fromEntries(taken));
  const [from, names] = [
    envFile ?? DEFAULT_FILE,
    taken
      .map(([name]) => name)
      .sort()
      .join(", "),
  ];
  context.note(context.say({ en: `from ${from}: ${names}`, es: `de ${from}: ${names}` }));
}

/** That there is none is the usual case. */
async function defaultFile(context: Context): Promise<string | undefined> {
  return readText(context, DEFAULT_FILE).catch(() => undefined);
}

function parse(text: string): Env {
  // Node 20.12 and newer have it.
  const { parseEnv }: Partial<Pick<typeof util, "parseEnv">> = util;
  if (parseEnv) return parseEnv(text);
  throw new UsageError({
    en: "to read an .env file takes Node 20.12 or newer",
    es: "leer un archivo .env requiere Node 20.12 o posterior",
  });
}
