import type { PaymentState } from "../../lifecycle/payment-state.js";
import { paymentState } from "../../lifecycle/payment-state.js";
import type { Language } from "../options.js";
import { html } from "../pages/html.js";
import type { Html, HtmlValue } from "../pages/html.js";
import { shownAmount, shownDuration } from "../pages/shown.js";
import { amountText } from "../payments/money.js";
import { isExpired } from "../payments/payment.js";
import type { PaymentRow } from "../payments/payment.js";
import { isWebUrl } from "../payments/request-rules.js";

/** The colour of a badge; its words say the same. */
export type Tone = "good" | "bad" | "wait" | "calm";

const TONES: Readonly<Record<PaymentState, Tone>> = {
  pending: "wait",
  verifying: "wait",
  expired: "calm",
  paid: "good",
  markedPaid: "good",
  rejected: "bad",
  abuse: "bad",
  reversed: "calm",
  partiallyRefunded: "good",
  fullyRefunded: "calm",
  deleted: "calm",
  unknown: "calm",
};

/** What has become of a payment, without working out all that it shows. */
export function stateOf(row: PaymentRow, nowMs: number): PaymentState {
  if (isExpired(row, nowMs)) return "expired";
  return paymentState({ status: row.status, status_detail: row.detail });
}

/** A state in a word and a colour. */
export function badge(tone: Tone, text: string): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

/** The badge of a payment. */
export function stateBadge(
  state: PaymentState,
  texts: { readonly states: Readonly<Record<PaymentState, string>> },
): Html {
  return badge(TONES[state], texts.states[state]);
}

/** Ten-thousandths of a currency's unit, as a person reads them. */
export function money(units: number, currency: string, language: Language): string {
  return shownAmount({ amount: amountText(units), currency }, language);
}

/** A moment, to the second. */
export function clockTime(ms: number, language: Language): string {
  return formatOf(language).format(new Date(ms));
}

// Making one of these takes longer than writing a page with it.
const formats = new Map<Language, Intl.DateTimeFormat>();

function formatOf(language: Language): Intl.DateTimeFormat {
  const known = formats.get(language);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(language === "es" ? "es-CL" : "en", {
    ...({ dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" } as const),
    timeZone: "America/Santiago",
  });
  formats.set(language, format);
  return format;
}

/** A moment in full. */
export function moment(ms: number, language: Language): Html {
  return html`<time datetime="${new Date(ms).toISOString()}">${clockTime(ms, language)}</time>`;
}

/** How long ago something was; when exactly stands in its title. */
export function age(ms: number, nowMs: number, language: Language): Html {
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}" title="${clockTime(ms, language)}"
    >${shownDuration(nowMs - ms)}</time
  >`;
}

/** A button that is a form of its own. */
export function button(action: string, label: string, isQuiet = true): Html {
  return html`<form method="post" action="${action}">
    <button${isQuiet && html` class="quiet"`}>${label}</button>
  </form>`;
}

/** An address; only what leads to a web page becomes a link. */
export function address(url: string): Html {
  return isWebUrl(url) ? html`<a href="${url}" rel="noreferrer">${url}</a>` : html`${url}`;
}

/** A link to a payment. */
export function paymentLink(id: string): Html {
  return html`<a class="mono" href="/dashboard/payments/${encodeURIComponent(id)}">${id}</a>`;
}

/** A cell that tells on a phone, where tables are cards, what it is. */
export function cell(label: string, ...content: HtmlValue[]): Html {
  return html`<td data-label="${label}">${content}</td>`;
}

/** A table with a caption; its rows are `tr`. */
export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly Html[],
  name = "",
): Html {
  return html`<table class="list ${name}">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** A labelled field of a form. */
export function field(
  id: string,
  name: string,
  label: string,
  input: Partial<FieldOptions> = {},
): Html {
  const { value = "", hint, type = "text", isRequired = false } = input;
  const describes = hint !== undefined && html` aria-describedby="${id}-hint"`;
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <input
      id="${id}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="off"
      ${type === "text" && input.isNumber && html`inputmode="decimal"`}${isRequired && " required"}${describes}
    />
    ${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
  </div>`;
}

/** What a {@link field} can have besides its name. */
export interface FieldOptions {
  readonly value: string;
  readonly hint: string;
  readonly type: "text" | "search";
  readonly isNumber: boolean;
  readonly isRequired: boolean;
}
