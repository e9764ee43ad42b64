import { PrismaMariaDb } from "@prisma/adapter-mariadb";
import { prismaStore } from "../../../../src/stores/prisma.js";
import { type Prisma, PrismaClient } from "../../.cache/prisma-mysql/client.js";
import { createMysqlTables, MYSQL, newMysqlPool } from "../mysql-shop.js";
import { type OrmShop, RENAMED } from "./orm-shop.js";

type Tx = Prisma.TransactionClient;

export async function openPrismaMysqlShop(): Promise<OrmShop<Tx>> {
  const pool = newMysqlPool();
  await createMysqlTables(pool);
  await pool.end();
  const prisma = new PrismaClient({ adapter: new PrismaMariaDb(MYSQL) });
  const open = () => prismaStore(prisma, { dialect: "mysql" });
  const insert = async (tx: Tx, orders: readonly string[]) => {
    await tx.delivery.createMany({ data: orders.map((order) => ({ order })) });
  };
  return {
    store: open(),
    second: open,
    unreadable: () =>
      prismaStore(
        { $transaction: (work) => work({ $queryRawUnsafe: () => Promise.resolve(RENAMED) }) },
        { dialect: "mysql" },
      ),
    deliver: (tx, order) => insert(tx, [order]),
    deliverMany: insert,
    nested: (tx, work) => tx.$transaction(work),
    query: async (tx, sql) => (tx ?? prisma).$queryRawUnsafe(sql),
    deliveries: (order) => prisma.delivery.count({ where: { order } }),
    close: () => prisma.$disconnect(),
  };
}
