import { UsageError } from "../cli-error.js";

/** How long Khipu waits for an answer, in milliseconds. */
export const TIMEOUT_MS = 30_000;

/**
 * Reads an address to post to.
 *
 * @throws UsageError when it is none, or holds credentials.
 */
export function webUrl(option: string, text: string): string {
  // `localhost:3000/webhooks` parses as an address of the scheme `localhost`.
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    throw new UsageError(
      {
        en: `${option} is no http or https address`,
        es: `${option} no es una dirección http o https`,
      },
      {
        en: `Write it whole: ${option} http://localhost:3000/webhooks/khipu`,
        es: `Escríbela completa: ${option} http://localhost:3000/webhooks/khipu`,
      },
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new UsageError({
      en: `${option} holds a user or a password: an argument is seen by everybody on this machine`,
      es: `${option} contiene un usuario o una clave: un argumento lo ven todos en esta máquina`,
    });
  }
  return url.href;
}

/**
 * Reads a port.
 *
 * @throws UsageError when it is none.
 */
export function portOf(option: string, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError({
    en: `${option} is a whole number from 0 to 65535; 0 takes a free one`,
    es: `${option} es un número entero de 0 a 65535; 0 toma uno libre`,
  });
}
