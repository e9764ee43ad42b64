import { Khipu } from "../index.js";
import type { Context } from "./context.js";
import { apiKeyOf, baseUrlOf } from "./credentials.js";
import type { GlobalOptions } from "./global-options.js";
import { LOOK_AT } from "./write-operations.js";

/**
 * Makes the client of a command.
 *
 * @throws UsageError when there is no API key, or an address that is none.
 */
export async function clientOf(context: Context, options: GlobalOptions): Promise<Khipu> {
  const apiKey = await apiKeyOf(context, options);
  const baseUrl = baseUrlOf(context, options);
  warnOfPlainHttp(context, baseUrl);
  return new Khipu({
    apiKey,
    ...(baseUrl !== undefined && { baseUrl }),
    appInfo: { name: "khipu-cli" },
    hooks: {
      // So that an interruption can tell whether something may have happened.
      onRequest: ({ operation }) => {
        if (Object.hasOwn(LOOK_AT, operation)) context.pendingWrite = operation;
      },
      onResponse: () => {
        context.pendingWrite = undefined;
      },
    },
  });
}

/** Over plain HTTP everybody on the way reads the key. On this machine there is nobody on the way. */
function warnOfPlainHttp(context: Context, baseUrl: string | undefined): void {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return;
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol !== "http:" || /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) return;
  context.note(
    context.noteStyle.yellow(
      context.say({
        en: `${hostname} is reached without TLS: anybody on the way can read the API key`,
        es: `${hostname} se usa sin TLS: cualquiera en el camino puede leer la llave de la API`,
      }),
    ),
  );
}
