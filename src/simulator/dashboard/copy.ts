import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";

/** The words of a button that copies. */
interface CopyTexts {
  readonly copy: string;
  readonly copied: string;
}

/**
 * A button that puts a text on the clipboard. It is shown where the browser can do so: with scripts, and on a page that
 * it trusts, as it does any of this machine.
 *
 * @param what - What is copied, for those who do not see what the button stands beside.
 */
export function copyButton(texts: CopyTexts, what: string, text: string): Html {
  return html`<button
    type="button"
    class="quiet copy"
    data-copy="${text}"
    data-copied="${texts.copied}"
    aria-label="${texts.copy}: ${what}"
  >
    ${texts.copy}
  </button>`;
}

/** A text of several lines, with a button that copies it. */
export function copyable(texts: CopyTexts, what: string, text: string): Html {
  return html`<div class="copyable">
    ${copyButton(texts, what, text)}
    <pre tabindex="0">${text}</pre>
  </div>`;
}
