import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "../generated/prisma/client";

/** The shop's database, through Prisma. */
export type Db = PrismaClient;

/** Connects with the first query, to at most ten connections. */
export function openDatabase(url: string): Db {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
}
