import type { Engine } from "../engine.js";
import type { Exchange, Reply, Route } from "../http/reply.js";
import type { Language } from "../options.js";
import { refusalPage } from "./state-views.js";

const LANGUAGE = "khipu_language";

/**
 * A route that answers with a page in the visitor's language.
 *
 * That is what `?lang=` asked for last, which a cookie remembers, or else the simulator's `language`.
 */
export function pageRoute(
  engine: Engine,
  method: string,
  path: string,
  answer: (exchange: Exchange, language: Language) => Reply,
): Route {
  const preset = engine.settings.language;
  return {
    method,
    path,
    refuse: refusalPage,
    answer: (exchange) => {
      const asked = languageIn(exchange.query.get("lang"));
      const language = asked ?? languageIn(cookieOf(exchange, LANGUAGE)) ?? preset;
      const reply = answer(exchange, language);
      return asked === undefined ? reply : withCookie(reply, LANGUAGE, asked, "/");
    },
  };
}

/** A cookie's value as the browser sent it. */
export function cookieOf({ headers }: Exchange, name: string): string | undefined {
  const pairs = headers.cookie?.split(/;\s*/) ?? [];
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The same reply, which also has the browser remember something until it is closed. */
export function withCookie(reply: Reply, name: string, value: string, path: string): Reply {
  const cookie = `${name}=${value}; Path=${path}; HttpOnly; SameSite=Lax`;
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
