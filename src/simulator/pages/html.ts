/** Text that is HTML already: what {@link html} makes, and nothing else. */
export class Html {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** Puts a template together; every value is escaped unless it is {@link Html} itself. */
  static of(strings: readonly string[], values: readonly HtmlValue[]): Html {
    let text = strings[0] ?? "";
    for (const [at, value] of values.entries()) text += render(value) + (strings[at + 1] ?? "");
    return new Html(text);
  }

  toString(): string {
    return this.#text;
  }
}

/** What can stand in a template. Nothing is written for `undefined` and `false`. */
export type HtmlValue = Html | string | number | false | undefined | readonly HtmlValue[];

/** Makes HTML; whatever is put in is escaped, for text and for quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return Html.of(strings, values);
}

function render(value: HtmlValue): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.toString();
  if (typeof value === "object") return value.map(render).join("");
  return String(value).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};
