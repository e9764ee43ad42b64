import { PrismaPg } from "@prisma/adapter-pg";
import { prismaStore } from "../../../../src/stores/prisma.js";
import { type Prisma, PrismaClient } from "../../.cache/prisma/client.js";
import { createTables, newPool } from "../postgres-shop.js";
import { address } from "../shops.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

type Tx = Prisma.TransactionClient;

export async function openPrismaShop(): Promise<OrmShop<Tx>> {
  const pool = newPool();
  await createTables(pool);
  await pool.end();
  const adapter = new PrismaPg({ connectionString: address("KHIPU_TEST_POSTGRES_URL") });
  const prisma = new PrismaClient({ adapter });
  const insert = async (tx: Tx, orders: readonly string[]) => {
    await tx.delivery.createMany({ data: orders.map((order) => ({ order })) });
  };
  return {
    store: prismaStore(prisma),
    second: () => prismaStore(prisma),
    unreadable: () =>
      prismaStore({
        $transaction: (work) => work({ $queryRawUnsafe: () => Promise.resolve(RENAMED) }),
      }),
    deliver: (tx, order) => insert(tx, [order]),
    deliverMany: insert,
    nested: (tx, work) => tx.$transaction(work),
    deliveries: (order) => prisma.delivery.count({ where: { order } }),
    close: () => prisma.$disconnect(),
  };
}
