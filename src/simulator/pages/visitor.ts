import type { Engine } from "../engine.js";
import type { Exchange, Reply, Route } from "../http/reply.js";
import type { Language } from "../options.js";
import { refusalPage } from "./state-views.js";

const LANGUAGE = "khipu_language";

/** A route that answers with a page in the visitor's language. */
export function pageRoute(
  engine: Engine,
  method: string,
  path: string,
  answer: (exchange: Exchange, language: Language) => Reply,
): Route {
  return {
    method,
    path,
    refuse: refusalPage,
    answer: (exchange) =>
      rememberLanguage(exchange, answer(exchange, languageFor(engine, exchange))),
  };
}

/**
 * The visitor's language: what `?lang=` asked for last, which a cookie remembers, or else the simulator's
 * `language`.
 */
export function languageFor({ settings }: Engine, exchange: Exchange): Language {
  const asked = languageIn(exchange.query.get("lang"));
  return asked ?? languageIn(cookieOf(exchange, LANGUAGE)) ?? settings.language;
}

/** The same reply, which also has the browser remember the language that was asked for, if one was. */
export function rememberLanguage(exchange: Exchange, reply: Reply): Reply {
  const asked = languageIn(exchange.query.get("lang"));
  return asked === undefined ? reply : withCookie(reply, exchange, [LANGUAGE, asked, "/"]);
}

/** A cookie's value as the browser sent it. */
export function cookieOf({ headers }: Exchange, name: string): string | undefined {
  const pairs = headers.cookie?.split(/;\s*/) ?? [];
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The same reply, which also has the browser remember something until it is closed. */
export function withCookie(
  reply: Reply,
  exchange: Exchange,
  [name, value, path]: readonly [name: string, value: string, path: string],
): Reply {
  // In a frame of another site a browser keeps no other cookie.
  const scope = isInFrame(exchange) ? "SameSite=None; Secure; Partitioned" : "SameSite=Lax";
  const cookie = `${name}=${value}; Path=${path}; HttpOnly; ${scope}`;
  return { ...reply, headers: { ...reply.headers, "set-cookie": cookie } };
}

/** The fields of a form that was posted. */
export function formOf({ rawBody }: Exchange): URLSearchParams {
  return new URLSearchParams(rawBody.toString("utf8"));
}

/** Whether the page is shown inside another one, such as a shop's with `kws.js`. */
export function isInFrame({ headers }: Exchange): boolean {
  return headers["sec-fetch-dest"] === "iframe";
}

function languageIn(text: string | null | undefined): Language | undefined {
  return text === "es" || text === "en" ? text : undefined;
}
