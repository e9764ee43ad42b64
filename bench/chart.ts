import { type Row, shown, type Table } from "./tables.js";

const WIDTH = 720;
const LEFT = 250;
const LINE = 22;
const HEAD = 34;
const OURS = "#0b6e4f";
const OTHERS = "#9aa5a0";

/** Bars for one column of each table that has a chart; ours in colour. Shorter is better. */
export function chartOf(tables: readonly Table[]): string {
  let y = 12;
  const parts = tables.flatMap((table) => {
    const { charted } = table;
    if (charted === undefined) return [];
    const part = panel(table, charted, y);
    y += HEAD + LINE * measured(table, charted).length;
    return [part];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 8}" font-family="sans-serif" font-size="13">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function panel(table: Table, column: number, top: number): string {
  const rows = measured(table, column);
  const most = Math.max(...rows.map(({ values }) => values[column] ?? 0));
  const unit = table.columns[column]?.en ?? "";
  return [
    `<text x="12" y="${top + 18}" font-weight="bold">${escaped(`${table.title.en}: ${unit}`)}</text>`,
    ...rows.map((row, index) => bar(row, column, most, top + HEAD + index * LINE)),
  ].join("\n");
}

function bar({ name, values, digits }: Row, column: number, most: number, top: number): string {
  const value = values[column] ?? 0;
  const length = Math.max(1, Math.round((value / most) * (WIDTH - LEFT - 80)));
  const fill = name.startsWith("khipu-sdk") ? OURS : OTHERS;
  return [
    `<text x="${LEFT - 8}" y="${top + 10}" text-anchor="end">${escaped(name)}</text>`,
    `<rect x="${LEFT}" y="${top - 2}" width="${length}" height="15" fill="${fill}"/>`,
    `<text x="${LEFT + length + 6}" y="${top + 10}">${shown(value, digits)}</text>`,
  ].join("\n");
}

function measured({ rows }: Table, column: number): Row[] {
  return rows.filter(({ values }) => Number.isFinite(values[column]));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
