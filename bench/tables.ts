/** A text in the languages of the documentation. */
export type Said = Readonly<Record<Language, string>>;

/** A language of the documentation. */
export type Language = "en" | "es";

/** One thing that is measured, of everybody. */
export interface Table {
  readonly title: Said;
  /** How it is measured, in a sentence or two. */
  readonly how: Said;
  readonly columns: readonly Said[];
  readonly rows: readonly Row[];
  /** The column that the chart shows, when it shows this table. */
  readonly charted?: number;
}

/** What was measured of one, in the order of the columns. */
export interface Row {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
  /** Digits after the point. */
  readonly digits?: number;
}

/** The same word in both languages. */
export function same(text: string): Said {
  return { en: text, es: text };
}

/** A number as it is shown; a dash for what cannot be measured. */
export function shown(value: number | undefined, digits = 0): string {
  return value === undefined || Number.isNaN(value) ? "–" : value.toFixed(digits);
}

/** A table for a terminal. */
export function asText({ title, columns, rows }: Table): string {
  const line = (name: string, cells: readonly string[]) =>
    name.padEnd(52) + cells.map((cell) => cell.padStart(13)).join("");
  return [
    line(
      title.en,
      columns.map(({ en }) => en),
    ),
    ...rows.map(({ name, values, digits }) =>
      line(
        name,
        values.map((value) => shown(value, digits)),
      ),
    ),
  ].join("\n");
}

/** A section of the page. */
export function asMarkdown({ title, how, columns, rows }: Table, language: Language): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `## ${title[language]}`,
    "",
    how[language],
    "",
    line(["", ...columns.map((column) => column[language])]),
    line(["---", ...columns.map(() => "---:")]),
    ...rows.map(({ name, values, digits }) =>
      line([name, ...values.map((value) => shown(value, digits))]),
    ),
    "",
  ].join("\n");
}
