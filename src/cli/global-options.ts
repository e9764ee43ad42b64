import { UsageError } from "./cli-error.js";

/** Options that every command takes, before or after its name. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly lang?: string;
  readonly baseUrl?: string;
  readonly apiKeyFile?: string;
  readonly envFile?: string;
}

/** Names under which somebody might try to hand over a secret. */
const SECRET = /^--?(?:api[-_]?key|key|token|password|(?:webhook[-_]?)?secret)(?:=|$)/i;

/** Reads what must be known before the command line is parsed, because it decides how errors are told. */
export function peek(argv: readonly string[]): Pick<GlobalOptions, "json" | "lang"> {
  const end = argv.indexOf("--");
  const given = end < 0 ? argv : argv.slice(0, end);
  const at = given.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const lang = given[at]?.includes("=") ? given[at].slice("--lang=".length) : given[at + 1];
  return { json: given.includes("--json"), ...(at >= 0 && lang !== undefined && { lang }) };
}

/**
 * Refuses a secret among the arguments: other users of the machine see those, and shells keep them.
 *
 * @throws UsageError without what was given.
 */
export function refuseSecrets(argv: readonly string[]): void {
  const found = argv.find((arg) => SECRET.test(arg));
  if (found === undefined) return;
  const [name = ""] = found.split("=");
  throw new UsageError(
    {
      en: `${name} is not an option: an argument is seen by everybody on this machine, and kept by the shell`,
      es: `${name} no es una opción: un argumento lo ven todos en esta máquina, y la consola lo guarda`,
    },
    {
      en: "Set KHIPU_API_KEY or KHIPU_WEBHOOK_SECRET, name a file with --api-key-file or --secret-file, or let the command ask. If the value was real, replace it in Khipu's panel.",
      es: "Usa KHIPU_API_KEY o KHIPU_WEBHOOK_SECRET, indica un archivo con --api-key-file o --secret-file, o deja que el comando pregunte. Si el valor era real, cámbialo en el panel de Khipu.",
    },
  );
}
