import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { Khipu } from "khipu-sdk";
import { migrateSqlite, sqliteStore } from "khipu-sdk/stores/sqlite";
import { createApp } from "./app.js";
import { bundleBrowserScript } from "./browser-script.js";
import type { Config } from "./config.js";
import type { Context } from "./context.js";
import { type Db, openDatabase } from "./database.js";
import { Payments } from "./payments.js";
import { startReconciling } from "./reconciliation.js";
import { Refunds } from "./refunds.js";
import { Settlement } from "./settlement.js";
import { stockUp } from "./stock.js";

/** A shop that is open. */
export interface Shop {
  /** How browsers reach it. */
  readonly url: string;
  /** Where it listens. */
  readonly localUrl: string;
  /** Its database, for tests. */
  readonly database: Db;
  /** Ends its connections and its job. */
  close(): Promise<void>;
}

/** Opens the shop: database, Khipu, pages, and the job that asks about payments. */
export async function openShop(config: Config, log: Context["log"] = console.error): Promise<Shop> {
  const database = openDatabase(config.databaseFile);
  // The store's own connection: what is written on it belongs to its transactions.
  const settling = openDatabase(config.databaseFile);
  migrateSqlite(settling);
  stockUp(database);

  const server = createServer();
  const port = await listen(server, config);
  const localUrl = `http://${config.host}:${port}`;
  const publicUrl = config.publicUrl ?? localUrl;
  const closing = new AbortController();
  const context = contextOf({
    config,
    publicUrl,
    database,
    settling,
    log,
    script: await bundleBrowserScript(),
    closing: closing.signal,
  });
  server.on("request", createApp(context) satisfies Express);
  const stopReconciling = startReconciling(context);

  return {
    url: publicUrl,
    localUrl,
    database,
    async close() {
      closing.abort();
      await stopReconciling();
      await closeServer(server);
      database.close();
      settling.close();
    },
  };
}

interface Parts extends Omit<Context, "khipu" | "payments" | "refunds" | "settlement" | "store"> {
  readonly settling: Db;
}

function contextOf({ settling, ...parts }: Parts): Context {
  const { config, database } = parts;
  const { apiKey, baseUrl, receiverId } = config.khipu;
  const khipu = new Khipu({ apiKey, ...(baseUrl !== undefined && { baseUrl }) });
  const store = sqliteStore(settling);
  const settlement = new Settlement(database, receiverId);
  const shared = { ...parts, khipu, store, settlement };
  return { ...shared, payments: new Payments(shared), refunds: new Refunds(shared) };
}

async function listen(server: Server, { host, port }: Config): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  // A server that listens on TCP has an address with a port.
  return (server.address() as AddressInfo).port;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
