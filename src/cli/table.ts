import { type Plain, plain, type Style } from "./style.js";

/** One column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => Plain;
  /** Numbers read better from the right. */
  readonly isRight?: boolean;
}

/** Lays out rows under their titles, with every value made harmless. */
export function tableLines<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  style: Style,
): string[] {
  const cells = rows.map((row) => columns.map(({ of }) => plain(of(row))));
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...cells.map((line) => (line[index] ?? "").length)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => {
        const width = widths[index] ?? 0;
        return columns[index]?.isRight ? text.padStart(width) : text.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [style.bold(line(columns.map(({ title }) => title))), ...cells.map(line)];
}

/** Lays out names and values; what is empty is left out. */
export function fieldLines(fields: readonly (readonly [string, Plain])[], style: Style): string[] {
  const shown = fields
    .map(([name, value]) => [name, plain(value)] as const)
    .filter(([, value]) => value !== "");
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${style.dim(name.padEnd(width))}  ${value}`);
}
