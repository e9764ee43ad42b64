import type { Language } from "../options.js";
import { isWebUrl } from "../payments/request-rules.js";
import { html } from "./html.js";
import type { Html } from "./html.js";
import { icon } from "./icons.js";
import type { Tone } from "./icons.js";

/** One of several things to choose. */
export interface Tile {
  readonly name: string;
  readonly value: string;
  readonly title: string;
  readonly hint?: string;
  /** When that is not the page's. */
  readonly hintLanguage?: Language;
  readonly hasLogo?: boolean;
  readonly isChecked?: boolean;
  readonly isDisabled?: boolean;
}

/** A radio button as large as what it stands for. */
export function tile(options: Tile): Html {
  const { name, value, title, hint = "", hintLanguage, hasLogo, isChecked, isDisabled } = options;
  const id = `${name}-${value}`;
  return html`<label class="choice"
    ><input
      type="radio"
      name="${name}"
      value="${value}"
      aria-labelledby="${id}"
      ${hint !== "" && html`aria-describedby="${id}-hint"`}
      required${isChecked && " checked"}${isDisabled && " disabled"}
    />${hasLogo && html`<img src="/logos/${value}-mark.svg" alt="" width="40" height="40" />`}<span
      ><span id="${id}" class="choice-title">${title}</span>${
        hint !== "" &&
        html` <span id="${id}-hint" class="hint" ${hintLanguage && html` lang="${hintLanguage}"`}
          >${hint}</span
        >`
      }</span
    ></label
  >`;
}

/** A field to write in. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "password";
  readonly value?: string;
  readonly hint?: string | undefined;
  /** What is wrong with it: the field says so, and has the focus. */
  readonly problem?: string | undefined;
  readonly isNumeric?: boolean;
  readonly maxLength?: number;
  /** The id of what else describes it. */
  readonly describedBy?: string;
  /** Whether to begin with it, for a problem that is told elsewhere. */
  readonly hasFocus?: boolean;
}

/** A field with its label, its hint, and what is wrong with it. */
export function field(options: Field): Html {
  const { name, label, type = "text", value, hint, problem, isNumeric, maxLength } = options;
  const describedBy = [
    problem !== undefined && `${name}-problem`,
    hint !== undefined && `${name}-hint`,
    options.describedBy,
  ].filter(Boolean);
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${problemLine(`${name}-problem`, problem)}
    <input
      type="${type}"
      id="${name}"
      name="${name}"
      ${value !== undefined && html`value="${value}"`}
      autocomplete="off"
      ${isNumeric && html`inputmode="numeric"`}
      ${maxLength !== undefined && html`maxlength="${maxLength}"`}
      ${describedBy.length > 0 && html`aria-describedby="${describedBy.join(" ")}"`}
      ${(problem !== undefined || options.hasFocus) && html`aria-invalid="true" autofocus`}
      required
    />
    ${hint !== undefined && html`<p id="${name}-hint" class="hint">${hint}</p>`}
  </div>`;
}

/** What is wrong, said at once. */
export function problemLine(id: string, problem: string | undefined): Html | undefined {
  if (problem === undefined) return undefined;
  return html`<p id="${id}" class="problem" role="alert">${problem}</p>`;
}

/** A box that tells a developer what to enter. */
export function testData(id: string, title: string, lines: readonly Html[]): Html {
  return html`<div class="test-data" id="${id}">
    ${icon("flask")}
    <div><strong>${title}</strong>${lines.map((line) => html`<p>${line}</p>`)}</div>
  </div>`;
}

/** What has become of something. */
export function stateMessage(tone: Tone, { title, more }: { title: string; more: string }): Html {
  return html`<div class="state ${tone}">
    <span class="sign">${icon(tone)}</span>
    <div role="status">
      <h2>${title}</h2>
      ${more !== "" && html`<p>${more}</p>`}
    </div>
  </div>`;
}

/**
 * A link to a shop, out of the frame that the page may be in.
 *
 * @returns nothing unless the address is one of the web: a script must never become a link.
 */
export function shopLink(
  url: string | undefined,
  text: string,
  style = "button",
): Html | undefined {
  if (!url || !isWebUrl(url)) return undefined;
  return html`<a class="${style}" href="${url}" target="_top">${text}</a>`;
}
