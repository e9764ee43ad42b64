import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { prismaStore } from "../../src/stores/prisma.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { type Prisma, PrismaClient } from "./.cache/prisma/client.js";
import { createTables, newPool } from "./support/postgres-shop.js";
import { after, describe, test } from "./support/runner.js";
import { address } from "./support/shops.js";

const pool = newPool();
await createTables(pool);
const adapter = new PrismaPg({ connectionString: address("KHIPU_TEST_POSTGRES_URL"), max: 2 });
/** Its own times are far shorter than a settlement. */
const prisma = new PrismaClient({ adapter, transactionOptions: { timeout: 20, maxWait: 20 } });
const store = prismaStore(prisma);

const deliver = (order: string) => ({ data: { order } });
const deliveries = (order: string) => prisma.delivery.count({ where: { order } });
const LISTED = /list of queries outside of tx/;

describe("prismaStore", () => {
  after(async () => {
    await prisma.$disconnect();
    await pool.end();
  });

  test("settles what takes longer than Prisma's own timeout", async () => {
    const order = randomUUID();

    const { outcome } = await settleOnce(store, order, async ({ tx }) => {
      await tx.$queryRaw`SELECT pg_sleep(0.1)::text`;
      await tx.delivery.create(deliver(order));
    });

    assert.equal(outcome, "settled");
    assert.equal(await deliveries(order), 1);
  });

  test("waits for a connection longer than Prisma's own maxWait", async () => {
    const orders = Array.from({ length: 6 }, () => randomUUID());
    const settle = (order: string) =>
      settleOnce(store, order, async ({ tx }) => {
        await tx.$queryRaw`SELECT pg_sleep(0.05)::text`;
        await tx.delivery.create(deliver(order));
      });

    const results = await Promise.all(orders.map(settle));

    assert.deepEqual(new Set(results.map(({ outcome }) => outcome)), new Set(["settled"]));
  });

  const lists: Readonly<
    Record<string, (tx: Prisma.TransactionClient, order: string) => Promise<unknown>>
  > = {
    "of tx": (tx, order) => tx.$transaction([tx.delivery.create(deliver(order))]),
    "of the client": (tx, order) => prisma.$transaction([tx.delivery.create(deliver(order))]),
    "of raw SQL": (tx, order) =>
      tx.$transaction([tx.$executeRaw`INSERT INTO deliveries ("order") VALUES (${order})`]),
    "of a transaction inside": (tx, order) =>
      tx.$transaction((inner) => inner.$transaction([inner.delivery.create(deliver(order))])),
  };
  for (const [whose, list] of Object.entries(lists)) {
    test(`refuses a list of queries ${whose}, which Prisma runs outside of tx`, async () => {
      const order = randomUUID();

      const failing = settleOnce(store, order, ({ tx }) => list(tx, order));

      await assert.rejects(failing, LISTED);
      assert.equal(await deliveries(order), 0);
    });
  }

  test("hands out the transaction of an extended client, with its extensions", async () => {
    const order = randomUUID();
    const twice = { ordersOf: (each: string) => [{ order: each }, { order: each }] };
    const extended = prismaStore(prisma.$extends({ model: { delivery: twice } }));

    await settleOnce(extended, order, async ({ tx }) => {
      await tx.delivery.createMany({ data: tx.delivery.ordersOf(order) });
    });

    assert.equal(await deliveries(order), 2);
  });

  test("keeps its keys where the model of the guide reads them", async () => {
    const key = randomUUID();
    const startedAt = Date.now();
    await settleOnce(store, key, () => undefined);

    const row = await prisma.khipuSettlement.findUniqueOrThrow({ where: { key } });

    for (const date of [row.begunAt, row.doneAt]) {
      assert.ok(date && Math.abs(date.getTime() - startedAt) < 60_000, String(date));
    }
  });
});
