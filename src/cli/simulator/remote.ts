import { CliError, UsageError } from "../cli-error.js";
import type { Language, Said } from "../language.js";

/** What a payer or a bank can be made to do from outside. The names are those of the simulator's own controls. */
export const ACTS = ["pay", "reject", "verify", "expire"] as const;

/** One of {@link ACTS}. */
export type Act = (typeof ACTS)[number];

/** Where `khipu simulator` listens unless told otherwise: Khipu on a telephone's keys. */
export const SIMULATOR_PORT = "5447";

const PATIENCE_MS = 10_000;
const START_IT: Said = {
  en: "Start one with khipu simulator, or name another address with --base-url or KHIPU_BASE_URL.",
  es: "Inicia uno con khipu simulator, o indica otra dirección con --base-url o KHIPU_BASE_URL.",
};

/** What is found at an address. A simulator names itself in the `server` header; Khipu does not. */
export async function whatIsAt(
  url: string,
  signal: AbortSignal,
): Promise<"simulator" | "something else" | "nothing"> {
  try {
    const { headers } = await ask(`${url}/assets/live.js`, { method: "HEAD" }, signal);
    return headers.get("server") === "khipu-simulator" ? "simulator" : "something else";
  } catch {
    signal.throwIfAborted();
    return "nothing";
  }
}

/**
 * Does to a payment of a running simulator what its dashboard's button does.
 *
 * @param base - Its address. Nothing is asked of what is no simulator there.
 * @returns what came of it, in a sentence of the simulator's.
 * @throws UsageError when there is no simulator at the address, CliError when the payment is in no state for it.
 */
export async function actOnPayment(
  base: string,
  { act, id, language }: { readonly act: Act; readonly id: string; readonly language: Language },
  signal: AbortSignal,
): Promise<string> {
  const url = base.replace(/\/+$/, "");
  await refuseOthers(url, signal);
  const path = `/dashboard/payments/${encodeURIComponent(id)}/${act}?lang=${language}`;
  const init = { method: "POST", headers: { accept: "application/json" } };
  const response = await ask(url + path, init, signal);
  const { message } = (await response.json().catch(() => ({}))) as { readonly message?: unknown };
  const text = typeof message === "string" ? message : `HTTP ${response.status}`;
  if (response.ok) return text;
  throw new CliError({ en: text, es: text });
}

async function refuseOthers(url: string, signal: AbortSignal): Promise<void> {
  const found = await whatIsAt(url, signal);
  if (found === "simulator") return;
  throw new UsageError(
    found === "nothing"
      ? { en: `no simulator answers at ${url}`, es: `ningún simulador responde en ${url}` }
      : {
          en: `what answers at ${url} is no simulator`,
          es: `lo que responde en ${url} no es un simulador`,
        },
    START_IT,
  );
}

function ask(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  return fetch(url, { redirect: "manual", signal: either, ...init });
}
