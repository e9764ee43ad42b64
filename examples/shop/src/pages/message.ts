import { html, type Html } from "../web/html.js";
import type { Visit } from "../web/visit.js";
import { heading, layout } from "./layout.js";

/** A page that says what went wrong, and leads back. */
export function messagePage(visit: Visit, kind: "notFound" | "foreignForm" | "failed"): Html {
  const { texts } = visit;
  const [title = "", explanation] = texts.errors[kind];
  const content = html`<div class="card centred">
    ${heading(title, explanation)}
    <p><a class="button" href="/">${texts.cart.back}</a></p>
  </div>`;
  return layout(visit, { title, content });
}
