import { Khipu } from "khipu-sdk";
import { prismaStore, type TransactionStore } from "khipu-sdk/stores/prisma";
import type { Prisma } from "../generated/prisma/client";
import { type Config, readConfig } from "./config";
import { type Db, openDatabase } from "./database";

/** What every route needs. */
export interface Shop {
  readonly config: Config;
  readonly db: Db;
  readonly khipu: Khipu;
  /** Remembers which payments are settled, in the transaction that settles them. */
  readonly store: TransactionStore<Prisma.TransactionClient>;
}

// Next.js loads a module once for each kind of route, and again after each change in development. One pool of
// connections is enough for the process, so it is kept where all of them look.
const KEPT = Symbol.for("khipu-sdk-example-nextjs");
type Kept = typeof globalThis & { [KEPT]?: Shop };

/** The shop of this process, opened with the first request: `next build` has no secrets. */
export function shop(): Shop {
  return ((globalThis as Kept)[KEPT] ??= openShop());
}

function openShop(): Shop {
  const config = readConfig(process.env);
  const { apiKey, databaseUrl, khipuUrl } = config;
  const db = openDatabase(databaseUrl);
  return {
    config,
    db,
    khipu: new Khipu({ apiKey, ...(khipuUrl !== undefined && { baseUrl: khipuUrl }) }),
    store: prismaStore(db),
  };
}
