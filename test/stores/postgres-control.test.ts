import { describe, expect, test } from "@jest/globals";
import { controlOf } from "../../src/stores/postgres-control.js";

const kind = (sql: string) => controlOf(sql).kind;

describe("controlOf", () => {
  test.each([
    "select 1",
    "select 1; update orders set paid = true",
    "",
    "savepoint a",
    "release a",
    "release savepoint a",
    "rollback to a",
    "ROLLBACK WORK TO SAVEPOINT a",
    "abort transaction to a",
    "set local statement_timeout = 5",
    "set constraints all immediate",
    "prepare find as select 1",
    "execute find",
    "do $$ begin commit; end $$",
    "call settle()",
    "insert into notes values ('begin; commit')",
    "update commit set begin = 1",
    "start",
    "select 'a\\'",
  ])("lets %j run", (sql) => {
    expect(kind(sql)).toBe("none");
  });

  test.each([
    ["begin", "begin"],
    ["  /* first */ BeGiN ; -- last", "begin"],
    ["begin work", "begin"],
    ["begin transaction isolation level read committed, read write", "begin"],
    ["start transaction", "begin"],
    ["START TRANSACTION READ WRITE", "begin"],
    ["commit", "commit"],
    ["COMMIT TRANSACTION;", "commit"],
    ["commit and no chain", "commit"],
    ["end", "commit"],
    ["end work", "commit"],
    ["rollback", "rollback"],
    ["-- oh\nrollback work", "rollback"],
    ["abort", "rollback"],
  ])("puts a savepoint in the place of %j", (sql, expected) => {
    expect(kind(sql)).toBe(expected);
  });

  test.each([
    "begin isolation level serializable",
    "begin isolation level repeatable read",
    "begin read only",
    "start transaction deferrable",
    "commit and chain",
    "rollback and chain",
    "end work and chain",
    "commit prepared 'a'",
    "rollback prepared 'a'",
    "prepare transaction 'a'",
    "set transaction read only",
    "set local transaction isolation level serializable",
    "set session characteristics as transaction read only",
    "savepoint khipu_inner",
    'release "khipu_inner"',
    "rollback to savepoint Khipu_Inner",
    "begin; select 1",
    "select 1; commit",
    "commit; begin",
    "rollback; rollback",
    "select 1; prepare transaction 'a'",
    // Where the text ends depends on standard_conforming_strings.
    "select 'a\\'; commit; --'",
    "select 'a\\', '; commit; --'",
  ])("refuses %j", (sql) => {
    expect(kind(sql)).toBe("refused");
  });

  test("puts these statements in the place of a transaction's", () => {
    expect(["begin", "commit", "rollback"].map(controlOf)).toEqual([
      { kind: "begin", command: "BEGIN", instead: ["SAVEPOINT khipu_inner"] },
      { kind: "commit", command: "COMMIT", instead: ["RELEASE SAVEPOINT khipu_inner"] },
      {
        kind: "rollback",
        command: "ROLLBACK",
        instead: ["ROLLBACK TO SAVEPOINT khipu_inner", "RELEASE SAVEPOINT khipu_inner"],
      },
    ]);
  });
});
