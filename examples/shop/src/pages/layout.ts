import { html, type Html } from "../web/html.js";
import type { Visit } from "../web/visit.js";

/** A page of the shop. */
export interface Page {
  readonly title: string;
  readonly content: Html;
  /** For browsers without scripts: reload after so many seconds. */
  readonly refreshSeconds?: number;
  /** In place of the shop's own. */
  readonly navigation?: Html;
}

/** Puts a page into the shop's frame. */
export function layout(visit: Visit, { title, content, refreshSeconds, navigation }: Page): Html {
  const { texts, language } = visit;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Casa Boldo</title>
        <link rel="icon" href="/assets/icon.svg" />
        <link rel="stylesheet" href="/assets/shop.css" />
        <link rel="stylesheet" href="/assets/pages.css" />
        <script type="module" src="/assets/shop.js"></script>
        ${
          refreshSeconds !== undefined &&
          html`<noscript><meta http-equiv="refresh" content="${refreshSeconds}" /></noscript>`
        }
      </head>
      <body>
        <a class="skip" href="#content">${texts.shop.skip}</a>
        <header class="top">
          <div class="top-row">
            <a class="brand" href="/">
              <img src="/assets/icon.svg" alt="" width="36" height="36" />
              <span>Casa Boldo</span>
            </a>
            ${navigation ?? shopNavigation(visit)}
          </div>
        </header>
        <main id="content" tabindex="-1">${content}</main>
        ${footer(visit)}
      </body>
    </html>`;
}

/** The page's only first heading. */
export function heading(title: string, lead?: string): Html {
  return html`<div class="heading">
    <h1>${title}</h1>
    ${lead !== undefined && html`<p class="lead">${lead}</p>`}
  </div>`;
}

function shopNavigation({ session, texts }: Visit): Html {
  const count = Object.values(session.cart).reduce((sum, quantity) => sum + quantity, 0);
  return html`<nav aria-label="Casa Boldo">
    <a href="/">${texts.shop.catalogue}</a>
    <a href="/cart">
      ${texts.shop.cart} <span class="count">${count}</span>
      <span class="unseen">${texts.shop.items(count)}</span>
    </a>
  </nav>`;
}

function footer({ language, path, texts }: Visit): Html {
  const other = language === "es" ? "en" : "es";
  return html`<footer class="bottom">
    <div class="bottom-row">
      <p>${texts.shop.footer}</p>
      <p>
        <a href="${path}?lang=${other}" lang="${other}" hreflang="${other}"
          >${texts.shop.otherLanguage}</a
        >
        <a href="/admin">${texts.shop.admin}</a>
      </p>
    </div>
  </footer>`;
}
