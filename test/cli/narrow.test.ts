import { describe, expect, test } from "@jest/globals";
import { dateText } from "../../src/cli/dates.js";
import { styleOf } from "../../src/cli/style.js";
import { fieldLines, tableLines } from "../../src/cli/table.js";
import { wrapped } from "../../src/cli/wrapped.js";
import { PassThrough } from "node:stream";
import { main } from "../../src/cli/main.js";

const style = styleOf(false);
const WIDTH = 46;

describe("on a terminal of 46 columns", () => {
  const rows = [
    { id: "SDdGj", note: "Tarifa de $300 de transferencia a otros bancos, usando CuentaRUT." },
    { id: "dfFbF", note: "" },
  ];
  const columns = [
    { title: "ID", of: (row: (typeof rows)[0]) => row.id },
    { title: "Nota", of: (row: (typeof rows)[0]) => row.note },
  ];

  test("a table that does not fit is one field a line, broken between words", () => {
    expect(tableLines(rows, columns, style, WIDTH)).toEqual([
      "ID    SDdGj",
      "Nota  Tarifa de $300 de transferencia a otros",
      "      bancos, usando CuentaRUT.",
      "",
      "ID  dfFbF",
      "",
    ]);
  });

  test("a table that fits stays one, and so does what a program reads", () => {
    expect(tableLines(rows.slice(1), columns, style, WIDTH)).toEqual(["ID     Nota", "dfFbF"]);
    expect(tableLines(rows, columns, style)[1]).toBe(
      "SDdGj  Tarifa de $300 de transferencia a otros bancos, usando CuentaRUT.",
    );
  });

  test("an address stays whole, to be copied", () => {
    const url = `http://127.0.0.1:5447/payment/info/${"a".repeat(40)}`;

    expect(fieldLines([["se paga en", url]], style, WIDTH)).toEqual([`se paga en  ${url}`]);
    expect(wrapped(`paga en ${url} hoy`, WIDTH)).toEqual(["paga en", url, "hoy"]);
  });

  test.each([
    ["en", ["--help"]],
    ["es", ["payments", "create", "--help"]],
    ["es", ["simulator", "--help"]],
    ["en", ["webhooks", "send", "--help"]],
  ])("help in %s for %j breaks no line but between words", async (language, args) => {
    const text = await helpAt(WIDTH, "--lang", language, ...args);

    const long = text
      .split("\n")
      .filter((line) => line.length > WIDTH && / \S+ /.test(line.trim()));
    expect(long).toEqual([]);
    expect(text).toContain("  -h, --help\n      ");
  });
});

/** What a terminal of a width shows. */
async function helpAt(columns: number, ...args: string[]): Promise<string> {
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns });
  let text = "";
  stdout.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  const [stdin, stderr] = [new PassThrough(), new PassThrough()];
  const io = {
    env: { NO_COLOR: "1" },
    stdin,
    stdout,
    stderr,
    cwd: ".",
    signal: AbortSignal.any([]),
  };
  await main(args, io);
  return text;
}

test.each([
  ["es", "America/Santiago", "27 nov 2026, 18:23 GMT-3"],
  ["en", "America/Santiago", "Nov 27, 2026, 18:23 GMT-3"],
  ["en", "Asia/Tokyo", "Nov 28, 2026, 06:23 GMT+9"],
] as const)("a moment in %s in %s", (language, zone, expected) => {
  expect(dateText({ language }, "2026-11-27T21:23:08.656Z", zone)).toBe(expected);
});

test("what is no moment is told as it came", () => {
  expect(dateText({ language: "es" }, "mañana")).toBe("mañana");
  expect(dateText({ language: "es" }, undefined)).toBe("");
});
