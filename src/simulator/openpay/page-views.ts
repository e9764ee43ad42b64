import type { Reply } from "../http/reply.js";
import type { Language } from "../options.js";
import { checkoutPage, noticePage } from "../pages/checkout-page.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import type { Tone } from "../pages/icons.js";
import { field, problemLine, shopLink, stateMessage, testData } from "../pages/parts.js";
import { shownAmount } from "../pages/shown.js";
import { textsOf as commonTextsOf } from "../pages/texts.js";
import type { ChargeRow } from "./charge.js";
import { textsOf } from "./texts.js";

/** What every page of a charge shows. */
export interface Shown {
  readonly language: Language;
  readonly charge: ChargeRow;
  readonly receiverName: string;
}

/** What providers call themselves. */
const NAMES: Readonly<Record<ChargeRow["provider"], string>> = {
  transbank: "Transbank",
  global_collect: "GlobalCollect",
  adyen: "Adyen",
  travel_club: "Travel Club",
  khipu: "Khipu",
};

const TONES: Readonly<Record<ChargeRow["status"], Tone>> = {
  charge_pending: "wait",
  pending_confirmation: "wait",
  completed: "good",
  failed: "bad",
};

/** A provider's page: pay or refuse. */
export function providerPage(shown: Shown, action: string): Reply {
  const texts = textsOf(shown.language);
  const title = `${texts.pay} ${NAMES[shown.charge.provider]}`;
  const content = html`<h2>${title}</h2>
    <form method="post" action="${action}">
      <button name="answer" value="approve">${texts.approve} ${amountOf(shown)}</button>
      <button name="answer" value="refuse" class="quiet">${texts.refuse}</button>
    </form>`;
  return chargePage(shown, title, content);
}

/** Openpay's page, where the customer enters a card. */
export function cardPage(shown: Shown, action: string, hasProblem = false): Reply {
  const { language } = shown;
  const texts = textsOf(language);
  const content = html`<h2>${texts.card}</h2>
    ${testData("test-data", commonTextsOf(language).testData, [
      html`<code>4111 1111 1111 1111</code>`,
      html`${texts.testCard} <code>12</code>/<code>30</code>, ${texts.testCode} <code>110</code>`,
    ])}
    ${problemLine("card-problem", hasProblem ? texts.badCard : undefined)}
    <form method="post" action="${action}">
      ${cardField("card_number", texts.cardNumber, hasProblem)}
      ${field({ name: "holder_name", label: texts.holder })}
      <div class="row">
        ${cardField("expiration_month", texts.month)} ${cardField("expiration_year", texts.year)}
        ${cardField("cvv2", texts.cvv2)}
      </div>
      <button>${texts.approve} ${amountOf(shown)}</button>
    </form>`;
  const problem = hasProblem ? `${commonTextsOf(language).problem}: ` : "";
  return chargePage(shown, problem + texts.card, content, hasProblem ? 422 : 200);
}

/** The page of a charge that nobody can pay here (any more). */
export function statePage(shown: Shown): Reply {
  const { status, returnUrl } = shown.charge;
  const text = textsOf(shown.language)[status];
  const content = html`${stateMessage(TONES[status], text)}
  ${shopLink(returnUrl, commonTextsOf(shown.language).back)}`;
  return chargePage(shown, text.title.replace(/\.$/, ""), content);
}

/** The page for an id that no charge has. */
export function notFoundPage(language: Language): Reply {
  return noticePage(language, { title: textsOf(language).notFound, status: 404 });
}

function chargePage(shown: Shown, title: string, content: Html, status = 200): Reply {
  const { language, charge, receiverName } = shown;
  const texts = textsOf(language);
  return checkoutPage({
    ...{ language, content, status },
    title: `${title} · ${charge.description}`,
    simulator: texts.simulator,
    summary: {
      receiverName,
      heading: charge.description,
      amount: amountOf(shown),
      facts: [[texts.id, charge.id]],
    },
    state: charge.status,
    about: charge.id,
  });
}

function amountOf({ charge, language }: Shown): string {
  return shownAmount(charge, language);
}

function cardField(name: string, label: string, hasFocus = false): Html {
  const describedBy = hasFocus ? "card-problem test-data" : "test-data";
  return field({ name, label, describedBy, isNumeric: true, hasFocus });
}
