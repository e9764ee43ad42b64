import { describe, expect, test } from "@jest/globals";
import { settleOnce } from "../../src/stores/settle-once.js";
import { transactionStore } from "../../src/stores/transaction.js";
import { ScriptedOrm, type ScriptedTransaction } from "./support/scripted-orm.js";

const settle = (orm: ScriptedOrm, work: (tx: ScriptedTransaction) => unknown = () => undefined) =>
  settleOnce(transactionStore(orm), "payment:1", ({ tx }) => work(tx));

describe("transactionStore", () => {
  test("claims, works and marks in one transaction of the ORM's", async () => {
    const orm = new ScriptedOrm();

    const settling = settle(orm, (tx) => tx.query("UPDATE orders"));

    expect(await settling).toEqual({ outcome: "settled", value: [] });
    expect(orm.log).toEqual(["BEGIN", "claim", "UPDATE orders", "mark", "COMMIT"]);
  });

  test("rolls back what failed", async () => {
    const orm = new ScriptedOrm();

    await expect(settle(orm, () => Promise.reject(new Error("no stock")))).rejects.toThrow("stock");

    expect(orm.log).toEqual(["BEGIN", "claim", "look", "ROLLBACK"]);
  });

  test.each([
    { state: "busy", outcome: "busy" },
    { state: "free", outcome: "busy" },
    { state: "1700000000000", outcome: "already" },
  ])(
    "is $outcome for a key that is $state, and ends the transaction",
    async ({ state, outcome }) => {
      const orm = Object.assign(new ScriptedOrm(), { claimed: [], state });

      expect(await settle(orm)).toEqual({ outcome });

      expect(orm.log).toEqual(["BEGIN", "claim", "state", "COMMIT"]);
    },
  );

  test("does not settle a key in doubt, and says what to do", async () => {
    const orm = Object.assign(new ScriptedOrm(), { claimed: [], state: "in doubt" });

    await expect(settle(orm)).rejects.toThrow("set done_at to now(), or to NULL to settle it anew");
  });

  test.each([
    { failing: "BEGIN", log: ["BEGIN"] },
    { failing: "claim", log: ["BEGIN", "claim", "ROLLBACK"] },
    { failing: "mark", log: ["BEGIN", "claim", "mark", "look", "ROLLBACK"] },
    { failing: "COMMIT", log: ["BEGIN", "claim", "mark", "COMMIT"] },
  ])("rejects when $failing fails", async ({ failing, log }) => {
    const orm = new ScriptedOrm();
    orm.failing.push(failing);

    await expect(settle(orm)).rejects.toThrow(`${failing} failed`);

    expect(orm.log).toEqual(log);
  });

  test("rolls back, and says so, when the key's row has gone", async () => {
    const orm = Object.assign(new ScriptedOrm(), { marked: "0" });

    await expect(settle(orm)).rejects.toThrow("could not be marked, and is rolled back");

    expect(orm.log).toEqual(["BEGIN", "claim", "mark", "look", "ROLLBACK"]);
  });

  test.each([
    { when: "and the work succeeds", fails: false, log: ["mark", "look", "ROLLBACK"] },
    { when: "and the work fails", fails: true, log: ["look", "ROLLBACK"] },
  ])("bars a key whose transaction was ended inside, $when", async ({ fails, log }) => {
    const orm = new ScriptedOrm();

    const settling = settle(orm, () => {
      Object.assign(orm, { transactionId: "8", marked: "0" });
      if (fails) throw new Error("after its own COMMIT");
    });

    await expect(settling).rejects.toThrow(fails ? "after its own COMMIT" : "it is in doubt now");
    expect(orm.log).toEqual(["BEGIN", "claim", ...log, "BEGIN", "bar", "COMMIT"]);
  });

  test("refuses an ORM that runs its callback again", async () => {
    const orm = new ScriptedOrm();
    const twice = (work: (tx: ScriptedTransaction) => Promise<void>) =>
      orm.transaction(work).then(() => orm.transaction(work));
    const store = transactionStore(Object.assign(new ScriptedOrm(), { transaction: twice }));

    const settling = settleOnce(store, "payment:1", () => undefined);

    await expect(settling).rejects.toThrow("must not run its callback a second time");
  });

  test("refuses a transaction() that runs nothing", async () => {
    const store = transactionStore(
      Object.assign(new ScriptedOrm(), { transaction: () => Promise.resolve() }),
    );

    await expect(store.lookUp("payment:1")).rejects.toThrow("ended without running its callback");
  });

  test("writes what it is given as digits, so that no key is SQL", async () => {
    const asked: string[] = [];
    const orm = new ScriptedOrm();
    const query = (tx: ScriptedTransaction, sql: string) => {
      asked.push(sql);
      return tx.query(sql);
    };
    const store = transactionStore(Object.assign(orm, { query, table: "shop.settled" }));

    await settleOnce(store, "a'; DROP TABLE é--", () => undefined);

    expect(asked.join()).not.toContain("DROP");
    expect(asked[0]).toContain("decode('61273b2044524f50205441424c4520c3a92d2d', 'hex')");
    expect(asked[0]).toContain('INSERT INTO "shop"."settled"');
  });

  test.each([
    { options: { table: "a;b" }, problem: "table must be a name" },
    { options: { dialect: "oracle" as "postgres" }, problem: "dialect must be" },
  ])("refuses $options", ({ options, problem }) => {
    expect(() => transactionStore(Object.assign(new ScriptedOrm(), options))).toThrow(problem);
  });
});
