import type { Reply } from "../http/reply.js";
import type { Language } from "../options.js";
import { html } from "./html.js";
import type { Html } from "./html.js";

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** A whole page. */
export function page(language: Language, title: string, content: Html, status = 200): Reply {
  const text = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/assets/style.css" />
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`;
  return { status, headers: HEADERS, body: text.toString() };
}

/** Sends a browser elsewhere after a form: to a path of ours, or to an address as it was given. */
export function seeOther(target: string): Reply {
  // A header takes only what a URL is made of once it is written in full.
  const location = target.startsWith("/") ? target : new URL(target).href;
  return { status: 303, headers: { location, "cache-control": "no-store" }, body: "" };
}
