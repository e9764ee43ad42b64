import { describe, expect, test } from "@jest/globals";
import { statementsOf } from "../../src/stores/postgres-text.js";
import fc from "../support/properties.js";
import { cpuClock } from "../support/timers.js";

const firstWords = (sql: string, oldStrings = false) =>
  statementsOf(sql, oldStrings).map(([word]) => word);

describe("statementsOf", () => {
  test.each([
    ["", []],
    [" \n\t;; -- nothing\n/* at /* all */ */;", []],
    ["select 1", [["SELECT", "1"]]],
    ["  /* a /* b */ c */ -- d\r\n commit ; ", [["COMMIT"]]],
    ["begin;select 1;commit", [["BEGIN"], ["SELECT", "1"], ["COMMIT"]]],
    ["select 'it''s; commit'", [["SELECT", "'"]]],
    ["select 'a\\'; commit", [["SELECT", "'"], ["COMMIT"]]],
    ["select e'a\\'; commit'", [["SELECT", "'"]]],
    ["select E'a'\n'b\\'; commit'; end", [["SELECT", "'"], ["END"]]],
    ["select E'a' -- c\n -- d\n 'b\\'; commit'", [["SELECT", "'"]]],
    ["select E'a' 'b\\'; commit", [["SELECT", "'", "'"], ["COMMIT"]]],
    ["select $$; commit; $$; end", [["SELECT", "'"], ["END"]]],
    ["do $body$ begin; $$ commit; $body$", [["DO", "'"]]],
    ["select a$b$; commit; select $b$", [["SELECT", "A$B$"], ["COMMIT"], ["SELECT", "'"]]],
    ["select $1; commit; select $1", [["SELECT", "$", "1"], ["COMMIT"], ["SELECT", "$", "1"]]],
    ['rollback to "a""b; commit"', [["ROLLBACK", "TO", '"a""b; commit"']]],
    ["select 1 -- ; commit", [["SELECT", "1"]]],
    ["select 1 --\r; commit", [["SELECT", "1"], ["COMMIT"]]],
    ["select 'open; commit", [["SELECT", "'"]]],
    ["select $x$ open; commit", [["SELECT", "'"]]],
    ["/* open; commit", []],
    ["commit\u00a0", [["COMMIT\u00a0"]]],
    ["\u00a0commit", [["\u00a0COMMIT"]]],
  ])("splits %j as PostgreSQL does", (sql, statements) => {
    expect(statementsOf(sql)).toEqual(statements);
  });

  test("reads a backslash as an older server does, when told to", () => {
    expect(firstWords("select 'a\\'; commit; --'; end", true)).toEqual(["SELECT", "END"]);
  });

  test("keeps the beginning of a long statement", () => {
    expect(statementsOf(`values ${"(1),".repeat(1000)}(1); end`)).toEqual([
      ["VALUES", ..."(1),(1),(1)".split("")],
      ["END"],
    ]);
  });

  const quoted = fc
    .array(fc.constantFrom("'", '"', ";", "\\", "$", "$$", "--", "/*", "*/", "a", "\n", "commit"))
    .map((parts) => parts.join(""));
  const covered = fc.oneof(
    quoted.map((text) => `'${text.replaceAll("'", "''")}'`),
    quoted.map((text) => `"${text.replaceAll('"', '""')}"`),
    quoted.map((text) => `E'${text.replaceAll(/['\\]/g, "\\$&")}'`),
    quoted.map((text) => `$tag$${text}$tag$`),
    quoted.map((text) => `--${text.replaceAll("\n", "")}\n`),
    quoted.map((text) => `/*${text.replaceAll(/\/\*|\*\/|[*/]/g, "")}*/`),
  );

  test("finds the statements whatever texts, names and comments are in them", () => {
    fc.assert(
      fc.property(fc.array(fc.array(covered), { maxLength: 5 }), (statements) => {
        const sql = statements.map((parts) => `word ${parts.join(" , ")}`).join(" ; ");
        expect(firstWords(sql)).toEqual(statements.map(() => "WORD"));
      }),
    );
  });

  test("comes to an end with any text, and soon", () => {
    fc.assert(fc.property(quoted, (sql) => statementsOf(sql).length <= sql.length));
    const computedMs = cpuClock();
    for (const part of ["'", "/*", "$a$", "E'a'\n", '"', "--", "E'\\", "'' "]) {
      statementsOf(`select ${part.repeat(50_000)}`);
    }
    expect(computedMs()).toBeLessThan(2000);
  });
});
