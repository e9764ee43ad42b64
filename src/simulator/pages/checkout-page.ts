import type { Reply } from "../http/reply.js";
import type { Language } from "../options.js";
import { html } from "./html.js";
import type { Html } from "./html.js";
import { languageLinks } from "./language-links.js";
import { page } from "./layout.js";
import { textsOf } from "./texts.js";

/** A page on which somebody pays or signs: what it is about on one side, what to do on the other. */
export interface CheckoutPage {
  readonly language: Language;
  /** What the page is about and where it stands: the window's title. */
  readonly title: string;
  /** Who is simulated. @defaultValue Khipu, in the page's language */
  readonly simulator?: string;
  readonly summary: Summary;
  readonly content: Html;
  /** Where things stand; a page that is open is renewed when it changes. */
  readonly state: string;
  /** What became of it, for a shop that shows the page in a frame. */
  readonly outcome?: Outcome | undefined;
  /** The id of what it is about. */
  readonly about: string;
  /** @defaultValue 200 */
  readonly status?: number;
}

/** The left side of a page. */
export interface Summary {
  readonly receiverName: string;
  readonly heading: string;
  readonly amount: string;
  /** What kind of amount that is, when it is not the one to pay. */
  readonly amountLabel?: string;
  readonly body?: string | undefined;
  /** The path of a picture on the simulator. */
  readonly picture?: string | undefined;
  readonly facts: readonly Fact[];
}

/** A line of a list: what is told, and what it is. */
export type Fact = readonly [name: string, value: Html | string];

/** What a shop's script is told, in the words of `kws.js`. */
export interface Outcome {
  readonly result: "OK" | "WARNING" | "ERROR";
  readonly operationId: string;
  readonly exitUrl: string;
  readonly failureReason?: string | undefined;
}

/** A text as long as this is folded up, so that what to do stays in sight on a phone. */
const LONG = 140;

/** Makes a page with a header, a summary, what to do, and a footer. */
export function checkoutPage(checkout: CheckoutPage): Reply {
  const { language, title, simulator, summary, content, state, outcome, about, status } = checkout;
  return page(
    language,
    title,
    html`<div class="checkout" data-state="${state}" ${outcome && outcomeData(outcome)}>
      ${summaryView(language, summary)}
      <div class="card steps">${content}</div>
      ${particulars(language, summary)}
    </div>`,
    { ...frame(language, simulator), ...(status !== undefined && { status }), live: liveOf(about) },
  );
}

/** A page that only says something. */
export function noticePage(
  language: Language,
  notice: { readonly title: string; readonly more?: string; readonly status: number },
  outcome?: Outcome,
): Reply {
  const { title, more, status } = notice;
  return page(
    language,
    title,
    html`<div class="notice card" data-state="${status}" ${outcome && outcomeData(outcome)}>
      <h1>${title}</h1>
      ${more !== undefined && html`<p>${more}</p>`}
    </div>`,
    { ...frame(language), status },
  );
}

/** A list of facts. */
export function factList(facts: readonly Fact[]): Html {
  const rows = facts.map(
    ([name, value]) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`,
  );
  return html`<dl class="facts">${rows}</dl>`;
}

function liveOf(about: string): string {
  return `/events?about=${encodeURIComponent(about)}`;
}

function summaryView(language: Language, summary: Summary): Html {
  const texts = textsOf(language);
  const { receiverName, heading, amount, amountLabel, body } = summary;
  return html`<section class="summary" aria-label="${texts.summary}">
    <p class="receiver">
      <span class="initial" aria-hidden="true">${initialOf(receiverName)}</span>
      <span><span class="hint">${texts.to}</span> <strong>${receiverName}</strong></span>
    </p>
    <div class="charge">
      <h1>${heading}</h1>
      <p class="amount">
        ${amountLabel !== undefined && html`<span class="hint">${amountLabel}</span>`} ${amount}
      </p>
    </div>
    ${body !== undefined && body !== "" && description(texts.details, body)}
  </section>`;
}

/** What most payers never read: on a phone it comes after what there is to do. */
function particulars(language: Language, { picture, facts }: Summary): Html {
  return html`<section class="particulars" aria-label="${textsOf(language).particulars}">
    ${picture !== undefined && html`<img class="picture" src="${picture}" alt="" />`}
    ${factList(facts)}
  </section>`;
}

function description(label: string, body: string): Html {
  const text = html`<p class="body">${body}</p>`;
  if (body.length < LONG) return text;
  return html`<details id="description">
    <summary>${label}</summary>
    ${text}
  </details>`;
}

function initialOf(name: string): string {
  return /\S/u.exec(name)?.[0].toUpperCase() ?? "";
}

function outcomeData({ result, operationId, exitUrl, failureReason }: Outcome): Html {
  return html`data-outcome="${result}" data-operation="${operationId}" data-exit="${exitUrl}"
  ${failureReason !== undefined && html`data-failure-reason="${failureReason}"`}`;
}

function frame(language: Language, simulator?: string): { header: Html; footer: Html } {
  const texts = textsOf(language);
  return {
    header: html`<header class="banner">
      <p><strong>${simulator ?? texts.simulator}.</strong> ${texts.simulated}</p>
      <p class="announcement" role="status"></p>
    </header>`,
    footer: html`<footer class="footer">
      <p>${texts.footer}</p>
      ${languageLinks(language)}
    </footer>`,
  };
}
