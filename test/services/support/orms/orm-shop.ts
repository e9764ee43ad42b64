import type { TransactionStore } from "../../../../src/stores/transaction.js";
import type { Shop } from "../shops.js";

/** A shop that keeps its orders through an ORM. */
export interface OrmShop<Tx = unknown> extends Omit<Shop<Tx>, "control"> {
  readonly store: TransactionStore<Tx>;
  /** Runs `work` in a transaction of the ORM's own inside `tx`, where there are such. */
  nested?(tx: Tx, work: (inner: Tx) => Promise<void>): Promise<unknown>;
  /** Delivers by one call that the ORM makes several statements of. */
  deliverMany(tx: Tx, orders: readonly string[]): Promise<unknown>;
  /** Runs a text of SQL the ORM's own way, in `tx` or by itself; resolves to what the ORM answers. */
  query?(tx: Tx | undefined, sql: string): Promise<unknown>;
}

/** The shops by name, each with its ORM's own way to write. */
export const ormShops = {
  drizzle: async () => (await import("./drizzle-shop.js")).openDrizzleShop(),
  kysely: async () => (await import("./kysely-shop.js")).openKyselyShop(),
  knex: async () => (await import("./knex-shop.js")).openKnexShop(),
  typeorm: async () => (await import("./typeorm-shop.js")).openTypeormShop(),
  sequelize: async () => (await import("./sequelize-shop.js")).openSequelizeShop(),
  "postgres.js": async () => (await import("./postgres-js-shop.js")).openPostgresJsShop(),
  prisma: async () => (await import("./prisma-shop.js")).openPrismaShop(),
  "mikro-orm": async () => (await import("./mikro-orm-shop.js")).openMikroOrmShop(),
  "drizzle on MariaDB": async () =>
    (await import("./drizzle-mysql-shop.js")).openDrizzleMysqlShop(),
  "kysely on MariaDB": async () => (await import("./kysely-shop.js")).openKyselyMysqlShop(),
  "knex on MariaDB": async () => (await import("./knex-shop.js")).openKnexMysqlShop(),
  "typeorm on MariaDB": async () => (await import("./typeorm-shop.js")).openTypeormMysqlShop(),
  "sequelize on MariaDB": async () =>
    (await import("./sequelize-shop.js")).openSequelizeMysqlShop(),
  "prisma on MariaDB": async () => (await import("./prisma-mysql-shop.js")).openPrismaMysqlShop(),
  "mikro-orm on MariaDB": async () => (await import("./mikro-orm-shop.js")).openMikroOrmMysqlShop(),
} satisfies Record<string, () => Promise<OrmShop>>;

export type OrmShopName = keyof typeof ormShops;

/** The rows of a driver that renames columns, as some wrappers do. */
export const RENAMED = [{ settlementState: "free" }];
