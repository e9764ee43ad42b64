import { describe, expect, test } from "@jest/globals";
import { mysqlControlOf } from "../../src/stores/mysql-control.js";

describe("mysqlControlOf", () => {
  test.each([
    {
      kind: "begin",
      texts: ["BEGIN", "begin work;", "START TRANSACTION", "/* a */ -- b\n # c\nbegin"],
    },
    {
      kind: "commit",
      texts: ["COMMIT", "commit work", "/*!40100 COMMIT */", "/*M!100 commit*/ ;"],
    },
    { kind: "rollback", texts: ["ROLLBACK", "rollback work"] },
    {
      kind: "refused",
      texts: [
        ...[
          "COMMIT AND CHAIN",
          "ROLLBACK RELEASE",
          "START TRANSACTION READ ONLY",
          "SELECT 1; COMMIT",
        ],
        ...["CREATE TABLE t (id INT)", "DROP TABLE t", "alter table t add x int", "TRUNCATE t"],
        ...["LOCK TABLES t WRITE", "UNLOCK TABLES", "GRANT ALL ON *.* TO a", "XA COMMIT 'x'"],
        ...["SET autocommit=1", "SET @@autocommit = 0", "SET SESSION TRANSACTION READ WRITE"],
        ...[
          "SET @@session.transaction_isolation='SERIALIZABLE'",
          "SET a=1, @@session.tx_read_only = 0",
        ],
        ...["SAVEPOINT khipu_inner", "ROLLBACK TO SAVEPOINT `khipu_inner`", "START SLAVE"],
      ],
    },
    {
      kind: "none",
      texts: [
        ...[
          "SELECT 'COMMIT; '",
          'SELECT "a\\"; COMMIT"',
          "SELECT `commit`",
          "SELECT 'it''s; COMMIT'",
        ],
        ...[
          "-- COMMIT",
          "# COMMIT",
          "/* COMMIT */",
          "",
          "SELECT 1--1",
          "UPDATE orders SET `begin` = 1",
        ],
        ...[
          "SAVEPOINT mine",
          "ROLLBACK TO mine",
          "ROLLBACK WORK TO SAVEPOINT mine",
          "RELEASE SAVEPOINT mine",
        ],
        ...["CREATE TEMPORARY TABLE t (id INT)", "SET @a = 1", "SET NAMES utf8mb4", "CALL pay(1)"],
      ],
    },
  ])("reads $texts as $kind", ({ kind, texts }) => {
    for (const text of texts) expect([text, mysqlControlOf(text).kind]).toEqual([text, kind]);
  });
});
