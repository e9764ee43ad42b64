import type { Reply } from "../http/reply.js";
import type { Language } from "../options.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { languageLinks } from "../pages/language-links.js";
import { page } from "../pages/layout.js";
import type { Flash } from "./flashes.js";
import { dashboardTexts } from "./texts.js";

/** A section of the dashboard. */
export type Section =
  "payments" | "notifications" | "subscriptions" | "faults" | "bills" | "requests";

const SECTIONS: readonly (readonly [Section, path: string])[] = [
  ["payments", "/"],
  ["notifications", "/dashboard/notifications"],
  ["subscriptions", "/dashboard/subscriptions"],
  ["faults", "/dashboard/faults"],
  ["bills", "/dashboard/bills"],
  ["requests", "/dashboard/requests"],
];

/** Where a person can have everything forgotten. */
export const RESET = "/dashboard/reset";

/** A page of the dashboard, before what all of them have is put around it. */
export interface View {
  readonly section: Section;
  /** The heading, too, unless the content has its own. */
  readonly title: string;
  readonly content: Html;
  /** Where the page hears that it is out of date. @defaultValue `/events` */
  readonly live?: string;
  /**
   * Differs whenever something differs that is worth replacing the page under a person who types;
   * what was typed stays.
   */
  readonly state?: string;
  readonly status?: number;
}

/** What a page of the dashboard was asked with, and what it says first. */
export interface Visit {
  readonly flash?: Flash | undefined;
  /** Of its address; without it the page cannot be asked for again, in another language either. */
  readonly query?: URLSearchParams;
}

/** A whole page of the dashboard. */
export function dashboardPage(language: Language, view: View, { flash, query }: Visit = {}): Reply {
  const texts = dashboardTexts(language);
  const content = html`<div class="dash" id="content" data-state="${view.state ?? ""}">
    ${flash !== undefined && html`<p class="flash ${flash.tone}" role="${flash.tone === "good" ? "status" : "alert"}">${flash.text}</p>`}
    ${view.content}
  </div>`;
  const reply = page(language, `${view.title} · ${texts.brand}`, content, {
    ...{ status: view.status ?? 200, styles: ["dashboard.css"], scripts: ["copy.js"] },
    ...{ live: view.live ?? "/events", header: topBar(language, view.section) },
    footer: bottomBar(language, query),
  });
  return { ...reply, headers: guarded(reply.headers) };
}

function topBar(language: Language, current: Section): Html {
  const texts = dashboardTexts(language);
  return html`<a class="skip" href="#content">${texts.skip}</a>
    <header class="bar">
      <a class="brand" href="/"><span class="mark" aria-hidden="true"></span>${texts.brand}</a>
      <nav aria-label="${texts.navigation}">
        ${SECTIONS.map(([section, path]) => html`<a href="${path}" ${section === current && html`aria-current="page"`}>${texts[section]}</a>`)}
      </nav>
    </header>`;
}

function bottomBar(language: Language, query: URLSearchParams | undefined): Html {
  const texts = dashboardTexts(language);
  // What came of an action was told already.
  const kept = query && new URLSearchParams([...query].filter(([name]) => name !== "said"));
  return html`<footer class="dash-footer">
    <p>${texts.notReal}</p>
    <a href="${RESET}">${texts.forget}…</a>
    ${kept !== undefined && languageLinks(language, kept)}
    <p class="hidden" id="copied" role="status"></p>
  </footer>`;
}

/** No other site may show the dashboard inside itself; our own forms say where they come from. */
function guarded(headers: Reply["headers"]): Reply["headers"] {
  const policy = headers["content-security-policy"] ?? "";
  return {
    ...headers,
    "content-security-policy": `${policy}; form-action 'self'; frame-ancestors 'none'`,
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
  };
}
