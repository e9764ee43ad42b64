import type { Bank } from "../../types.js";
import type { Reply } from "../http/reply.js";
import type { PaymentMethodId } from "../payments/payment.js";
import type { Attempt } from "./attempts.js";
import { html } from "./html.js";
import type { Html } from "./html.js";
import { shopLink, stateMessage, tile } from "./parts.js";
import { paymentPage, progress } from "./payment-page.js";
import type { Shown } from "./payment-page.js";
import { shownAmount } from "./shown.js";
import { textsOf } from "./texts.js";

/** What a payer can choose from. */
export interface Choice {
  readonly methods: readonly PaymentMethodId[];
  readonly banks: readonly { readonly bank: Bank; readonly isTooSmall: boolean }[];
  /** What is chosen already. */
  readonly bankId: string | undefined;
  readonly method: PaymentMethodId | undefined;
  /** What the payer left unfinished. */
  readonly unfinished: Unfinished | undefined;
}

/** An attempt to pay that can be gone on with. */
export interface Unfinished {
  readonly attempt: Attempt;
  readonly bank: Bank;
}

/** The page where a payer chooses how to pay, or gives up. */
export function choicePage(shown: Shown, choice: Choice): Reply {
  const texts = textsOf(shown.language);
  const isPayable = choice.banks.some((entry) => !entry.isTooSmall);
  const content = html`${progress(texts, "choose")} ${resume(shown, choice.unfinished)}
    <h2>${texts.choose}</h2>
    <form method="post" action="/payment/${shown.payment.payment_id}/attempts">
      ${methodChoice(shown, choice)} ${bankChoice(shown, choice)}
      ${
        isPayable
          ? html`<button>${texts.continue}</button>`
          : html`<p class="problem" role="alert">${texts.noBank}</p>`
      }
    </form>
    ${leaving(shown)}`;
  return paymentPage(shown, { title: texts.choose, name: "choose", content });
}

/** The page after a transfer that the bank could not make. */
export function bankErrorPage(shown: Shown, { attempt, bank }: Unfinished): Reply {
  const texts = textsOf(shown.language);
  const { payment_id: id } = shown.payment;
  const content = html`${stateMessage("bad", { title: texts.bankError, more: texts.bankErrorMore })}
    <form method="post" action="/payment/${id}/attempts">
      <input type="hidden" name="method" value="${attempt.method}" />
      <input type="hidden" name="bank_id" value="${bank.bank_id}" />
      <button>${texts.again}</button>
    </form>
    <a class="button plain" href="/payment/info/${id}">${texts.otherBank}</a>
    ${leaving(shown)}`;
  return paymentPage(shown, { title: texts.bankError, name: "bankError", content });
}

/** What leads back to an attempt that was left. */
export function resume({ language }: Shown, unfinished: Unfinished | undefined): Html | undefined {
  if (unfinished === undefined) return undefined;
  const { attempt, bank } = unfinished;
  const texts = textsOf(language);
  return html`<section class="resume" aria-label="${texts.resume}">
    <p><strong>${texts.resume}.</strong> ${texts.resumeAt} ${bank.name}.</p>
    <a class="button" href="/payment/${attempt.paymentId}/bank/${attempt.id}">${texts.resumeNow}</a>
  </section>`;
}

/** The ways not to pay: for now, or for good. */
export function leaving({ language, payment }: Shown): Html {
  const texts = textsOf(language);
  const { payment_id: id, cancel_url: cancelUrl } = payment;
  const back = shopLink(cancelUrl, texts.giveUp, "button plain");
  return html`<div class="leaving">
    ${
      back &&
      html`${back}
        <p class="hint">${texts.giveUpMore}</p>`
    }
    <details id="leave">
      <summary>${texts.leave}</summary>
      <form method="post" action="/payment/${id}/reject">
        <button class="quiet bad" aria-describedby="refuse-hint">${texts.refuse}</button>
        <p id="refuse-hint" class="hint">${texts.refuseMore}</p>
      </form>
      <form method="post" action="/payment/${id}/abuse">
        <button class="quiet bad" aria-describedby="report-hint">${texts.report}</button>
        <p id="report-hint" class="hint">${texts.reportMore}</p>
      </form>
    </details>
  </div>`;
}

function methodChoice({ language }: Shown, { methods, method: chosen }: Choice): Html {
  const texts = textsOf(language);
  const first = methods.find((method) => method === chosen) ?? methods[0];
  if (methods.length === 1 && first !== undefined) {
    const { title, more } = texts.methods[first];
    return html`<input type="hidden" name="method" value="${first}" />
      <p><strong>${title}</strong><br /><span class="hint">${more}</span></p>`;
  }
  const tiles = methods.map((method) => {
    const { title, more: hint } = texts.methods[method];
    return tile({ name: "method", value: method, title, hint, isChecked: method === first });
  });
  return html`<fieldset>
    <legend>${texts.chooseMethod}</legend>
    ${tiles}
  </fieldset>`;
}

function bankChoice(shown: Shown, { banks, bankId }: Choice): Html {
  const open = banks.filter((entry) => !entry.isTooSmall).map(({ bank }) => bank.bank_id);
  const first = open.find((id) => id === bankId) ?? open[0];
  const tiles = banks.map(({ bank, isTooSmall }) =>
    tile({
      ...{ name: "bank_id", value: bank.bank_id, title: bank.name, hasLogo: true },
      hint: bankHint(shown, bank, isTooSmall),
      // Banks speak Spanish on every page, as in the API.
      ...(!isTooSmall && { hintLanguage: "es" }),
      isChecked: bank.bank_id === first,
      isDisabled: isTooSmall,
    }),
  );
  return html`<fieldset>
    <legend>${textsOf(shown.language).chooseBank}</legend>
    ${tiles}
  </fieldset>`;
}

function bankHint({ language, payment }: Shown, bank: Bank, isTooSmall: boolean): string {
  if (!isTooSmall) return bank.message;
  const smallest = { ...payment, amount: bank.min_amount };
  return `${textsOf(language).minimum} ${shownAmount(smallest, language)}`;
}
