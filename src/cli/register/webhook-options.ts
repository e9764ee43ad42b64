import type { Said } from "../language.js";
import { SIMULATOR_PORT } from "../simulator/remote.js";

/** One option of a command. */
export interface OptionRow {
  readonly flags: string;
  readonly said: Said;
  readonly preset?: string;
  /** Separated by spaces. */
  readonly choices?: string;
  /** It may be repeated. */
  readonly isList?: true;
  readonly isRequired?: true;
}

/** Next to the simulator's. */
const LISTEN_PORT = "5448";

const SECRET_FILE: OptionRow = {
  flags: "--secret-file <file>",
  said: {
    en: "a file that holds the secret (KHIPU_WEBHOOK_SECRET, KHIPU_WEBHOOK_SECRET_FILE)",
    es: "un archivo con el secreto (KHIPU_WEBHOOK_SECRET, KHIPU_WEBHOOK_SECRET_FILE)",
  },
};
const HOST: OptionRow = {
  flags: "--host <address>",
  said: {
    en: "the address to listen on; others than loopback let other machines in",
    es: "la dirección donde escuchar; las que no son loopback dejan entrar a otras máquinas",
  },
  preset: "127.0.0.1",
};
const port = (preset: string): OptionRow => ({
  flags: "--port <port>",
  said: {
    en: "the port to listen on; 0 takes a free one",
    es: "el puerto donde escuchar; 0 toma uno libre",
  },
  preset,
});

/** Options of `khipu simulator`. */
export const SIMULATOR: readonly OptionRow[] = [
  port(SIMULATOR_PORT),
  HOST,
  {
    flags: "--data <file>",
    said: { en: "keep everything in this file", es: "guarda todo en este archivo" },
  },
  {
    flags: "--prepare <file>",
    said: {
      en: "begin with the payments of a JSON file, each in its state",
      es: "empieza con los cobros de un archivo JSON, cada uno en su estado",
    },
  },
  {
    flags: "--seed <text>",
    said: {
      en: "the same ids, keys and secret in every run",
      es: "los mismos identificadores, llaves y secreto en cada ejecución",
    },
  },
  {
    flags: "--name <name>",
    said: { en: "the receiver's name", es: "el nombre del cobrador" },
  },
  {
    flags: "--notify-url <url>",
    said: {
      en: "where payments without a notify_url are notified (version 3.0)",
      es: "dónde se notifican los cobros sin notify_url (versión 3.0)",
    },
  },
  {
    flags: "--retry-delays <times>",
    said: {
      en: "how long to wait before each retry of a notification, e.g. 1s,5s,1m",
      es: "cuánto esperar antes de cada reintento de una notificación, p. ej. 1s,5s,1m",
    },
  },
  {
    flags: "--fault <fault>",
    said: {
      en: "something that goes wrong, e.g. server-error:operation=postPayment,tookEffect; may be repeated",
      es: "algo que falla, p. ej. server-error:operation=postPayment,tookEffect; se puede repetir",
    },
    isList: true,
  },
  {
    flags: "--public-url <url>",
    said: { en: "how others reach it", es: "cómo llegan otros hasta él" },
  },
  {
    flags: "--quiet",
    said: { en: "print its address and nothing more", es: "escribe su dirección y nada más" },
  },
];

/** Options of `khipu webhooks listen`. */
export const LISTEN: readonly OptionRow[] = [
  {
    flags: "--forward-to <url>",
    said: { en: "your server's webhook", es: "el webhook de tu servidor" },
  },
  port(LISTEN_PORT),
  HOST,
  {
    flags: "--path <path>",
    said: { en: "take notifications at this path only", es: "recibe solo en esta ruta" },
  },
  {
    flags: "--forward-invalid",
    said: { en: "forward what is forged, too", es: "reenvía también lo falsificado" },
  },
  { flags: "--print-body", said: { en: "print the bodies", es: "muestra los cuerpos" } },
  {
    flags: "--save <file>",
    said: { en: "add them to a file of JSON lines", es: "agrégalas a un archivo de líneas JSON" },
  },
  {
    flags: "--replay <number>",
    said: { en: "forward a saved one again, and end", es: "reenvía una guardada, y termina" },
  },
  {
    flags: "--from <file>",
    said: { en: "the file that --save wrote", es: "el archivo que escribió --save" },
  },
  SECRET_FILE,
];

/** Options of `khipu webhooks send`. */
export const SEND: readonly OptionRow[] = [
  {
    flags: "--to <url>",
    said: { en: "your server's webhook", es: "el webhook de tu servidor" },
    isRequired: true,
  },
  {
    flags: "--body <file>",
    said: {
      en: "send these bytes as they are; - is standard input",
      es: "envía estos bytes tal cual; - es la entrada estándar",
    },
  },
  {
    flags: "--template <name>",
    said: { en: "what to send without a file", es: "qué enviar sin archivo" },
    choices: "payment payment-1.3 subscription charge openpay openpay-failed openpay-verification",
  },
  {
    flags: "--set <field=value>",
    said: {
      en: "change a field of the template (:= for JSON); may be repeated",
      es: "cambia un campo de la plantilla (:= para JSON); se puede repetir",
    },
    isList: true,
  },
  {
    flags: "--timestamp <time>",
    said: {
      en: "when it is signed, milliseconds or ISO 8601",
      es: "cuándo se firma, milisegundos o ISO 8601",
    },
  },
  {
    flags: "--forge <how>",
    said: {
      en: "do one thing wrong, and expect to be refused (4xx)",
      es: "haz algo mal, y espera que lo rechacen (4xx)",
    },
    choices: "wrong-secret no-header tampered parsed stale future seconds hex no-time no-padding",
  },
  {
    flags: "--expect-status <status>",
    said: { en: "end well with this status only", es: "termina bien solo con este estado" },
  },
  SECRET_FILE,
];

/** Options of `khipu webhooks verify`. */
export const VERIFY: readonly OptionRow[] = [
  {
    flags: "--body <file>",
    said: {
      en: "its body, as it came; - is standard input",
      es: "su cuerpo, tal como llegó; - es la entrada estándar",
    },
  },
  { flags: "--header <value>", said: { en: "its x-khipu-signature", es: "su x-khipu-signature" } },
  {
    flags: "--header-file <file>",
    said: { en: "a file with its headers", es: "un archivo con sus headers" },
  },
  {
    flags: "--request <file>",
    said: {
      en: "the whole request as HTTP/1.1 writes it",
      es: "la solicitud completa, como la escribe HTTP/1.1",
    },
  },
  {
    flags: "--any-age",
    said: { en: "do not mind how old it is", es: "no importa su antigüedad" },
  },
  SECRET_FILE,
];

/** Options of `khipu init`. */
export const INIT: readonly OptionRow[] = [
  {
    flags: "--framework <name>",
    said: { en: "in place of the one it finds", es: "en lugar del que encuentra" },
    choices: "next-app next-pages nest sveltekit hono fastify koa express workers deno bun node",
  },
  { flags: "-y, --yes", said: { en: "write without asking", es: "escribe sin preguntar" } },
  {
    flags: "--dry-run",
    said: { en: "show it, and write nothing", es: "muéstralo, y no escribas nada" },
  },
];
