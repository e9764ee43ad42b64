import { SERVER_URL } from "../../../generated/instant-payments.v3/calls.js";
import { isKhipuError, Khipu } from "../../index.js";
import type { Context } from "../context.js";
import { explain } from "../errors.js";
import { addressesOf, isLoopback } from "./address.js";
import { type Check, failed, ok, skipped, warning } from "./check.js";
import { tryConnecting } from "./connect.js";

const CLOCK_WARNS_MS = 60_000;
/** How far ahead a notification's time may be before it is refused. */
const CLOCK_FAILS_MS = 300_000;
const TIMEOUT_MS = 15_000;

/** What the checks of the API are made with. */
export interface ApiSubject {
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
}

/** Looks at the way to the API, step by step, and whether it accepts the key. */
export async function* checkApi(context: Context, subject: ApiSubject): AsyncGenerator<Check> {
  const { baseUrl = SERVER_URL, apiKey } = subject;
  const address = checkAddress(baseUrl);
  yield address;
  if (address.status === "failed") return;
  const url = new URL(baseUrl);
  const name = await checkName(url);
  yield name;
  if (name.status === "failed") return;
  const connection = await checkConnection(context, url);
  yield connection;
  if (connection.status === "failed") return;
  if (apiKey === undefined) {
    yield skipped(
      "key-accepted",
      "the API was not asked: there is no usable key",
      "no se consultó la API: no hay una llave que sirva",
    );
    return;
  }
  yield* checkKey(context, apiKey, baseUrl);
}

function checkAddress(baseUrl: string): Check {
  const id = "address";
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    return failed(
      id,
      { en: "the address of the API is none", es: "la dirección de la API no sirve" },
      {
        en: "Remove KHIPU_BASE_URL, or make it an http(s) URL without credentials and query.",
        es: "Quita KHIPU_BASE_URL, o déjala como una URL http(s) sin credenciales ni consulta.",
      },
    );
  }
  const { origin } = url;
  if (url.protocol === "http:" && !isLoopback(url)) {
    return warning(
      id,
      { en: `${origin} is not encrypted`, es: `${origin} no va cifrado` },
      {
        en: "Use https: anybody on the way can read the key.",
        es: "Usa https: cualquiera en el camino puede leer la llave.",
      },
    );
  }
  return ok(id, `the API is at ${origin}`, `la API está en ${origin}`);
}

async function checkName(url: URL): Promise<Check> {
  const addresses = await addressesOf(url);
  if (addresses.length > 0) {
    return ok("dns", `${url.hostname} has an address`, `${url.hostname} tiene dirección`);
  }
  return failed(
    "dns",
    { en: `${url.hostname} has no address`, es: `${url.hostname} no tiene dirección` },
    {
      en: "Check the name, this machine's DNS, and whether it may reach the internet.",
      es: "Revisa el nombre, el DNS de esta máquina y que tenga salida a internet.",
    },
  );
}

async function checkConnection({ signal }: Context, url: URL): Promise<Check> {
  const how = url.protocol === "https:" ? "TLS" : "TCP";
  const problem = await tryConnecting(url, signal);
  signal.throwIfAborted();
  if (!problem) return ok("connection", `connected (${how})`, `conectado (${how})`);
  return failed(
    "connection",
    { en: `no connection (${problem})`, es: `sin conexión (${problem})` },
    {
      en: "Check firewall and proxy. A certificate's error often means a proxy that opens TLS: trust its authority with NODE_EXTRA_CA_CERTS.",
      es: "Revisa firewall y proxy. Un error de certificado suele ser un proxy que abre TLS: confía en su autoridad con NODE_EXTRA_CA_CERTS.",
    },
  );
}

/** One request answers both: whether the key is accepted, and what time it is there. */
async function* checkKey(context: Context, apiKey: string, baseUrl: string): AsyncGenerator<Check> {
  let skewMs: number | undefined;
  const client = new Khipu({
    apiKey,
    baseUrl,
    timeoutMs: TIMEOUT_MS,
    maxRetries: 0,
    fetch: async (url, init) => {
      const sent = Date.now();
      const response = await fetch(url, init);
      const told = Date.parse(response.headers.get("date") ?? "");
      // A header tells whole seconds: half of one is the best guess for the rest.
      skewMs = Number.isNaN(told) ? undefined : told + 500 - (sent + Date.now()) / 2;
      return response;
    },
  });
  try {
    const { banks } = await client.banks.list({ signal: context.signal });
    const count = banks.length;
    yield ok("key-accepted", `key accepted, ${count} banks`, `llave aceptada, ${count} bancos`);
  } catch (error) {
    context.signal.throwIfAborted();
    if (!isKhipuError(error)) throw error;
    const { message, remedy } = explain(error, context);
    yield failed("key-accepted", message, remedy ?? UNUSUAL);
  }
  yield checkClock(skewMs);
}

const UNUSUAL = {
  en: "Repeat it later; if it stays so, tell Khipu.",
  es: "Repite más tarde; si sigue igual, avísale a Khipu.",
};

/** Compares this machine's clock with the server's. */
export function checkClock(skewMs: number | undefined): Check {
  const id = "clock";
  if (skewMs === undefined) {
    return skipped(id, "the server did not tell the time", "el servidor no dijo la hora");
  }
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  if (Math.abs(skewMs) < CLOCK_WARNS_MS)
    return ok(id, "the clock is right", "el reloj está en hora");
  const found =
    skewMs > 0
      ? { en: `the clock is ${seconds} s behind`, es: `el reloj está atrasado ${seconds} s` }
      : { en: `the clock is ${seconds} s ahead`, es: `el reloj está adelantado ${seconds} s` };
  const remedy = {
    en: "Synchronise it (NTP): notifications from the future are refused.",
    es: "Sincronízalo (NTP): las notificaciones del futuro se rechazan.",
  };
  return Math.abs(skewMs) < CLOCK_FAILS_MS ? warning(id, found, remedy) : failed(id, found, remedy);
}
