import type { Engine } from "../engine.js";
import { Refusal } from "../http/refusal.js";
import type { Exchange } from "../http/reply.js";
import { isLoopback } from "../loopback.js";
import { languageFor } from "../pages/visitor.js";

const WORDS = {
  es: {
    host: "Esta dirección no es la del simulador. Ábrelo en localhost o 127.0.0.1, o arráncalo con publicUrl.",
    origin: "Esta petición viene de otro sitio: el panel sólo obedece a sus propias páginas.",
  },
  en: {
    host: "This is not the simulator's address. Open it at localhost or 127.0.0.1, or start it with publicUrl.",
    origin: "This request comes from another site: the dashboard obeys its own pages alone.",
  },
} as const;

/**
 * Refuses requests to a name that somebody else may have pointed at this machine (DNS rebinding): on
 * loopback, only names of loopback and of `publicUrl` are ours.
 *
 * @throws {@link Refusal} 403
 */
export function checkHost(engine: Engine, exchange: Exchange): void {
  const { settings } = engine;
  const { headers } = exchange;
  if (!isLoopback(hostnameOf(settings.host))) return;
  const name = hostnameOf(headers.host ?? "");
  const isPublic =
    settings.publicUrl !== undefined && new URL(settings.publicUrl).hostname === name;
  if (!isLoopback(name) && !isPublic) {
    throw new Refusal(403, WORDS[languageFor(engine, exchange)].host);
  }
}

/**
 * Refuses what another site's page makes a browser send.
 *
 * Tools that are no browser send neither of the two headers, and can do what they like anyway.
 *
 * @throws {@link Refusal} 403
 */
export function checkOrigin(engine: Engine, exchange: Exchange): void {
  const { settings } = engine;
  const { headers } = exchange;
  const site = headers["sec-fetch-site"];
  const { origin, host } = headers;
  const isFromHere = site === "same-origin" || site === "none";
  const isElsewhere = site !== undefined && !isFromHere;
  // A browser that hides where it comes from says "null"; the other header tells then.
  const isNamed = origin !== undefined && !(origin === "null" && isFromHere);
  if (isElsewhere || (isNamed && !isOurs(origin, host, settings.publicUrl))) {
    throw new Refusal(403, WORDS[languageFor(engine, exchange)].origin);
  }
}

function isOurs(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}

/** The name in a `Host` header, or in what a server is bound to; empty when it is none. */
function hostnameOf(host: string): string {
  // A bare IPv6 address; one with a port stands in brackets.
  const name = /^[\da-f:.]*:[\da-f:.]*:/i.test(host) ? `[${host}]` : host;
  return URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : "";
}
