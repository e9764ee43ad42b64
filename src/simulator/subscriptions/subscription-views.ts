import type { Bank } from "../../types.js";
import type { Reply } from "../http/reply.js";
import type { Language } from "../options.js";
import { checkoutPage, noticePage } from "../pages/checkout-page.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { shopLink, stateMessage, tile } from "../pages/parts.js";
import { shownAmount } from "../pages/shown.js";
import { textsOf as commonTextsOf } from "../pages/texts.js";
import type { SubscriptionRow } from "./subscription.js";
import { textsOf } from "./subscription-texts.js";

/** What every page of a subscription shows. */
export interface ShownSubscription {
  readonly language: Language;
  readonly row: SubscriptionRow;
  readonly receiverName: string;
}

/** The page where a payer signs, or does not. */
export function signPage(shown: ShownSubscription, banks: readonly Bank[]): Reply {
  const { language, row } = shown;
  const texts = textsOf(language);
  const tiles = banks.map(({ bank_id: value, name: title }, at) =>
    tile({ name: "bank_id", value, title, hasLogo: true, isChecked: at === 0 }),
  );
  const content = html`<h2>${texts.signTitle}</h2>
    <p>${texts.signMore}</p>
    <form method="post" action="/pac-manager/${row.id}/sign">
      <fieldset>
        <legend>${commonTextsOf(language).chooseBank}</legend>
        ${tiles}
      </fieldset>
      <button>${texts.sign}</button>
    </form>
    <form method="post" action="/pac-manager/${row.id}/cancel">
      <button class="quiet">${texts.cancel}</button>
    </form>`;
  return subscriptionPage(shown, texts.signTitle, content);
}

/** The page of a subscription that is signed. */
export function statePage(shown: ShownSubscription, status: "SIGNED" | "ENABLED"): Reply {
  const { language, row } = shown;
  const text = textsOf(language)[status];
  const content = html`${stateMessage(status === "SIGNED" ? "wait" : "good", text)}
  ${shopLink(row.asked.return_url, commonTextsOf(language).back)}`;
  return subscriptionPage(shown, text.title.replace(/\.$/, ""), content);
}

/** The page for an id that no subscription has. */
export function notFoundPage(language: Language): Reply {
  return noticePage(language, { title: textsOf(language).notFound, status: 404 });
}

function subscriptionPage(shown: ShownSubscription, title: string, content: Html): Reply {
  const { language, row, receiverName } = shown;
  const { asked, currency, id, serviceReference } = row;
  const texts = textsOf(language);
  return checkoutPage({
    ...{ language, content, state: row.status, about: id },
    title: `${title} · ${asked.name}`,
    summary: {
      receiverName,
      heading: asked.name,
      amount: shownAmount({ amount: asked.max_amount, currency }, language),
      amountLabel: texts.perMonth,
      body: asked.description,
      facts: [
        [texts.perCharge, shownAmount({ amount: asked.max_amount_per_charge, currency }, language)],
        [texts.service, serviceReference],
        [texts.id, id],
      ],
    },
  });
}
