import { Refusal } from "../http/refusal.js";
import type { Reply } from "../http/reply.js";
import type { Language } from "../options.js";
import { isWebUrl } from "../payments/request-rules.js";
import { html } from "./html.js";
import type { Html } from "./html.js";

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; connect-src 'self'; img-src 'self'; script-src 'self'; style-src 'self'; base-uri 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** What a page has besides its content. */
export interface PageOptions {
  /** @defaultValue 200 */
  readonly status?: number;
  /** Names of style sheets of `/assets` besides `style.css`. */
  readonly styles?: readonly string[];
  /** Names of scripts of `/assets` besides `live.js`. */
  readonly scripts?: readonly string[];
  /** Where `/assets/live.js` hears that the page is out of date; without it the page stays as it is. */
  readonly live?: string;
  /** What stands before the main part, and after it. */
  readonly header?: Html;
  readonly footer?: Html;
}

/** A whole page. */
export function page(
  language: Language,
  title: string,
  content: Html,
  { status = 200, styles = [], scripts = [], live, header, footer }: PageOptions = {},
): Reply {
  const text = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/assets/icon.svg" />
        ${["style.css", ...styles].map((name) => html`<link rel="stylesheet" href="/assets/${name}" />`)}
        ${["live.js", ...scripts].map((name) => html`<script type="module" src="/assets/${name}"></script>`)}
      </head>
      <body>
        ${header}
        <main${live !== undefined && html` data-live="${live}"`}${status >= 400 && html` data-refused`}>${content}</main>
        ${footer}
      </body>
    </html>`;
  return { status, headers: HEADERS, body: text.toString() };
}

/**
 * Sends a browser elsewhere after a form: to a path of ours, or to an address of the web as it was given.
 *
 * @throws {@link Refusal} 400 for any other address, which only a data file can hold.
 */
export function seeOther(target: string): Reply {
  if (!target.startsWith("/") && !isWebUrl(target)) {
    throw new Refusal(400, "La dirección del comercio no es válida");
  }
  // A header takes only what a URL is made of once it is written in full.
  const location = target.startsWith("/") ? target : new URL(target).href;
  return { status: 303, headers: { location, "cache-control": "no-store" }, body: "" };
}
