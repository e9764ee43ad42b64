import { formatAmount } from "../../lifecycle/amount.js";
import type { Refusal } from "../http/refusal.js";
import type { Reply } from "../http/reply.js";
import type { Language } from "../options.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { page } from "../pages/layout.js";
import type { ChargeRow } from "./charge.js";
import { textsOf } from "./texts.js";

/** What every page of a charge shows. */
export interface Shown {
  readonly language: Language;
  readonly charge: ChargeRow;
}

/** What providers call themselves. */
const NAMES: Readonly<Record<ChargeRow["provider"], string>> = {
  transbank: "Transbank",
  global_collect: "GlobalCollect",
  adyen: "Adyen",
  travel_club: "Travel Club",
  khipu: "Khipu",
};

/** A provider's page: pay or refuse. */
export function providerPage(shown: Shown, action: string): Reply {
  const texts = textsOf(shown.language);
  return chargePage(
    shown,
    html`<h1>${NAMES[shown.charge.provider]}</h1>
      <form method="post" action="${action}">
        <button name="answer" value="approve">${texts.approve}</button>
        <button name="answer" value="refuse" class="quiet">${texts.refuse}</button>
      </form>`,
  );
}

/** Openpay's page, where the customer enters a card. */
export function cardPage(shown: Shown, action: string, hasProblem = false): Reply {
  const texts = textsOf(shown.language);
  return chargePage(
    shown,
    html`<h1>${texts.card}</h1>
      ${hasProblem && html`<p class="problem" role="alert">${texts.badCard}</p>`}
      <form method="post" action="${action}">
        ${field("card_number", texts.cardNumber)} ${field("holder_name", texts.holder)}
        ${field("expiration_month", texts.month)} ${field("expiration_year", texts.year)}
        ${field("cvv2", texts.cvv2)}
        <p class="hint">${texts.cardHint}</p>
        <button>${texts.approve}</button>
      </form>`,
    hasProblem ? 422 : 200,
  );
}

/** The page of a charge that nobody can pay here (any more). */
export function statePage(shown: Shown): Reply {
  const texts = textsOf(shown.language);
  const { status, returnUrl } = shown.charge;
  return chargePage(
    shown,
    html`<p role="status">${texts[status]}</p>
      ${returnUrl !== undefined && html`<p><a href="${returnUrl}">${texts.back}</a></p>`}`,
  );
}

/** The page for an id that no charge has. */
export function notFoundPage(language: Language): Reply {
  const texts = textsOf(language);
  const content = html`<div class="card"><p role="alert">${texts.notFound}</p></div>`;
  return page(language, texts.notFound, content, 404);
}

/** The page for a request that cannot be read. */
export function refusalPage(language: Language, refusal: Refusal): Reply {
  const content = html`<div class="card"><p role="alert">${refusal.message}</p></div>`;
  return page(language, refusal.message, content, refusal.status);
}

function chargePage({ language, charge }: Shown, content: Html, status = 200): Reply {
  const texts = textsOf(language);
  const { amount, currency, description } = charge;
  const shown = formatAmount(amount, currency, { locale: language === "es" ? "es-CL" : "en" });
  return page(
    language,
    `${texts.pay} Openpay: ${description}`,
    html`<p class="hint">${texts.simulated}</p>
      <div class="card">
        <h1>${description}</h1>
        <p class="amount">${shown}</p>
      </div>
      <div class="card">${content}</div>`,
    status,
  );
}

function field(name: string, label: string): Html {
  return html`<label for="${name}">${label}</label>
    <input type="text" id="${name}" name="${name}" autocomplete="off" required />`;
}
