import type { Language } from "../options.js";
import { html } from "./html.js";
import type { Html } from "./html.js";
import { textsOf } from "./texts.js";

const NAMES: Readonly<Record<Language, string>> = { es: "Español", en: "English" };

/**
 * Links to the same page in each language.
 *
 * @param query - What of the page's address stays.
 */
export function languageLinks(current: Language, query = new URLSearchParams()): Html {
  return html`<nav aria-label="${textsOf(current).languages}">
    ${languageLink("es", current, query)} ${languageLink("en", current, query)}
  </nav>`;
}

function languageLink(to: Language, current: Language, kept: URLSearchParams): Html {
  const query = new URLSearchParams([...kept].filter(([name]) => name !== "lang"));
  query.set("lang", to);
  return html`<a
    href="?${query.toString()}"
    lang="${to}"
    hreflang="${to}"
    ${to === current && html` aria-current="true"`}
    >${NAMES[to]}</a
  >`;
}
