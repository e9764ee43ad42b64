import type { Reply } from "../http/reply.js";
import { factList } from "./checkout-page.js";
import { html } from "./html.js";
import type { Html } from "./html.js";
import { field, problemLine, testData } from "./parts.js";
import { leaving } from "./payer-views.js";
import type { Unfinished } from "./payer-views.js";
import { paymentPage, progress } from "./payment-page.js";
import type { Shown } from "./payment-page.js";
import { shownAmount } from "./shown.js";
import { textsOf } from "./texts.js";
import type { Texts } from "./texts.js";

/** Something that the payer got wrong. */
export type Problem = "badRut" | "otherRut" | "badPassword" | "badCoordinates";

/** The bank's page where the payer logs in; a RUT that was typed before is there again. */
export function loginPage(
  shown: Shown,
  { attempt, bank }: Unfinished,
  problem?: Problem,
  rut = shown.fixedPayer ?? "",
): Reply {
  const texts = textsOf(shown.language);
  const { badPassword, ...badRuts } = texts;
  const content = html`${progress(texts, "login")}
    <h2>${texts.logInAt} ${bank.name}</h2>
    ${testData("test-data", texts.testData, [
      html`${texts.rut} <code>11.111.111-1</code> ${texts.testRut}`,
      html`${texts.password} <code>1234</code>`,
    ])}
    <form method="post" action="/payment/${attempt.paymentId}/bank/${attempt.id}/login">
      ${field({
        ...{ name: "rut", label: texts.rut, value: rut, describedBy: "test-data" },
        problem: problem === "badPassword" ? undefined : problem && badRuts[problem],
      })}
      ${field({
        ...{ name: "password", label: texts.password, type: "password", describedBy: "test-data" },
        problem: problem === "badPassword" ? badPassword : undefined,
      })}
      <button>${texts.enter}</button>
    </form>
    ${ending(shown, texts)}`;
  return paymentPage(shown, {
    ...{ title: `${texts.logInAt} ${bank.name}`, name: "login", content },
    hasProblem: problem !== undefined,
  });
}

/** The bank's page where the payer authorises the transfer. */
export function authorizePage(
  shown: Shown,
  { attempt, bank }: Unfinished,
  problem?: Problem,
): Reply {
  const texts = textsOf(shown.language);
  const amount = shownAmount(shown.payment, shown.language);
  const content = html`${progress(texts, "authorize")}
    <h2>${texts.authorizeTitle}</h2>
    ${factList([
      [texts.bank, bank.name],
      [texts.payer, attempt.rut ?? ""],
      [texts.receiver, shown.receiverName],
      [texts.amount, html`<strong>${amount}</strong>`],
    ])}
    ${testData("test-data", texts.testData, [
      html`<code>11 22 33</code> ${texts.approves}`,
      html`<code>99 99 99</code> ${texts.fails}`,
      html`<code>66 66 66</code> ${texts.doubts}`,
    ])}
    <form method="post" action="/payment/${attempt.paymentId}/bank/${attempt.id}/authorize">
      ${coordinates(texts, problem)}
      <button>${texts.authorize} ${amount}</button>
    </form>
    ${ending(shown, texts)}`;
  return paymentPage(shown, {
    ...{ title: texts.authorizeTitle, name: "authorize", content },
    hasProblem: problem !== undefined,
  });
}

function coordinates(texts: Texts, problem: Problem | undefined): Html {
  const inputs = [1, 2, 3].map(
    (n) =>
      html`<div class="field">
        <label for="c${n}">${texts.coordinate} ${n}</label>
        <input
          type="text"
          id="c${n}"
          name="c${n}"
          inputmode="numeric"
          maxlength="2"
          autocomplete="off"
          aria-describedby="${problem && "coordinates-problem "}test-data"
          ${problem && html`aria-invalid="true"`}${problem && n === 1 && " autofocus"}
          required
        />
      </div>`,
  );
  return html`<fieldset>
    <legend>${texts.coordinates}</legend>
    ${problemLine("coordinates-problem", problem && texts[problem])}
    <div class="row">${inputs}</div>
  </fieldset>`;
}

function ending(shown: Shown, texts: Texts): Html {
  const { payment_id: id } = shown.payment;
  return html`<a class="button plain" href="/payment/info/${id}">${texts.otherBank}</a>
    ${leaving(shown)}`;
}
