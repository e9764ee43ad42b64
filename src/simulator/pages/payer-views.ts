import { formatAmount } from "../../lifecycle/amount.js";
import { paymentState } from "../../lifecycle/payment-state.js";
import type { Bank, Payment } from "../../types.js";
import type { Refusal } from "../http/refusal.js";
import type { Reply } from "../http/reply.js";
import type { Language } from "../options.js";
import type { PaymentMethodId } from "../payments/payment.js";
import type { Attempt } from "./attempts.js";
import { html } from "./html.js";
import type { Html } from "./html.js";
import { page } from "./layout.js";
import { textsOf } from "./texts.js";
import type { Texts } from "./texts.js";

/** What every page of a payment shows. */
export interface Shown {
  readonly language: Language;
  readonly payment: Payment;
  readonly receiverName: string;
  /** The only RUT that may pay, if there is one. */
  readonly fixedPayer: string | undefined;
  readonly nowMs: number;
}

/** What a payer can choose from. */
export interface Choice {
  readonly methods: readonly PaymentMethodId[];
  readonly banks: readonly { readonly bank: Bank; readonly isTooSmall: boolean }[];
  readonly preselected: string | undefined;
}

/** Something that the payer got wrong. */
export type Problem = "badRut" | "otherRut" | "badPassword" | "badCoordinates";

/** The page where a payer chooses how to pay, or gives up. */
export function choicePage(shown: Shown, choice: Choice): Reply {
  const texts = textsOf(shown.language);
  const { payment_id: id, cancel_url: cancelUrl } = shown.payment;
  const open = choice.banks.filter((entry) => !entry.isTooSmall);
  const first = open.some(({ bank }) => bank.bank_id === choice.preselected)
    ? choice.preselected
    : open[0]?.bank.bank_id;
  return payerPage(
    shown,
    html`<form method="post" action="/payment/${id}/attempts">
        <fieldset>
          <legend>${texts.chooseMethod}</legend>
          ${choice.methods.map((method, at) => radio("method", method, at === 0, texts[method]))}
        </fieldset>
        <fieldset>
          <legend>${texts.chooseBank}</legend>
          ${choice.banks.map(({ bank, isTooSmall }) => radio("bank_id", bank.bank_id, bank.bank_id === first, bank.name, isTooSmall, bankHint(shown, bank, isTooSmall)))}
        </fieldset>
        ${open.length === 0 ? html`<p class="problem" role="alert">${texts.noBank}</p>` : html`<button>${texts.continue}</button>`}
      </form>
      ${cancelUrl !== "" && html`<p class="actions"><a href="${cancelUrl}">${texts.giveUp}</a></p>`}
      <form method="post" action="/payment/${id}/reject">
        <button class="quiet">${texts.refuse}</button>
      </form>
      <form method="post" action="/payment/${id}/abuse">
        <button class="quiet">${texts.report}</button>
      </form>`,
  );
}

/** The bank's page where the payer logs in. */
export function loginPage(shown: Shown, bank: Bank, attempt: Attempt, problem?: Problem): Reply {
  const texts = textsOf(shown.language);
  return payerPage(
    shown,
    html`<h1>${bank.name}</h1>
      ${problemLine(texts, problem)}
      <form method="post" action="/payment/${attempt.paymentId}/bank/${attempt.id}/login">
        <label for="rut">${texts.rut}</label>
        <input
          type="text"
          id="rut"
          name="rut"
          value="${shown.fixedPayer ?? ""}"
          autocomplete="off"
          required
        />
        <label for="password">${texts.password}</label>
        <input type="password" id="password" name="password" autocomplete="off" required />
        <p class="hint">${texts.loginHint}</p>
        <button>${texts.enter}</button>
      </form>
      <p class="actions"><a href="${shown.payment.payment_url}">${texts.again}</a></p>`,
    problem === undefined ? 200 : 422,
  );
}

/** The bank's page where the payer authorises the transfer. */
export function authorizePage(
  shown: Shown,
  bank: Bank,
  attempt: Attempt,
  problem?: Problem,
): Reply {
  const texts = textsOf(shown.language);
  const inputs = [1, 2, 3].map(
    (n) =>
      html`<input
        type="text"
        name="c${n}"
        aria-label="${texts.coordinate} ${n}"
        inputmode="numeric"
        maxlength="2"
        autocomplete="off"
        required
      />`,
  );
  return payerPage(
    shown,
    html`<h1>${bank.name}</h1>
      <p>${texts.rut} ${attempt.rut}</p>
      ${problemLine(texts, problem)}
      <form method="post" action="/payment/${attempt.paymentId}/bank/${attempt.id}/authorize">
        <fieldset>
          <legend>${texts.coordinates}</legend>
          <div class="row">${inputs}</div>
        </fieldset>
        <p class="hint">${texts.coordinatesHint}</p>
        <button>${texts.authorize}</button>
      </form>`,
    problem === undefined ? 200 : 422,
  );
}

/** The page after a transfer that the bank could not make. */
export function bankErrorPage(shown: Shown): Reply {
  const texts = textsOf(shown.language);
  return payerPage(
    shown,
    html`<p class="problem" role="alert">${texts.bankError}</p>
      <p>${texts.bankErrorHint}</p>
      <p><a href="${shown.payment.payment_url}">${texts.again}</a></p>`,
  );
}

/** The page of a payment that nobody can begin to pay (any more). */
export function statePage(shown: Shown): Reply {
  const texts = textsOf(shown.language);
  const { payment, nowMs } = shown;
  const { receipt_url: receiptUrl, return_url: returnUrl } = payment;
  return payerPage(
    shown,
    html`<p role="status">${texts[paymentState(payment, { now: () => nowMs })]}</p>
      ${receiptUrl !== "" && html`<p><a href="${receiptUrl}">${texts.receipt}</a></p>`}
      ${returnUrl !== "" && html`<p><a href="${returnUrl}">${texts.back}</a></p>`}`,
  );
}

/** The page for an id that no payment has. */
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

/** A payment's amount as a person reads it. */
export function shownAmount(
  { amount, currency }: Pick<Payment, "amount" | "currency">,
  language: Language,
): string {
  try {
    return formatAmount(amount, currency, { locale: language === "es" ? "es-CL" : "en" });
  } catch {
    // More decimals than people use in this currency: told as they are, never rounded.
    return `${String(amount)} ${currency}`;
  }
}

function payerPage(shown: Shown, content: Html, status = 200): Reply {
  const { language, payment, receiverName, fixedPayer } = shown;
  const texts = textsOf(language);
  const only = fixedPayer !== undefined && html`<p>${texts.onlyPayer} ${fixedPayer}</p>`;
  return page(
    language,
    `${texts.pay}: ${payment.subject}`,
    html`<p class="hint">${texts.simulated}</p>
      <div class="card">
        <h1>${payment.subject}</h1>
        <p class="amount">${shownAmount(payment, language)}</p>
        <p>${texts.to} ${receiverName}</p>
        ${payment.body !== "" && html`<p>${payment.body}</p>`}${only}
      </div>
      <div class="card">${content}</div>`,
    status,
  );
}

function problemLine(texts: Texts, problem: Problem | undefined): Html | undefined {
  return problem && html`<p class="problem" role="alert">${texts[problem]}</p>`;
}

function bankHint({ language, payment }: Shown, bank: Bank, isTooSmall: boolean): string {
  if (!isTooSmall) return bank.message;
  const smallest = { ...payment, amount: bank.min_amount };
  return `${textsOf(language).minimum} ${shownAmount(smallest, language)}`;
}

function radio(
  name: string,
  value: string,
  isChecked: boolean,
  text: string,
  isDisabled = false,
  hint = "",
): Html {
  return html`<label class="choice"
    ><input
      type="radio"
      name="${name}"
      value="${value}"
      required${isChecked && " checked"}${isDisabled && " disabled"}
    /><span>${text}${hint !== "" && html`<br /><span class="hint">${hint}</span>`}</span></label
  >`;
}
