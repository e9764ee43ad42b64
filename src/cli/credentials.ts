import { resolve } from "node:path";
import { failureCode } from "../http/connection.js";
import { CliError, UsageError } from "./cli-error.js";
import type { Context } from "./context.js";
import type { GlobalOptions } from "./global-options.js";
import type { Said } from "./language.js";

/** One secret, and where it may come from. */
interface Secret {
  /** The variable that holds it; with `_FILE` after it, the one that names a file. */
  readonly variable: string;
  /** The option that names a file. */
  readonly option: string;
  readonly name: Said;
}

/** Where a secret was found, and what it is. */
export interface Found {
  readonly value: string;
  /** An option or a variable's name; never the value. */
  readonly source: string;
}

const API_KEY: Secret = {
  variable: "KHIPU_API_KEY",
  option: "--api-key-file",
  name: { en: "the API key", es: "la llave de la API" },
};

const WEBHOOK_SECRET: Secret = {
  variable: "KHIPU_WEBHOOK_SECRET",
  option: "--secret-file",
  name: {
    en: "the secret that signs notifications",
    es: "el secreto que firma las notificaciones",
  },
};

/** Where the API is, when the caller or the environment says so. */
export function baseUrlOf(context: Context, { baseUrl }: GlobalOptions): string | undefined {
  return [baseUrl, context.env["KHIPU_BASE_URL"]].find(Boolean);
}

/**
 * Finds the API key: `--api-key-file`, `KHIPU_API_KEY`, `KHIPU_API_KEY_FILE`, or a prompt.
 *
 * @throws UsageError when it is nowhere, or cannot be sent.
 */
export async function apiKeyOf(context: Context, options: GlobalOptions): Promise<string> {
  return secretOf(context, API_KEY, options.apiKeyFile);
}

/**
 * Finds the secret that signs notifications: `--secret-file`, `KHIPU_WEBHOOK_SECRET`,
 * `KHIPU_WEBHOOK_SECRET_FILE`, or a prompt.
 *
 * @throws UsageError when it is nowhere, or no secret at all.
 */
export async function webhookSecretOf(
  context: Context,
  options: { readonly secretFile?: string },
): Promise<string> {
  return secretOf(context, WEBHOOK_SECRET, options.secretFile);
}

/** Looks for the API key without asking anybody. */
export function findApiKey(context: Context, options: GlobalOptions): Promise<Found | undefined> {
  return find(context, API_KEY, options.apiKeyFile);
}

/** Looks for the webhook secret without asking anybody. */
export function findWebhookSecret(
  context: Context,
  options: { readonly secretFile?: string },
): Promise<Found | undefined> {
  return find(context, WEBHOOK_SECRET, options.secretFile);
}

/** Whether a credential is one word of visible ASCII: all that a header and Khipu's panel know. */
export function isSendable(value: string): boolean {
  return /^[!-~]+$/.test(value);
}

async function secretOf(
  context: Context,
  secret: Secret,
  file: string | undefined,
): Promise<string> {
  const { value, source } = (await find(context, secret, file)) ?? (await askFor(context, secret));
  if (isSendable(value)) return value;
  throw new UsageError(
    {
      en: `${source}: ${secret.name.en} is empty, or has white space or characters that it cannot have`,
      es: `${source}: ${secret.name.es} está vacía, o tiene espacios o caracteres que no puede tener`,
    },
    {
      en: "Copy it again from Khipu's panel, without quotes or line breaks.",
      es: "Cópiala de nuevo desde el panel de Khipu, sin comillas ni saltos de línea.",
    },
  );
}

async function find(
  context: Context,
  { variable, option }: Secret,
  file: string | undefined,
): Promise<Found | undefined> {
  const inFile = async (path: string, source: string) => {
    const value = (await readText(context, path)).trim();
    context.conceal(value);
    return { value, source };
  };
  if (file !== undefined) return inFile(file, `${option} ${file}`);
  const value = context.env[variable];
  if (value) {
    context.conceal(value);
    return { value, source: variable };
  }
  const named = context.env[`${variable}_FILE`];
  return named ? inFile(named, `${variable}_FILE`) : undefined;
}

async function askFor(context: Context, { variable, option, name }: Secret): Promise<Found> {
  if (context.canAsk) {
    const question = context.say({
      en: `Paste ${name.en} (it is not shown):`,
      es: `Pega ${name.es} (no se muestra):`,
    });
    return { value: (await context.prompt(question, { secret: true })).trim(), source: variable };
  }
  throw new UsageError(
    { en: `${variable} is not set`, es: `Falta ${variable}` },
    {
      en: `Set ${variable} to ${name.en}, or name a file that holds it with ${option} or ${variable}_FILE.`,
      es: `Pon ${name.es} en ${variable}, o indica un archivo que la contenga con ${option} o ${variable}_FILE.`,
    },
  );
}

/**
 * Reads a file that somebody named, or standard input for `-`.
 *
 * @throws CliError when it cannot be read.
 */
export async function readText(context: Context, path: string): Promise<string> {
  return (await readBytes(context, path)).toString("utf8");
}

/** Like {@link readText}, the bytes as they are. */
export async function readBytes(context: Context, path: string): Promise<Buffer> {
  try {
    if (path !== "-") {
      // Loaded only here: it costs more than all that `khipu --help` needs of Node.
      const { readFile } = await import("node:fs/promises");
      return await readFile(resolve(context.cwd, path));
    }
    const chunks: Buffer[] = [];
    for await (const chunk of context.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  } catch (error) {
    const code = failureCode(error);
    throw new CliError(
      { en: `cannot read ${path} (${code})`, es: `no se puede leer ${path} (${code})` },
      {
        en: "Check the path, and that you may read it.",
        es: "Revisa la ruta, y que tengas permiso de lectura.",
      },
    );
  }
}
