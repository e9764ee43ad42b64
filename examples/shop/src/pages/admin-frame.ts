import { tokenField } from "../web/forms.js";
import { html, type Html } from "../web/html.js";
import type { Visit } from "../web/visit.js";
import { heading, layout } from "./layout.js";

/** A part of the administration. */
export type AdminPart = "orders" | "payments" | "problems";

/** Puts a page into the administration's frame. */
export function adminLayout(
  visit: Visit,
  openProblems: number,
  page: { readonly title: string; readonly content: Html; readonly part?: AdminPart },
): Html {
  const { texts, formToken } = visit;
  const link = (part: AdminPart): Html => {
    const isHere = part === page.part;
    const badge = part === "problems" && openProblems > 0;
    return html`<a href="/admin/${part}" ${isHere && html`aria-current="page"`}>
      ${texts.admin[part]}${badge && html`<span class="count">${openProblems}</span>`}
    </a>`;
  };
  const navigation = html`<nav aria-label="${texts.admin.title}">
    ${link("orders")} ${link("payments")} ${link("problems")}
    <form method="post" action="/admin/logout">
      ${tokenField(formToken)}<button class="quiet" type="submit">${texts.admin.logOut}</button>
    </form>
  </nav>`;
  const content = html`${heading(page.title)}${page.content}`;
  return layout(visit, { title: page.title, content, navigation });
}

/** Asks for the password. */
export function loginPage(visit: Visit, isWrong: boolean): Html {
  const { texts, formToken } = visit;
  const content = html`<form class="card narrow stack" method="post" action="/admin/login">
    <h1>${texts.admin.title}</h1>
    ${tokenField(formToken)}
    <div class="field">
      <label for="password">${texts.admin.password}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        required
        ${isWrong && html`aria-invalid="true" aria-describedby="password-wrong"`}
      />
      ${isWrong && html`<p id="password-wrong" class="wrong" role="alert">${texts.admin.wrong}</p>`}
    </div>
    <button class="large" type="submit">${texts.admin.logIn}</button>
  </form>`;
  return layout(visit, { title: texts.admin.title, content });
}
