import { type Plain, plain, type Style } from "./style.js";
import { wrapped } from "./wrapped.js";

/** One column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => Plain;
  /** Numbers read better from the right. */
  readonly isRight?: boolean;
}

const GAP = "  ";

/**
 * Lays out rows under their titles, with every value made harmless. Where a line would not fit, each row is laid out as
 * {@link fieldLines}, with an empty line after it.
 *
 * @param width - How many characters fit on a line.
 */
export function tableLines<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  style: Style,
  width = Infinity,
): string[] {
  const titles = columns.map(({ title }) => title);
  const cells = rows.map((row) => columns.map(({ of }) => plain(of(row))));
  const widths = titles.map((title, at) =>
    Math.max(title.length, ...cells.map((line) => (line[at] ?? "").length)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => {
        const room = widths[at] ?? 0;
        return columns[at]?.isRight ? text.padStart(room) : text.padEnd(room);
      })
      .join(GAP)
      .trimEnd();
  const lines = cells.map(line);
  if (lines.every((text) => text.length <= width)) return [style.bold(line(titles)), ...lines];
  return cells.flatMap((values) => {
    const fields = titles.map((title, at) => [title, values[at]] as const);
    return [...fieldLines(fields, style, width), ""];
  });
}

/**
 * Lays out names and values; what is empty is left out.
 *
 * @param width - How many characters fit on a line. A value that is longer goes on under itself.
 */
export function fieldLines(
  fields: readonly (readonly [string, Plain])[],
  style: Style,
  width = Infinity,
): string[] {
  const shown = fields
    .map(([name, value]) => [name, plain(value)] as const)
    .filter(([, value]) => value !== "");
  const room = Math.max(0, ...shown.map(([name]) => name.length));
  const indent = " ".repeat(room) + GAP;
  return shown.flatMap(([name, value]) => {
    const [first, ...others] = wrapped(value, width - indent.length);
    return [
      `${style.dim(name.padEnd(room))}${GAP}${first ?? ""}`,
      ...others.map((line) => indent + line),
    ];
  });
}
