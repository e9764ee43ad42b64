import { type Product, PRODUCTS } from "../catalogue.js";
import { tokenField } from "../web/forms.js";
import { html, type Html } from "../web/html.js";
import type { Visit } from "../web/visit.js";
import { pesos } from "./format.js";
import { layout } from "./layout.js";

/** Few enough to say so. */
const FEW = 5;

/** The shop's first page. */
export function cataloguePage(visit: Visit, stock: ReadonlyMap<string, number>): Html {
  const { texts } = visit;
  const content = html`<div class="hero">
      <h1>${texts.shop.tagline}</h1>
      <p class="lead">${texts.shop.intro}</p>
    </div>
    <ul class="products">
      ${PRODUCTS.map((product) => productCard(visit, product, stock.get(product.id) ?? 0))}
    </ul>`;
  return layout(visit, { title: texts.shop.tagline, content });
}

function productCard(visit: Visit, product: Product, units: number): Html {
  const { language, texts } = visit;
  const name = product.name[language];
  return html`<li class="product">
    <img class="art" src="/assets/art/${product.id}.svg" alt="" width="320" height="300" />
    <div class="product-text">
      <p class="origin">${product.origin}</p>
      <h2>${name}</h2>
      <p class="description">${product.description[language]}</p>
      <div class="product-foot">
        <p class="price">
          <strong>${pesos(product.price)}</strong>
          <span>${texts.product.grams(product.grams)}</span>
          ${units > 0 && units <= FEW && html`<span class="few">${texts.product.fewLeft(units)}</span>`}
        </p>
        ${units > 0 ? addForm(visit, product, name) : html`<p class="sold-out">${texts.product.soldOut}</p>`}
      </div>
    </div>
  </li>`;
}

function addForm({ formToken, texts }: Visit, product: Product, name: string): Html {
  return html`<form method="post" action="/cart/add">
    ${tokenField(formToken)}
    <input type="hidden" name="product" value="${product.id}" />
    <button type="submit" aria-label="${texts.product.addNamed(name)}">${texts.product.add}</button>
  </form>`;
}
