import { describe, expect, test } from "@jest/globals";
import { chartOf } from "../../bench/chart.js";
import { pageOf } from "../../bench/page.js";
import { asText, same, type Table } from "../../bench/tables.js";

const WITHOUT_CHART: Table = {
  title: { en: "A call", es: "Una llamada" },
  how: { en: "How it is measured.", es: "Cómo se mide." },
  columns: [same("µs"), { en: "over bare", es: "sobre lo mínimo" }],
  rows: [
    { name: "khipu-sdk", values: [12.34, 2], digits: 1 },
    { name: "a <peer>", values: [24.68, undefined], digits: 1 },
  ],
};
const TABLE: Table = { ...WITHOUT_CHART, charted: 0 };
const CIRCUMSTANCES = {
  node: "20.0.0",
  machine: "a machine",
  date: "2026-01-02",
  packages: { peer: "1.2.3" },
};

describe("the page of benchmarks", () => {
  test("says in English what was measured, when and how", () => {
    const page = pageOf([TABLE], CIRCUMSTANCES, "en");

    expect(page).toContain("npm run bench -- --markdown");
    expect(page).toContain("2026-01-02, Node 20.0.0, a machine");
    expect(page).toContain("peer 1.2.3");
    expect(page).toContain(
      [
        "## A call",
        "",
        "How it is measured.",
        "",
        "|  | µs | over bare |",
        "| --- | ---: | ---: |",
        "| khipu-sdk | 12.3 | 2.0 |",
        "| a <peer> | 24.7 | – |",
      ].join("\n"),
    );
  });

  test("says the same in Spanish", () => {
    const page = pageOf([TABLE], CIRCUMSTANCES, "es");

    expect(page).toContain("## Una llamada\n\nCómo se mide.\n\n|  | µs | sobre lo mínimo |");
    expect(page).toContain("| khipu-sdk | 12.3 | 2.0 |");
  });
});

describe("the table for a terminal", () => {
  test("has a line for each that was measured", () => {
    const lines = asText(TABLE).split("\n");

    expect(lines.map((line) => line.split(/\s{2,}/))).toEqual([
      ["A call", "µs", "over bare"],
      ["khipu-sdk", "12.3", "2.0"],
      ["a <peer>", "24.7", "–"],
    ]);
  });
});

describe("the chart", () => {
  test("has a bar as long as its value for each that was measured, ours in another colour", () => {
    const bars = [...chartOf([TABLE]).matchAll(/<rect x="\d+" .*?width="(\d+)".*?fill="(.*?)"/g)];
    const [ours, peer] = bars.map(([, width, fill]) => ({ width: Number(width), fill }));

    expect(bars).toHaveLength(2);
    expect((ours?.width ?? 0) * 2).toBe(peer?.width);
    expect(ours?.fill).not.toBe(peer?.fill);
    expect(chartOf([TABLE])).toContain("a &lt;peer>");
  });

  test("leaves out a table that is not for it, and what could not be measured", () => {
    expect(chartOf([WITHOUT_CHART])).not.toContain("A call");
    expect(chartOf([{ ...TABLE, charted: 1 }])).not.toContain("peer");
  });
});
