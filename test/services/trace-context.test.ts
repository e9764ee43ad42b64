import { context, createContextKey } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { settleOnce } from "../../src/stores/settle-once.js";
import { migratePostgres, postgresStore } from "../../src/stores/postgres.js";
import { newPool } from "./support/postgres-shop.js";
import { after, before, describe, test } from "./support/runner.js";

const TRACE = createContextKey("trace");

describe("the context of a trace", () => {
  // One connection: all but one wait for it, and are served from where another has ended.
  const pool = newPool({ max: 1 });
  before(async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    await migratePostgres(pool);
  });
  after(async () => {
    context.disable();
    await pool.end();
  });

  test("is in onPaid that of who has asked for the settlement, before and after a query", async () => {
    const store = postgresStore(pool);
    const seen: [unknown, unknown, unknown][] = [];

    const settle = (trace: number) =>
      context.with(context.active().setValue(TRACE, trace), () =>
        settleOnce(store, `payment:${randomUUID()}`, async ({ tx }) => {
          const before = context.active().getValue(TRACE);
          await tx.query("SELECT 1");
          seen.push([trace, before, context.active().getValue(TRACE)]);
        }),
      );
    await Promise.all(Array.from({ length: 10 }, (_, trace) => settle(trace)));

    assert.equal(seen.length, 10);
    for (const [trace, before, later] of seen) assert.deepEqual([before, later], [trace, trace]);
  });
});
