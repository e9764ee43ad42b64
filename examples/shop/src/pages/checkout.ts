import { type CartLine, cartTotal } from "../cart.js";
import { tokenField } from "../web/forms.js";
import { html, type Html } from "../web/html.js";
import type { Visit } from "../web/visit.js";
import { pesos } from "./format.js";
import { heading, layout } from "./layout.js";

/** What went wrong with what was sent, and what was typed. */
export interface CheckoutProblem {
  readonly kind: "emailWrong" | "changed" | "notEnough";
  readonly email: string;
}

/** The last page before Khipu's. */
export function checkoutPage(
  visit: Visit,
  lines: readonly CartLine[],
  problem?: CheckoutProblem,
): Html {
  const { texts } = visit;
  const isAboutCart = problem !== undefined && problem.kind !== "emailWrong";
  const content = html`${heading(texts.checkout.title)}
    ${isAboutCart && html`<p class="notice" role="alert">${texts.checkout[problem.kind]}</p>`}
    <div class="columns">
      ${form(visit, problem)}
      <section class="card" aria-labelledby="summary">
        <h2 id="summary">${texts.checkout.summary}</h2>
        ${summary(visit, lines)}
      </section>
    </div>`;
  return layout(visit, { title: texts.checkout.title, content });
}

/** `how` says which of the two buttons it was. Without scripts there is only the first. */
function form({ formToken, session, texts }: Visit, problem: CheckoutProblem | undefined): Html {
  const isWrong = problem?.kind === "emailWrong";
  return html`<form class="card stack" method="post" action="/checkout" data-once>
    ${tokenField(formToken)}
    <input type="hidden" name="checkout" value="${session.checkoutKey}" />
    <div class="field">
      <label for="email"
        >${texts.checkout.email} <span class="hint">(${texts.checkout.optional})</span></label
      >
      <input
        id="email"
        name="email"
        type="email"
        autocomplete="email"
        maxlength="255"
        value="${problem?.email}"
        aria-describedby="email-hint${isWrong && " email-wrong"}"
        ${isWrong && html`aria-invalid="true"`}
      />
      <p id="email-hint" class="hint">${texts.checkout.emailHint}</p>
      ${isWrong && html`<p id="email-wrong" class="wrong" role="alert">${texts.checkout.emailWrong}</p>`}
    </div>
    <p>${texts.checkout.how}</p>
    <button class="large" type="submit" name="how" value="redirect">${texts.checkout.pay}</button>
    <button class="large second" type="submit" name="how" value="here" data-scripted hidden>
      ${texts.checkout.payHere}
    </button>
  </form>`;
}

function summary({ language, texts }: Visit, lines: readonly CartLine[]): Html {
  return html`<ul class="summary">
      ${lines.map(
        ({ product, quantity }) =>
          html`<li>
            <span>${quantity} × ${product.name[language]}</span>
            <span>${pesos(product.price * quantity)}</span>
          </li>`,
      )}
    </ul>
    <p class="total">
      <span>${texts.cart.total}</span> <strong>${pesos(cartTotal(lines))}</strong>
    </p>`;
}
