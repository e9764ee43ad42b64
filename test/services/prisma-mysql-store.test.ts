import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { PrismaMariaDb } from "@prisma/adapter-mariadb";
import { prismaStore } from "../../src/stores/prisma.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { PrismaClient } from "./.cache/prisma-mysql/client.js";
import { createMysqlTables, MYSQL, newMysqlPool } from "./support/mysql-shop.js";
import { after, describe, test } from "./support/runner.js";

const pool = newMysqlPool();
await createMysqlTables(pool);
const adapter = new PrismaMariaDb({ ...MYSQL, connectionLimit: 2 });
/** Its own times are far shorter than a settlement. */
const prisma = new PrismaClient({ adapter, transactionOptions: { timeout: 20, maxWait: 20 } });
const store = prismaStore(prisma, { dialect: "mysql" });

describe("prismaStore on MariaDB", () => {
  after(async () => {
    await prisma.$disconnect();
    await pool.end();
  });

  test("settles longer than Prisma's own timeout, and waits longer than its maxWait", async () => {
    const orders = Array.from({ length: 6 }, () => randomUUID());
    const settle = (order: string) =>
      settleOnce(store, order, async ({ tx }) => {
        await tx.$queryRaw`SELECT SLEEP(0.1)`;
        await tx.delivery.create({ data: { order } });
      });

    const results = await Promise.all(orders.map(settle));

    assert.deepEqual(new Set(results.map(({ outcome }) => outcome)), new Set(["settled"]));
  });

  test("refuses a list of queries, which Prisma runs outside of tx", async () => {
    const order = randomUUID();

    const failing = settleOnce(store, order, ({ tx }) =>
      tx.$transaction([tx.delivery.create({ data: { order } })]),
    );

    await assert.rejects(failing, /list of queries outside of tx/);
    assert.equal(await prisma.delivery.count({ where: { order } }), 0);
  });

  test("keeps its keys where the model of the guide reads them", async () => {
    const order = randomUUID();
    const startedAt = Date.now();
    await settleOnce(store, order, () => undefined);

    const key = new TextEncoder().encode(order);
    const { doneAt } = await prisma.khipuSettlement.findUniqueOrThrow({ where: { key } });

    assert.ok(doneAt !== null && Math.abs(Number(doneAt) - startedAt) < 60_000, String(doneAt));
  });
});
