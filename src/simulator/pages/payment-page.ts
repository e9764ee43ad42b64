import { keysOf } from "../../fields.js";
import { paymentState } from "../../lifecycle/payment-state.js";
import type { PaymentState } from "../../lifecycle/payment-state.js";
import type { Payment } from "../../types.js";
import type { Reply } from "../http/reply.js";
import type { Language } from "../options.js";
import { checkoutPage } from "./checkout-page.js";
import type { Fact, Outcome } from "./checkout-page.js";
import { html } from "./html.js";
import type { Html } from "./html.js";
import { shownAmount, shownDuration, shownTime } from "./shown.js";
import { textsOf } from "./texts.js";
import type { Texts } from "./texts.js";

/** What every page of a payment shows. */
export interface Shown {
  readonly language: Language;
  readonly payment: Payment;
  readonly receiverName: string;
  /** The only RUT that may pay, if there is one. */
  readonly fixedPayer: string | undefined;
  /** Whether the bank left open how the transfer went. */
  readonly isDoubtful: boolean;
  readonly nowMs: number;
}

/** The steps of paying. */
export type Step = keyof Texts["steps"];

/** A page of a payment, besides the payment. */
export interface PaymentPage {
  /** What the page is for. */
  readonly title: string;
  /** Which page it is, among those of a payment in the same state. */
  readonly name?: Step | "bankError";
  readonly content: Html;
  /** Whether the payer got something wrong, which the title says first. */
  readonly hasProblem?: boolean;
  readonly outcome?: Outcome | undefined;
}

/** A page of a payment. */
export function paymentPage(shown: Shown, options: PaymentPage): Reply {
  const { title, name, content, hasProblem = false, outcome } = options;
  const { language, payment, receiverName } = shown;
  const problem = hasProblem ? `${textsOf(language).problem}: ` : "";
  return checkoutPage({
    ...{ language, content, outcome },
    title: `${problem}${title.replace(/\.$/, "")} · ${payment.subject}`,
    summary: {
      receiverName,
      heading: payment.subject,
      amount: shownAmount(payment, language),
      body: payment.body,
      picture: pictureOf(payment),
      facts: factsOf(shown),
    },
    state: [stateOf(shown), name].join(" ").trim(),
    about: payment.payment_id,
    status: hasProblem ? 422 : 200,
  });
}

/** What has become of the payment by now. */
export function stateOf({ payment, nowMs }: Shown): PaymentState {
  return paymentState(payment, { now: () => nowMs });
}

/** The steps of paying, and at which one the payer is. */
export function progress(texts: Texts, current: Step): Html {
  const names = keysOf(texts.steps);
  const at = names.indexOf(current);
  const items = names.map(
    (name, index) =>
      html`<li${index < at && html` class="past"`}${index === at && html` aria-current="step"`}
        ><span>${texts.steps[name]}</span></li
      >`,
  );
  return html`<div class="progress">
    <p class="hint">${texts.step} ${at + 1} ${texts.of} ${names.length}</p>
    <ol aria-label="${texts.progress}">
      ${items}
    </ol>
  </div>`;
}

function factsOf(shown: Shown): Fact[] {
  const { language, payment, fixedPayer, nowMs } = shown;
  const texts = textsOf(language);
  const facts: Fact[] = [];
  if (stateOf(shown) === "pending") {
    const leftMs = Date.parse(payment.expires_date) - nowMs;
    const until = `${texts.until} ${shownTime(payment.expires_date, language)}`;
    facts.push([texts.timeLeft, html`${shownDuration(leftMs)} <span class="hint">${until}</span>`]);
  }
  if (fixedPayer !== undefined) facts.push([texts.onlyPayer, fixedPayer]);
  if (payment.transaction_id !== "") facts.push([texts.reference, payment.transaction_id]);
  facts.push([texts.paymentId, payment.payment_id]);
  return facts;
}

/** A picture is shown when it is the simulator's own: a page fetches nothing from anywhere else. */
function pictureOf({ picture_url: url, payment_url: own }: Payment): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname, search } = new URL(url);
  return origin === new URL(own).origin ? pathname + search : undefined;
}
