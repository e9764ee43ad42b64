import { type CartLine, cartTotal } from "../cart.js";
import { tokenField } from "../web/forms.js";
import { html, type Html } from "../web/html.js";
import type { Visit } from "../web/visit.js";
import { pesos } from "./format.js";
import { heading, layout } from "./layout.js";

/**
 * What the visitor has chosen.
 *
 * @param unpaid - the page of an order that waits to be paid.
 */
export function cartPage(visit: Visit, lines: readonly CartLine[], unpaid?: string): Html {
  const { texts } = visit;
  const content = html`${heading(texts.cart.title)}
  ${
    unpaid !== undefined &&
    html`<p class="notice">${texts.cart.unpaid} <a href="${unpaid}">${texts.order.pay}</a></p>`
  }
  ${lines.length > 0 ? filledCart(visit, lines) : emptyCart(visit)}`;
  return layout(visit, { title: texts.cart.title, content });
}

function emptyCart({ texts }: Visit): Html {
  return html`<div class="card centred">
    <p>${texts.cart.empty}</p>
    <p><a class="button" href="/">${texts.cart.back}</a></p>
  </div>`;
}

function filledCart(visit: Visit, lines: readonly CartLine[]): Html {
  const { texts } = visit;
  return html`<div class="card">
    <ul class="cart">
      ${lines.map((line) => cartLine(visit, line))}
    </ul>
    <p class="total">
      <span>${texts.cart.total}</span> <strong>${pesos(cartTotal(lines))}</strong>
    </p>
    <p class="actions">
      <a href="/">${texts.cart.back}</a>
      <a class="button" href="/checkout">${texts.cart.checkout}</a>
    </p>
  </div>`;
}

function cartLine({ formToken, language, texts }: Visit, { product, quantity }: CartLine): Html {
  const name = product.name[language];
  const field = `quantity-${product.id}`;
  return html`<li class="cart-line">
    <img src="/assets/art/${product.id}.svg" alt="" width="72" height="68" />
    <div class="cart-name">
      <h2>${name}</h2>
      <p>${pesos(product.price)} ${texts.cart.each}</p>
    </div>
    <form class="cart-quantity" method="post" action="/cart/set">
      ${tokenField(formToken)}
      <input type="hidden" name="product" value="${product.id}" />
      <label class="unseen" for="${field}">${texts.cart.quantity(name)}</label>
      <input
        id="${field}"
        name="quantity"
        type="number"
        min="0"
        max="99"
        inputmode="numeric"
        value="${quantity}"
      />
      <button class="quiet" type="submit">${texts.cart.update}</button>
      <button
        class="quiet"
        type="submit"
        name="remove"
        value="1"
        aria-label="${texts.cart.removeNamed(name)}"
      >
        ${texts.cart.remove}
      </button>
    </form>
    <p class="cart-price">${pesos(product.price * quantity)}</p>
  </li>`;
}
