import { describe, expect, test } from "@jest/globals";
import { sqliteControlOf } from "../../src/stores/sqlite-text.js";

const kinds: Record<string, string[]> = {
  begin: ["BEGIN", "begin deferred transaction", "BEGIN EXCLUSIVE;", "\uFEFF/* a */ BEGIN -- b"],
  commit: ["COMMIT", "end", "Commit Transaction", "END TRANSACTION;;", "/* a */COMMIT/*"],
  rollback: ["ROLLBACK", "rollback transaction"],
  refused: [
    "SELECT 1; COMMIT",
    "COMMIT; BEGIN",
    "SELECT ';'; END",
    'SELECT 1 AS "a""; b"; COMMIT',
    "SELECT `;`, [;']; COMMIT",
    "SELECT $a('); COMMIT; --'",
    'SELECT @a::b("); COMMIT; --"',
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END; COMMIT",
    "ROLLBACK TO khipu_inner",
    "RELEASE SAVEPOINT 'KHIPU_x'",
    'SAVEPOINT "khipu_inner"',
    "SAVEPOINT a; RELEASE [khipu_b]",
  ],
  none: [
    "",
    ";;",
    "-- COMMIT",
    "SELECT 'COMMIT; COMMIT'",
    "SELECT '''; COMMIT; --'",
    "SELECT 1 /* ; COMMIT; */",
    "INSERT INTO ends VALUES (1); SELECT 2",
    "EXPLAIN COMMIT",
    "SAVEPOINT a",
    "ROLLBACK TRANSACTION TO SAVEPOINT a",
    "RELEASE a; SELECT 1",
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END",
    "CREATE TEMPORARY TRIGGER t INSERT ON a BEGIN SELECT 1; END;\nSELECT 1",
    "SELECT 'COMMIT",
  ],
};

describe("sqliteControlOf", () => {
  for (const [kind, texts] of Object.entries(kinds)) {
    test.each(texts)(`takes %j for ${kind}`, (sql) => {
      expect(sqliteControlOf(sql).kind).toBe(kind);
    });
  }

  test("reads long texts", () => {
    const long = "x''".repeat(2_000_000);

    expect(sqliteControlOf(`INSERT INTO a VALUES ('${long}')`).kind).toBe("none");
    expect(sqliteControlOf(`/*${long}*/ COMMIT`).kind).toBe("commit");
  });
});
