import type { Bank } from "../../types.js";
import type { Reply } from "../http/reply.js";
import type { Language } from "../options.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { page } from "../pages/layout.js";
import { shownAmount } from "../pages/payer-views.js";
import { textsOf } from "../pages/texts.js";
import type { SubscriptionRow } from "./subscription.js";

/** What every page of a subscription shows. */
export interface ShownSubscription {
  readonly language: Language;
  readonly row: SubscriptionRow;
  readonly receiverName: string;
}

const TEXTS = {
  es: {
    title: "Suscripción",
    upTo: "Cargos de hasta",
    sign: "Firmar la suscripción",
    cancel: "No firmar",
    SIGNED: "La firma está hecha; el banco la está confirmando.",
    ENABLED: "La suscripción está habilitada.",
    notFound: "Esta suscripción no existe.",
  },
  en: {
    title: "Subscription",
    upTo: "Charges of up to",
    sign: "Sign the subscription",
    cancel: "Do not sign",
    SIGNED: "The signature is made; the bank is confirming it.",
    ENABLED: "The subscription is enabled.",
    notFound: "There is no such subscription.",
  },
} as const;

/** The page where a payer signs, or does not. */
export function signPage(shown: ShownSubscription, banks: readonly Bank[]): Reply {
  const { language, row } = shown;
  const texts = TEXTS[language];
  return subscriptionPage(
    shown,
    html`<form method="post" action="/pac-manager/${row.id}/sign">
        <fieldset>
          <legend>${textsOf(language).chooseBank}</legend>
          ${banks.map((bank, at) => bankChoice(bank, at === 0))}
        </fieldset>
        <button>${texts.sign}</button>
      </form>
      <form method="post" action="/pac-manager/${row.id}/cancel">
        <button class="quiet">${texts.cancel}</button>
      </form>`,
  );
}

/** The page of a subscription that is signed. */
export function statePage(shown: ShownSubscription): Reply {
  const { language, row } = shown;
  return subscriptionPage(
    shown,
    html`<p role="status">${row.status !== "DISABLED" && TEXTS[language][row.status]}</p>
      <p><a href="${row.asked.return_url}">${textsOf(language).back}</a></p>`,
  );
}

/** The page for an id that no subscription has. */
export function notFoundPage(language: Language): Reply {
  const text = TEXTS[language].notFound;
  return page(language, text, html`<div class="card"><p role="alert">${text}</p></div>`, 404);
}

function subscriptionPage({ language, row, receiverName }: ShownSubscription, content: Html) {
  const { title, upTo } = TEXTS[language];
  const { asked, currency } = row;
  const ceiling = shownAmount({ amount: asked.max_amount, currency }, language);
  return page(
    language,
    `${title}: ${asked.name}`,
    html`<p class="hint">${textsOf(language).simulated}</p>
      <div class="card">
        <h1>${asked.name}</h1>
        <p>${upTo}</p>
        <p class="amount">${ceiling}</p>
        <p>${textsOf(language).to} ${receiverName}</p>
        ${asked.description !== undefined && html`<p>${asked.description}</p>`}
      </div>
      <div class="card">${content}</div>`,
  );
}

function bankChoice({ bank_id: id, name }: Bank, isChecked: boolean): Html {
  return html`<label class="choice">
    <input type="radio" name="bank_id" value="${id}" ${isChecked && "checked"} />
    <span>${name}</span>
  </label>`;
}
